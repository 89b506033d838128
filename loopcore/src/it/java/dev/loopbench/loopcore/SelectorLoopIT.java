package dev.loopbench.loopcore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The loop on the machine's own clock and selector. */
class SelectorLoopIT {

    private final EventLoop loop;
    private final List<String> log = new ArrayList<>();

    SelectorLoopIT() throws IOException {
        FakePool unused = new FakePool(VirtualClock.still(), 1, 1);
        loop =
                new EventLoop(
                        EventLoopConfig.of(new SystemNanoClock(), new SelectorPoller(), unused));
    }

    @Test
    @Rule("A02")
    void a_send_from_another_thread_wakes_a_blocked_poll_and_calls_back_on_the_loop_thread() {
        Thread loopThread = Thread.currentThread();
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        AsyncHandle[] async = new AsyncHandle[1];
        async[0] =
                loop.async(
                        () -> {
                            assertThat(Thread.currentThread()).isSameAs(loopThread);
                            log.add("async");
                            async[0].close();
                        });
        // The loop has nothing else to wake up for: a lost send would hang it.
        loop.prepare().start(() -> senders.add(CompletableFuture.runAsync(() -> async[0].send())));

        loop.run(RunMode.ONCE);

        senders.forEach(CompletableFuture::join);
        assertThat(log).containsExactly("async");
    }

    @Test
    @Rule({"A01", "A02"})
    void no_send_of_many_threads_is_lost() {
        int threads = 4;
        int sends = 20_000;
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        int[] callbacks = {0};
        int[] finished = {0};
        for (int i = 0; i < threads; i++) {
            AsyncHandle[] async = new AsyncHandle[2];
            async[0] = loop.async(() -> callbacks[0]++);
            async[1] =
                    loop.async(
                            () -> {
                                finished[0]++;
                                async[0].close();
                                async[1].close();
                            });
            senders.add(
                    CompletableFuture.runAsync(
                            () -> {
                                for (int send = 0; send < sends; send++) {
                                    async[0].send();
                                }
                                async[1].send();
                            }));
        }

        assertThat(loop.run(RunMode.DEFAULT)).isFalse();

        senders.forEach(CompletableFuture::join);
        assertThat(finished[0]).isEqualTo(threads);
        assertThat(callbacks[0]).isBetween(1, threads * sends);
        loop.close();
    }

    @Test
    @Rule("C06")
    void a_channel_closed_by_a_callback_has_left_the_kernel_when_the_next_poll_returns()
            throws IOException {
        Pipe pipe = Pipe.open();
        pipe.sink().configureBlocking(false);
        TestIoHandle reading = new TestIoHandle(loop, pipe.source(), SelectionKey.OP_READ);
        WatcherHandle check = loop.check();
        loop.idle().start(() -> {});
        check.start(
                () -> {
                    log.add(fails(pipe.sink()) ? "fails" : "written");
                    if (!reading.isClosing()) {
                        reading.close();
                    } else {
                        loop.stop();
                    }
                });

        loop.run(RunMode.DEFAULT);

        assertThat(log).containsExactly("written", "fails");
    }

    @Test
    @Rule("C06")
    void a_channel_closed_has_left_the_kernel_when_the_run_ends() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.sink().configureBlocking(false);
        TestIoHandle reading = new TestIoHandle(loop, pipe.source(), SelectionKey.OP_READ);
        loop.setImmediate(reading::close);

        loop.run(RunMode.NOWAIT);

        assertThat(fails(pipe.sink())).isTrue();
    }

    private static boolean fails(Pipe.SinkChannel sink) {
        try {
            sink.write(ByteBuffer.wrap(new byte[] {1}));
            return false;
        } catch (IOException nobodyReads) {
            return true;
        }
    }

    @Test
    @Rule("L18")
    void more_ready_channels_than_one_wait_reports_are_all_served_in_one_phase()
            throws IOException {
        int channels = Poller.MAX_EVENTS + Poller.MAX_EVENTS / 8;
        List<TestIoHandle> handles = new ArrayList<>();
        int[] ready = {0};
        for (int i = 0; i < channels / 2; i++) {
            Pipe pipe = Pipe.open();
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
            handles.add(new TestIoHandle(loop, pipe.source(), SelectionKey.OP_READ));
            handles.add(new TestIoHandle(loop, pipe.sink(), SelectionKey.OP_WRITE));
        }
        for (TestIoHandle handle : handles) {
            handle.onReady(
                    ops -> {
                        ready[0]++;
                        handle.registration().interest(0);
                    });
        }

        loop.run(RunMode.NOWAIT);

        assertThat(ready[0]).isEqualTo(channels);
        assertThat(loop.iterations()).isEqualTo(1);
        assertThat(loop.events()).isEqualTo(channels);
        handles.forEach(Handle::close);
        loop.run(RunMode.DEFAULT);
        loop.close();
    }

    @Test
    @Rule("L19")
    void an_event_of_a_channel_closed_earlier_in_the_batch_reaches_nobody() throws IOException {
        List<TestIoHandle> handles = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Pipe pipe = Pipe.open();
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
            handles.add(new TestIoHandle(loop, pipe.source(), SelectionKey.OP_READ));
        }
        for (TestIoHandle handle : handles) {
            handle.onReady(
                    ops -> {
                        log.add("ready");
                        handles.forEach(Handle::close);
                        openAnother();
                    });
        }

        loop.run(RunMode.NOWAIT);

        assertThat(log).containsExactly("ready");
        assertThat(loop.events()).isEqualTo(2);
    }

    /** A new channel that may get the number of a closed one. */
    private void openAnother() {
        try {
            new TestIoHandle(loop, Pipe.open().source(), SelectionKey.OP_READ)
                    .onReady(ops -> log.add("a channel nobody wrote to"));
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    @Test
    @Rule("T11")
    void a_timer_is_not_early_on_the_machines_clock() {
        loop.timer().start(() -> log.add(loop.nowMillis() >= 12 ? "in time" : "early"), 12, 0);

        loop.run(RunMode.DEFAULT);

        assertThat(log).containsExactly("in time");
    }
}
