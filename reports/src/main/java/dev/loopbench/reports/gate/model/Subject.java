package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is read from. Confined to one thread.
 *
 * @param operation of the cell's kind; null where the report has none
 */
record Subject(Report report, @Nullable Operation operation, Distributions distributions) {

    /** For figures of a kind, which are not asked without one. */
    Operation requireOperation() {
        return Objects.requireNonNull(operation);
    }

    /** Of all kinds, those that failed too: what the counters of the run are spread over. */
    long operationsOfRun() {
        return report.operations().stream().mapToLong(o -> o.count() + o.errors()).sum();
    }
}
