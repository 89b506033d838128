package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.fork.Fork;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Report;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Each fork is a process of its own. Thread-safe (by a reference). */
public final class ProcessForks implements ForkRunner {

    /** More of what a fork says makes no sentence. */
    private static final int SAID_LENGTH_MAX = 300;

    /** Ended by SIGPIPE: what it printed is no report, and nobody read on. */
    private static final int BROKEN_PIPE = 128 + 13;

    private final SideCommand base;
    private final SideCommand head;
    private final long timeoutNanos;
    private final AtomicReference<@Nullable Fork> present = new AtomicReference<>();
    private volatile boolean interrupted;

    /**
     * @param timeoutNanos that each fork may take
     */
    public ProcessForks(SideCommand base, SideCommand head, long timeoutNanos) {
        this.base = base;
        this.head = head;
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public Report run(Side side) throws ForkFailure {
        Fork fork = start(side == Side.BASE ? base : head);
        present.set(fork);
        try {
            if (interrupted) {
                fork.end(); // it started behind the interrupt's back
            }
            return reportOf(fork.await(timeoutNanos));
        } finally {
            present.set(null);
        }
    }

    @Override
    public void interrupt() {
        interrupted = true;
        Fork fork = present.get();
        if (fork != null) {
            fork.end();
        }
    }

    private static Fork start(SideCommand command) throws ForkFailure {
        List<String> words = command.processWords();
        try {
            return Fork.start(words, command.environment());
        } catch (IOException refused) {
            throw new ForkFailure(
                    ForkFailure.Kind.UNSTARTABLE, "could not be started: " + refused.getMessage());
        }
    }

    private Report reportOf(Fork.Ending ending) throws ForkFailure {
        Integer code = ending.exitCode();
        if (code == null) {
            throw new ForkFailure(
                    ForkFailure.Kind.FAILED,
                    "had not ended after "
                            + Numbers.roundNanos(timeoutNanos)
                            + ", and was ended"
                            + said(ending));
        }
        if (code != ExitCode.OK.number() && code != BROKEN_PIPE) {
            throw new ForkFailure(kindOf(code), "ended with exit code " + code + said(ending));
        }
        Report report = ending.report();
        if (report == null || code == BROKEN_PIPE) {
            throw new ForkFailure(
                    ForkFailure.Kind.FAILED,
                    "printed what is no report: " + ending.fault() + said(ending));
        }
        return report;
    }

    private static ForkFailure.Kind kindOf(int code) {
        if (code == ExitCode.WRONG_RESULT.number()) {
            return ForkFailure.Kind.WRONG_RESULT;
        }
        return code == ExitCode.INTERRUPTED.number() || code == ExitCode.TERMINATED.number()
                ? ForkFailure.Kind.INTERRUPTED
                : ForkFailure.Kind.FAILED;
    }

    private static String said(Fork.Ending ending) {
        String said = ending.complaint().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (said.isEmpty()) {
            return "";
        }
        return "; it said: "
                + (said.length() > SAID_LENGTH_MAX
                        ? said.substring(0, SAID_LENGTH_MAX) + " ..."
                        : said);
    }
}
