package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Operations failed. Immutable.
 *
 * <p>It comes before all else where they are many, or where nothing worked any more: what the
 * others took says little then.
 */
final class FailureRule implements Rule {

    static final String RULE = "work.failed";

    /** Nothing that ended well in so much of the run, at its end: it had stopped working. */
    private static final double DEAD_SHARE = 0.2;

    @Override
    public Optional<Cause> apply(Facts facts) {
        long errors = errors(facts);
        if (errors == 0) {
            return Optional.empty();
        }
        Operation worst = worst(facts);
        double share = share(facts);
        boolean dead = deadFromNanos(facts, worst) != null;
        int score = Math.max(Score.INFO, Threshold.FAILURES.score(share));
        return Optional.of(
                new Cause(
                        RULE,
                        dead ? Score.atLeastWarn(score) : score,
                        Confidence.HIGH,
                        null,
                        title(facts, worst, errors),
                        evidence(facts, worst),
                        advice(worst, dead),
                        null));
    }

    /** Whether they are many, so that the rest says little. */
    static boolean areMany(Facts facts) {
        return errors(facts) > 0 && Threshold.FAILURES.isWrong(share(facts));
    }

    private static String title(Facts facts, Operation worst, long errors) {
        long ended = ended(facts);
        String since =
                reason(worst)
                        .map(
                                failure ->
                                        ": "
                                                + failure.reason()
                                                + ", since "
                                                + Numbers.nanos(failure.firstAtNanos()))
                        .orElse("");
        return errors == ended
                ? (errors == 1
                                ? "The operation failed"
                                : "All " + Numbers.count(errors, "operation") + " failed")
                        + since
                : Numbers.count(errors)
                        + " of "
                        + Numbers.count(ended, "operation")
                        + " failed"
                        + since;
    }

    private static List<String> evidence(Facts facts, Operation worst) {
        List<String> lines = new ArrayList<>();
        for (Operation operation : facts.operations()) {
            for (Operation.Failure failure : operation.failures()) {
                lines.add(
                        operation.kind()
                                + ": "
                                + Numbers.count(failure.count())
                                + " × "
                                + failure.reason()
                                + ", from "
                                + Numbers.nanos(failure.firstAtNanos())
                                + " to "
                                + Numbers.nanos(failure.lastAtNanos()));
            }
        }
        if (lines.isEmpty()) {
            lines.add(Numbers.count(errors(facts), "operation") + " failed");
        }
        Long deadFrom = deadFromNanos(facts, worst);
        if (deadFrom != null) {
            lines.add(
                    worst.count() == 0
                            ? "no " + worst.kind() + " ended well"
                            : "the last "
                                    + worst.kind()
                                    + " that ended well did so after "
                                    + Numbers.nanos(deadFrom)
                                    + " of "
                                    + Numbers.nanos(facts.durationNanos())
                                    + ": rates hold for that time alone");
        }
        if (facts.clients() != null
                && facts.clients().counts().connected() < facts.clients().counts().connections()) {
            lines.add(
                    facts.clients().counts().connected()
                            + " of "
                            + facts.clients().counts().connections()
                            + " connections were open at the end");
        }
        return lines;
    }

    /** What the reason tells of its remedy. */
    private static String advice(Operation worst, boolean dead) {
        String reason = reason(worst).map(Operation.Failure::reason).orElse("");
        if (reason.contains("too many open files")) {
            return "Raise the limit of open files (ulimit -n), or have fewer in flight at a time.";
        }
        if (reason.contains("refused") || reason.contains("reset") || reason.contains("closed")) {
            return "Look at the other end: it "
                    + (worst.count() == 0
                            ? "never answered."
                            : dead ? "does not answer any more." : "does not always answer.");
        }
        return reason.startsWith("HTTP ")
                ? "Ask the server why: its answers count as they came."
                : "Mend that first: all other figures are of those that ended well.";
    }

    private static Operation worst(Facts facts) {
        return facts.operations().stream()
                .max(Comparator.comparingLong(Operation::errors))
                .orElseThrow();
    }

    private static Optional<Operation.Failure> reason(Operation operation) {
        return operation.failures().stream().findFirst();
    }

    /** When the last one ended well, where that is long before the end; null otherwise. */
    private static @Nullable Long deadFromNanos(Facts facts, Operation operation) {
        if (operation.count() == 0) {
            return (Long) 0L;
        }
        Long lastNanos = operation.pace().lastOkNanos();
        boolean dead = lastNanos != null && lastNanos < (1 - DEAD_SHARE) * facts.durationNanos();
        return dead ? lastNanos : null;
    }

    private static double share(Facts facts) {
        return (double) errors(facts) / Math.max(1, ended(facts));
    }

    private static long errors(Facts facts) {
        return facts.operations().stream().mapToLong(Operation::errors).sum();
    }

    private static long ended(Facts facts) {
        return facts.operations().stream().mapToLong(Operation::count).sum() + errors(facts);
    }
}
