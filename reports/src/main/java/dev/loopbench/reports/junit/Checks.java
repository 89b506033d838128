package dev.loopbench.reports.junit;

import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.model.Limit;
import dev.loopbench.reports.series.DistinctNames;
import dev.loopbench.reports.series.KindSeries;
import java.util.ArrayList;
import java.util.List;

/** What a run checks by itself. Stateless. */
final class Checks {

    private Checks() {}

    static List<Check> of(Report report) {
        List<Check> checks = new ArrayList<>();
        checks.add(complete(report));
        KindSeries.of(report).forEach(kind -> checks.add(operations(kind)));
        limits(report, checks);
        doubts(report, checks);
        return checks;
    }

    private static Check complete(Report report) {
        String name = "run complete";
        return report.run().complete()
                ? Check.passed(name)
                : Check.of(
                        name,
                        Check.Outcome.ERROR,
                        Warning.Kind.RUN_INTERRUPTED.word(),
                        "The run was interrupted: the figures cover what had ended by then.");
    }

    private static Check operations(KindSeries kind) {
        String name = "operations " + kind.kind();
        long errors = kind.operation().errors();
        if (errors == 0) {
            return Check.passed(name);
        }
        String message =
                errors
                        + " failed or gave a wrong result, "
                        + kind.operation().count()
                        + " ended well.";
        return Check.of(name, Check.Outcome.FAILED, "operation.errors", message);
    }

    private static void limits(Report report, List<Check> checks) {
        DistinctNames names = new DistinctNames();
        for (LimitOutcome limit : Limit.outcomes(report)) {
            String name = names.of("limit " + limit.expression());
            String message = Limit.sentence(limit) + ".";
            if (limit.kept() == null) {
                checks.add(Check.of(name, Check.Outcome.ERROR, "limit.not-measured", message));
            } else if (limit.kept()) {
                checks.add(Check.passed(name));
            } else {
                checks.add(Check.of(name, Check.Outcome.FAILED, "limit.broken", message));
            }
        }
    }

    /** A doubt is no failure: it says that the run cannot tell. */
    private static void doubts(Report report, List<Check> checks) {
        List<Warning.Kind> warned = report.warnings().stream().map(Warning::id).toList();
        for (Warning.Kind check : selfChecks(report)) {
            if (!warned.contains(check)) {
                checks.add(Check.passed(check.word()));
            }
        }
        DistinctNames names = new DistinctNames();
        for (Warning warning : report.warnings()) {
            checks.add(
                    Check.of(
                            names.of(warning.id().word()),
                            Check.Outcome.SKIPPED,
                            warning.id().word(),
                            warning.message() + " " + warning.hint()));
        }
    }

    /** The instrument's checks of itself: they pass unless a warning says otherwise. */
    private static List<Warning.Kind> selfChecks(Report report) {
        boolean little =
                report.run().complete() && report.pool().waiting().littleResidualShare() != null;
        List<Warning.Kind> checks = new ArrayList<>();
        if (report.loop().busyTime().residualShare() != null) {
            checks.add(Warning.Kind.SELFCHECK_PHASES);
        }
        if (little) {
            checks.add(Warning.Kind.SELFCHECK_LITTLE);
        }
        checks.add(Warning.Kind.PROBES_DROPPED);
        return List.copyOf(checks);
    }
}
