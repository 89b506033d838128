package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import java.util.ArrayList;
import java.util.List;

/** Reasons to doubt a campaign. Stateless. */
final class CampaignWarnings {

    private CampaignWarnings() {}

    static List<Warning> of(Evidence evidence) {
        List<Warning> warnings = new ArrayList<>();
        Trial trial = evidence.trial();
        if (trial != null) {
            addOfTrial(trial, warnings);
        }
        int redone = evidence.pairs().stream().map(Pair::redone).mapToInt(List::size).sum();
        if (redone > 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.REDONE,
                            redone
                                    + " attempts at a pair were disturbed by the machine and"
                                    + " measured anew",
                            "A quieter machine gives a narrower interval with the same pairs."));
        }
        return List.copyOf(warnings);
    }

    private static void addOfTrial(Trial trial, List<Warning> warnings) {
        Report base = trial.base();
        if (base.environment().simulated() != trial.head().environment().simulated()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.SIMULATED_SIDE,
                            "One side ran in virtual time and the other did not",
                            "Their times have nothing to do with each other: give --simulate to"
                                    + " both or to none."));
        } else if (!base.environment().simulated() && !ForkConditions.of(base).isScreened()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.UNSCREENED,
                            "This machine does not tell all of stolen, throttled and others' CPU"
                                    + " time, so pairs it disturbed may be among these",
                            "Linux with a readable /proc and /sys/fs/cgroup tells them."));
        }
    }
}
