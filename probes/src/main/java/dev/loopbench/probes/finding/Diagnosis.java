package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says in words what held the work of a run back, from the figures of its report alone.
 *
 * <p>Immutable. Every rule that applies is given, the one that cost most time first: what is only
 * worth knowing ({@code info}) has to cost five times as much as what is wrong ({@code warn}) to
 * come before it. Failures and jobs that hang come before all else, as the rest says little then.
 * Beside something wrong, what is only worth knowing is left out where it cost less, as it would
 * point away from it; but not what bears on how far the figures can be trusted ({@code data.*},
 * {@code host.*}, {@code probes.*}). A run in which nothing cost a notable part of the operations'
 * time is said to be clean, unless it does not hold enough to tell.
 */
public final class Diagnosis {

    private static final String HOST = "host";

    /** Of the cost of what is wrong, that of what is worth knowing. */
    private static final double INFO_WEIGHT = 0.2;

    private static final Rule DATA = new DataRule();

    /** What makes all that comes after it mean little. */
    private static final Set<String> FIRST =
            Set.of(FailureRule.RULE, StuckPoolRule.RULE, StuckPoolRule.DEADLOCK);

    private static final List<Rule> RULES =
            List.of(
                    new FailureRule(),
                    new StuckPoolRule(),
                    new UnansweredRule(),
                    new ThrottledRule(),
                    new StolenTimeRule(),
                    new NeighboursRule(),
                    new PausedLoopRule(),
                    new BlockedLoopRule(),
                    new SynchronousCallRule(),
                    new StarvedLoopRule(),
                    new TickStarvationRule(),
                    new LateCompletionsRule(),
                    new SocketVolumeRule(),
                    new HandoverRule(),
                    new ProbeCostRule(),
                    new MemoryRule(),
                    new ConnectionRules.AcceptQueue(),
                    new ConnectionRules.KeepAlive(),
                    new SlowLaneRule(),
                    new InterferenceRule(),
                    new PoolRule(),
                    new FullPoolRule(),
                    new ElsewhereRule());

    private Diagnosis() {}

    /**
     * The findings on a report; those it may hold already are not looked at. Never empty.
     *
     * @param wording of what users can change
     */
    public static List<Finding> of(Report report, Wording wording) {
        Facts facts = new Facts(report, wording);
        Optional<Cause> data = DATA.apply(facts);
        List<Cause> causes = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.apply(facts).filter(cause -> cause.score() >= Score.INFO).ifPresent(causes::add);
        }
        boolean doubtful =
                data.isPresent() || ProbeCostRule.isNotable(facts) || FailureRule.areMany(facts);
        causes.replaceAll(cause -> weighed(cause, facts, doubtful, causes));
        if (data.isEmpty() && causes.stream().allMatch(cause -> isHarmless(cause, facts))) {
            causes.add(CleanRun.cause(facts, !causes.isEmpty()));
        }
        data.ifPresent(causes::add);
        return causes.stream()
                .filter(cause -> isToldBeside(cause, causes))
                .sorted(byRank())
                .map(cause -> cause.finding(facts))
                .toList();
    }

    /** What is only worth knowing has to cost much more to come before what is wrong. */
    private static Comparator<Cause> byRank() {
        return Comparator.<Cause>comparingInt(cause -> FIRST.contains(cause.rule()) ? 1 : 0)
                .thenComparing(cause -> cause.rule().equals(CleanRun.RULE))
                .thenComparingDouble(
                        cause -> cause.warns() ? cause.cost() : cause.cost() * INFO_WEIGHT)
                .thenComparing(Cause::warns)
                .thenComparingInt(Cause::score)
                .reversed();
    }

    /** Whether it is worth knowing at the most, and took hardly any of the operations' time. */
    private static boolean isHarmless(Cause cause, Facts facts) {
        return !cause.warns()
                && !FIRST.contains(cause.rule())
                && !cause.isAbout(ProbeCostRule.SUBJECT)
                && cause.cost() < Condition.HARMLESS.value() * facts.lost().operationsNanos();
    }

    /**
     * With the confidence that data and host leave it: what was counted one by one keeps its, and
     * what code does itself holds the loop on any machine.
     */
    private static Cause weighed(
            Cause cause, Facts facts, boolean doubtfulData, List<Cause> causes) {
        if (FIRST.contains(cause.rule()) || cause.isAbout(ProbeCostRule.SUBJECT)) {
            return cause;
        }
        Confidence confidence = doubtfulData ? cause.confidence().lowered() : cause.confidence();
        boolean drowned =
                !cause.isAbout(HOST)
                        && !isByCode(cause, facts)
                        && causes.stream()
                                .filter(host -> host.isAbout(HOST) && host.score() >= Score.WARN)
                                .anyMatch(
                                        host ->
                                                cause.cost()
                                                        < Condition.HOST_FACTOR.value()
                                                                * host.cost());
        return cause.with(drowned ? Confidence.LOW : confidence);
    }

    /** What holds the loop on any machine, as the code does it or asks for it. */
    private static boolean isByCode(Cause cause, Facts facts) {
        return cause.isAbout(BlockedLoopRule.SUBJECT)
                || (cause.rule().equals(PausedLoopRule.RULE)
                        && Holds.areCollectionsCalled(facts.host().gc()));
    }

    private static boolean isToldBeside(Cause cause, List<Cause> causes) {
        List<Cause> wrong = causes.stream().filter(Cause::warns).toList();
        if (cause.rule().equals(PoolShortage.BURST)
                && wrong.stream().anyMatch(other -> other.isAbout("pool"))) {
            return false; // that says which jobs waited, and for what
        }
        return wrong.isEmpty()
                || cause.warns()
                || cause.isAbout(HOST)
                || cause.isAbout(DataRule.SUBJECT)
                || cause.isAbout(ProbeCostRule.SUBJECT)
                || cause.isAbout(MemoryRule.SUBJECT)
                || cause.isAbout(ConnectionRules.SUBJECT)
                || FIRST.contains(cause.rule())
                || wrong.stream().allMatch(other -> cause.cost() > other.cost());
    }
}
