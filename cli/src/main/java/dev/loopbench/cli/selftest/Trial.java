package dev.loopbench.cli.selftest;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of one fault, judged. Immutable.
 *
 * @param run from 1
 * @param othersCores what other processes used meanwhile; null where nobody tells
 * @param disturbance what other processes or the hypervisor did to a run that was judged wrong,
 *     each time it was tried; null where nothing of the kind
 * @param why the run came to no report; null where it did
 */
public record Trial(
        Fault fault,
        int run,
        Said said,
        boolean right,
        @Nullable Double othersCores,
        @Nullable String disturbance,
        @Nullable String why) {

    /**
     * What the findings said.
     *
     * @param leading the rule of the first one; {@link #NO_REPORT} where there was none
     * @param confidence of the first one; null where there was none
     * @param warns the rules of all warnings
     * @param innocent of the warnings, those that blame what has nothing to do with the fault
     */
    public record Said(
            String leading,
            int score,
            Finding.@Nullable Confidence confidence,
            List<String> warns,
            List<String> innocent) {

        /** In place of a rule. */
        static final String NO_REPORT = "(no report)";

        private static final Said NOTHING = new Said(NO_REPORT, 0, null, List.of(), List.of());

        public Said {
            warns = List.copyOf(warns);
            innocent = List.copyOf(innocent);
        }

        private static Said of(List<Finding> findings, List<String> warns, List<String> innocent) {
            if (findings.isEmpty()) {
                return NOTHING;
            }
            Finding first = findings.get(0);
            return new Said(first.rule(), first.score(), first.confidence(), warns, innocent);
        }
    }

    /**
     * A fault is diagnosed right where a rule of its own warns, is the first or has the largest
     * score, and nothing innocent is warned of. Where there is no fault, nothing may warn.
     */
    static Trial judged(Fault fault, int run, Report report) {
        List<Finding> findings = report.findings();
        List<String> warns =
                findings.stream()
                        .filter(finding -> finding.severity() == Finding.Severity.WARN)
                        .map(Finding::rule)
                        .toList();
        List<String> innocent = warns.stream().filter(rule -> !fault.allows(rule)).toList();
        boolean right = innocent.isEmpty() && (fault.isNone() || isNamed(fault, findings));
        return new Trial(
                fault,
                run,
                Said.of(findings, warns, innocent),
                right,
                report.host().others().otherCpuCores(),
                null,
                null);
    }

    static Trial failed(Fault fault, int run, String why) {
        return new Trial(fault, run, Said.NOTHING, false, null, null, why);
    }

    /** The same of a machine that was not quiet. */
    Trial disturbed(String how) {
        return new Trial(fault, run, said, right, othersCores, how, why);
    }

    private static boolean isNamed(Fault fault, List<Finding> findings) {
        return !findings.isEmpty()
                && (names(fault, findings.get(0))
                        || names(
                                fault,
                                findings.stream()
                                        .max(Comparator.comparingInt(Finding::score))
                                        .orElse(findings.get(0))));
    }

    private static boolean names(Fault fault, Finding finding) {
        return finding.severity() == Finding.Severity.WARN
                && fault.right().contains(finding.rule());
    }
}
