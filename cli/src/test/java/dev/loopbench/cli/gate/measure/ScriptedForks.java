package dev.loopbench.cli.gate.measure;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Forks that take a second each and report what the test says. */
final class ScriptedForks implements ForkRunner {

    /** What a fork gives. */
    @FunctionalInterface
    interface Script {

        /**
         * @param fork from 0, over both sides
         */
        Report fork(Side side, int fork) throws ForkFailure;
    }

    static final long FORK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final NanoClock clock;
    private final Script script;
    private final List<Side> started = new ArrayList<>();
    private boolean interrupted;

    ScriptedForks(NanoClock clock, Script script) {
        this.clock = clock;
        this.script = script;
    }

    @Override
    public Report run(Side side) throws ForkFailure {
        started.add(side);
        clock.sleep(FORK_NANOS);
        return script.fork(side, started.size() - 1);
    }

    @Override
    public void interrupt() {
        interrupted = true;
    }

    /** The sides in the order of their forks. */
    List<Side> started() {
        return started;
    }

    boolean isInterrupted() {
        return interrupted;
    }
}
