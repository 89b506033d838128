package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says in words what held the work of a run back, from the figures of its report alone.
 *
 * <p>Immutable. Every rule that applies is given, the one that cost most time first; a run that no
 * rule applies to is said to be clean. What is only worth knowing ({@code info}) is left out as
 * soon as something is wrong ({@code warn}): it would point away from it.
 */
public final class Diagnosis {

    private static final List<Rule> RULES =
            List.of(
                    new BusyMachineRule(),
                    new BlockedLoopRule(),
                    new StarvedLoopRule(),
                    new TickStarvationRule(),
                    new SocketVolumeRule(),
                    new SlowLaneRule(),
                    new InterferenceRule(),
                    new PoolRule());

    private Diagnosis() {}

    /** The findings on a report; those it may hold already are not looked at. Never empty. */
    public static List<Finding> of(Report report) {
        Facts facts = new Facts(report);
        List<Rule.Verdict> verdicts = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.apply(facts).ifPresent(verdicts::add);
        }
        if (verdicts.isEmpty()) {
            return List.of(CleanRun.finding(facts));
        }
        boolean anyWarning = verdicts.stream().anyMatch(Rule.Verdict::warns);
        return verdicts.stream()
                .filter(verdict -> verdict.warns() || !anyWarning)
                .sorted(Comparator.comparingDouble(Rule.Verdict::lostNanos).reversed())
                .map(Rule.Verdict::finding)
                .toList();
    }
}
