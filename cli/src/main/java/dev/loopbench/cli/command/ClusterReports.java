package dev.loopbench.cli.command;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.merge.Likeness;
import dev.loopbench.probes.merge.Part;
import dev.loopbench.probes.merge.ReportMerge;
import dev.loopbench.probes.merge.UnlikeReportsException;
import dev.loopbench.probes.node.live.ClusterVisit;
import dev.loopbench.probes.node.live.Sighting;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Limit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reports of a cluster's workers as one, and where it goes. Workers that were not of one
 * configuration do not add up: then there is a report of each sort. Confined to the main thread.
 */
final class ClusterReports {

    private final Function<Sighting, Report> reporting;
    private final Wording wording;
    private final List<Limit> limits;
    private final Outputs outputs;

    /**
     * @param reporting of one worker, not held against limits
     * @param limits that the reports are held against
     */
    ClusterReports(
            Function<Sighting, Report> reporting,
            Wording wording,
            List<Limit> limits,
            Outputs outputs) {
        this.reporting = reporting;
        this.wording = wording;
        this.limits = limits;
        this.outputs = outputs;
    }

    /** Whether something has to hold of the reports. */
    boolean isLimited() {
        return !limits.isEmpty();
    }

    /**
     * Writes what was seen of them, and says of whom nothing was.
     *
     * @return a failure where nothing was seen of any
     */
    ExitCode deliver(List<ClusterVisit.Worker> workers) throws IOException {
        List<List<Part>> sorts = new ArrayList<>();
        for (ClusterVisit.Worker worker : workers) {
            if (worker.sighting() != null) {
                add(new Part("process " + worker.pid(), reporting.apply(worker.sighting())), sorts);
            }
            if (worker.whyNot() != null) {
                outputs.complain(
                        "worker process "
                                + worker.pid()
                                + " was not looked into: "
                                + worker.whyNot().replaceFirst("\\.$", "")
                                + ".");
            }
            if (worker.leftOpen() != null) {
                outputs.complain(worker.leftOpen());
            }
        }
        if (sorts.isEmpty()) {
            outputs.complain("nothing was seen of any worker process.");
            return ExitCode.FAILED;
        }
        sorts.sort(Comparator.comparingInt((List<Part> sort) -> sort.size()).reversed());
        ExitCode code = write(sorts.get(0), outputs);
        for (List<Part> other : sorts.subList(1, sorts.size())) {
            code = worse(code, besides(other));
        }
        return workers.stream().anyMatch(worker -> worker.leftOpen() != null)
                ? ExitCode.FAILED
                : code;
    }

    private static void add(Part part, List<List<Part>> sorts) {
        Optional<List<Part>> like =
                sorts.stream()
                        .filter(
                                sort ->
                                        Likeness.firstDifference(
                                                        sort.get(0).report(), part.report())
                                                .isEmpty())
                        .findFirst();
        if (like.isPresent()) {
            like.get().add(part);
        } else {
            sorts.add(new ArrayList<>(List.of(part)));
        }
    }

    private ExitCode besides(List<Part> sort) throws IOException {
        String names = String.join(", ", sort.stream().map(Part::name).toList());
        String more = "-" + sort.get(0).name().replaceFirst("\\D+", "");
        outputs.complain(
                names
                        + " cannot be added up with the others: the report is a second one, in files"
                        + " with "
                        + more
                        + " in their names"
                        + (outputs.outTaken() ? ", and is not on standard output." : "."));
        return write(sort, outputs.beside(more));
    }

    private ExitCode write(List<Part> sort, Outputs to) throws IOException {
        Report report = Limit.held(sum(sort), limits);
        to.write(report);
        return RunExecution.limits(Limit.outcomes(report), outputs);
    }

    private Report sum(List<Part> sort) {
        if (sort.size() == 1) {
            return sort.get(0).report();
        }
        try {
            return ReportMerge.of(sort, wording);
        } catch (UnlikeReportsException impossible) {
            throw new IllegalStateException("They are of one sort.", impossible);
        }
    }

    /** What failed outweighs what was broken. */
    private static ExitCode worse(ExitCode one, ExitCode other) {
        return one == ExitCode.OK || other == ExitCode.FAILED ? other : one;
    }
}
