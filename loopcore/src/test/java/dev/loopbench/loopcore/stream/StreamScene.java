package dev.loopbench.loopcore.stream;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.ArrayList;
import java.util.List;

/** A loop in virtual time with streams of strings on it, and a log of what they do. */
final class StreamScene {

    final List<String> log = new ArrayList<>();
    final EventLoop loop;

    StreamScene() {
        VirtualClock clock = VirtualClock.still();
        loop =
                new EventLoop(
                        EventLoopConfig.of(
                                        clock,
                                        new SimulatedPoller(clock),
                                        new FakePool(clock, 1, 1))
                                .withUncaughtHandler(
                                        thrown -> log.add("uncaught " + thrown.getMessage())));
    }

    /** Runs {@code script} in one callback of the loop and then all that comes of it. */
    void run(Runnable script) {
        loop.setImmediate(script);
        loop.run(RunMode.DEFAULT);
    }

    /** Runs what is due without waiting: callbacks of the script and their ticks. */
    void step(Runnable script) {
        loop.setImmediate(script);
        loop.run(RunMode.NOWAIT);
    }

    Done logs(String name) {
        return failure -> log.add(failure == null ? name : name + ": " + failure.getMessage());
    }

    Writable<String> writable(TestSink<String> sink, long highWaterMark) {
        return new Writable<>(
                loop, sink, Buffering.<String>objects().withHighWaterMark(highWaterMark));
    }

    Readable<String> readable(TestSource source, long highWaterMark) {
        return new Readable<>(
                loop, source, Buffering.<String>objects().withHighWaterMark(highWaterMark));
    }

    void logEvents(String name, Writable<String> writable) {
        writable.drain().on(stream -> log.add(name + " drain"));
        writable.finish().on(stream -> log.add(name + " finish"));
        writable.closed().on(stream -> log.add(name + " close"));
        writable.error().on(error -> log.add(name + " error: " + error.getMessage()));
    }

    void logEvents(String name, Readable<String> readable) {
        readable.end().on(stream -> log.add(name + " end"));
        readable.closed().on(stream -> log.add(name + " close"));
        readable.error().on(error -> log.add(name + " error: " + error.getMessage()));
    }
}
