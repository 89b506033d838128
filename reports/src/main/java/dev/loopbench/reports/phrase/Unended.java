package dev.loopbench.reports.phrase;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What did not end well, as people read it. Stateless. */
public final class Unended {

    /** More reasons are told together. */
    private static final int MAX_REASONS = 4;

    /** A run without a good end for this share of its time had stopped working. */
    private static final double SILENT_SHARE = 0.1;

    private Unended() {}

    /**
     * {@code 4 of 4 threads have been on work for 12.0s; 205 waited behind them}; empty where all
     * jobs had ended.
     */
    public static Optional<String> underWay(Pool pool) {
        List<String> parts = new ArrayList<>();
        for (Pool.UnderWay jobs : pool.atEnd().underWay()) {
            if (jobs.running() > 0) {
                parts.add(
                        Numbers.count(jobs.running())
                                + " of "
                                + Numbers.count(pool.threads(), "thread")
                                + (jobs.running() == 1 ? " has" : " have")
                                + " been on "
                                + jobs.kind()
                                + " for "
                                + Numbers.nanos(jobs.longestRunningNanos()));
            }
        }
        long queued = pool.atEnd().underWay().stream().mapToLong(Pool.UnderWay::queued).sum();
        if (queued > 0) {
            parts.add(
                    Numbers.count(queued) + (parts.isEmpty() ? " waited" : " waited behind them"));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    /** {@code 800 connection reset, from 2.01s to 5.00s}: one line for each of the main reasons. */
    public static List<String> failures(Operation operation) {
        List<Operation.Failure> all = operation.failures();
        List<String> lines = new ArrayList<>();
        all.stream().limit(MAX_REASONS).map(Unended::failure).forEach(lines::add);
        if (all.size() > MAX_REASONS) {
            lines.add(Numbers.count(all.size() - MAX_REASONS, "further reason"));
        }
        return lines;
    }

    private static String failure(Operation.Failure failure) {
        String at = Numbers.nanos(failure.firstAtNanos());
        return Numbers.count(failure.count())
                + " × "
                + failure.reason()
                + (failure.count() == 1
                        ? ", at " + at
                        : ", from " + at + " to " + Numbers.nanos(failure.lastAtNanos()));
    }

    /**
     * {@code the last ended well at 2.00s, none in the 3.00s after}: where a rate over the whole
     * run would be read as that of the time in which it worked.
     */
    public static Optional<String> silence(Operation operation, long durationNanos) {
        Long lastNanos = operation.pace().lastOkNanos();
        boolean troubled = operation.errors() > 0 || operation.unfinished() > 0;
        if (!troubled
                || lastNanos == null
                || durationNanos - lastNanos < SILENT_SHARE * durationNanos) {
            return Optional.empty();
        }
        return Optional.of(
                "the last ended well at "
                        + Numbers.nanos(lastNanos)
                        + ", none in the "
                        + Numbers.nanos(durationNanos - lastNanos)
                        + " after");
    }
}
