package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The run does not hold enough to judge it, or its figures disagree with each other. Immutable. A
 * burst is exempt from a least length: it is exact for what it is.
 *
 * <p>One finding with all reasons, named by the gravest.
 */
final class DataRule implements Rule {

    static final String SUBJECT = "data";
    private static final String EMPTY = "data.empty";

    private record Doubt(String rule, int score, String sentence) {}

    @Override
    public Optional<Cause> apply(Facts facts) {
        List<Doubt> doubts = doubts(facts);
        if (doubts.isEmpty()) {
            return Optional.empty();
        }
        Doubt gravest = doubts.get(0);
        boolean empty = gravest.rule.equals(EMPTY);
        return Optional.of(
                new Cause(
                        gravest.rule,
                        gravest.score,
                        empty ? Confidence.LOW : Confidence.HIGH,
                        null,
                        empty
                                ? "Inconclusive: nothing was measured"
                                : "Inconclusive in part: " + gravest.sentence,
                        doubts.stream().map(Doubt::sentence).toList(),
                        empty
                                ? "Let it run until operations end; nothing is known of this one."
                                : "Take the other findings as hints until a longer, whole run"
                                        + " repeats them.",
                        null));
    }

    /** The gravest first. */
    private static List<Doubt> doubts(Facts facts) {
        List<Doubt> doubts = new ArrayList<>();
        Report report = facts.report();
        if (isEmpty(facts)) {
            doubts.add(new Doubt(EMPTY, Score.WARN - 1, "no operation ended"));
        }
        if (report.probes().droppedEvents() > 0) {
            doubts.add(
                    new Doubt(
                            "data.dropped",
                            60,
                            Numbers.count(report.probes().droppedEvents(), "event")
                                    + " could not be recorded"));
        }
        selfChecks(report, doubts);
        if (report.run().ending() == Run.Ending.DRAIN_TIMEOUT) {
            doubts.add(
                    new Doubt(
                            "data.unfinished",
                            45,
                            Numbers.count(unfinished(facts), "operation")
                                    + " had not ended when the wait for them was over"));
        }
        if (!report.run().complete() && !facts.isServing()) {
            doubts.add(
                    new Doubt(
                            "data.interrupted",
                            40,
                            "the run was interrupted after "
                                    + Numbers.nanos(facts.durationNanos())));
        }
        length(facts, doubts);
        return doubts;
    }

    private static long unfinished(Facts facts) {
        return facts.operations().stream().mapToLong(Operation::unfinished).sum();
    }

    private static boolean isEmpty(Facts facts) {
        long ended =
                facts.operations().stream().mapToLong(Operation::count).sum()
                        + facts.operations().stream().mapToLong(Operation::errors).sum();
        return ended == 0
                && facts.legs().jobs() == 0
                && facts.pool().atEnd().underWay().isEmpty()
                && facts.operations().stream()
                        .allMatch(own -> own.pace().oldestUnfinishedNanos() == null)
                && !served(facts);
    }

    /** A server counts what came by its sockets. */
    private static boolean served(Facts facts) {
        Long events = facts.loop().counts().events();
        return facts.isServing() && events != null && events > 0;
    }

    private static void selfChecks(Report report, List<Doubt> doubts) {
        Double own = report.loop().busyTime().residualShare();
        double residual = own == null ? 0 : Math.abs(own);
        if (residual > Condition.PHASE_RESIDUAL.value()) {
            doubts.add(
                    new Doubt(
                            "data.selfcheck",
                            50,
                            "the phases' times miss the loop's busy time by "
                                    + Numbers.share(residual)));
        }
        Double little = report.pool().waiting().littleResidualShare();
        if (little != null
                && little > Condition.LITTLE_RESIDUAL.value()
                && report.run().complete()) {
            doubts.add(
                    new Doubt(
                            "data.selfcheck",
                            50,
                            "queue depth and waits disagree by " + Numbers.share(little)));
        }
    }

    private static void length(Facts facts, List<Doubt> doubts) {
        if (!facts.isStream() || facts.isServing()) {
            return;
        }
        if (!Condition.LEAST_DURATION.isReached(facts.durationNanos())) {
            doubts.add(
                    new Doubt(
                            "data.short",
                            30,
                            "a stream of "
                                    + Numbers.nanos(facts.durationNanos())
                                    + " has not settled; "
                                    + Condition.LEAST_DURATION.text()
                                    + " are the least"));
            return;
        }
        Long iterations = facts.loop().counts().iterations();
        if (iterations != null && !Condition.LEAST_ITERATIONS.isReached(iterations)) {
            doubts.add(
                    new Doubt(
                            "data.short",
                            30,
                            "the loop came round "
                                    + Numbers.count(iterations, "time")
                                    + " only; "
                                    + Condition.LEAST_ITERATIONS.text()
                                    + " are the least"));
        }
    }
}
