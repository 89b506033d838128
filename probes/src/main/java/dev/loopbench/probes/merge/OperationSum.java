package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Operations of several runs, by kind. Stateless. */
final class OperationSum {

    private OperationSum() {}

    /**
     * A kind that a run does not list had no operation there.
     *
     * @param durationNanos of all runs together
     */
    static List<Operation> of(List<Report> reports, long durationNanos) {
        Map<String, List<Operation>> kinds = new LinkedHashMap<>();
        for (Report report : reports) {
            for (Operation operation : report.operations()) {
                kinds.computeIfAbsent(operation.kind(), kind -> new ArrayList<>()).add(operation);
            }
        }
        return kinds.values().stream().map(kind -> sum(kind, durationNanos)).toList();
    }

    private static Operation sum(List<Operation> parts, long durationNanos) {
        long count = parts.stream().mapToLong(Operation::count).sum();
        List<Operation> served =
                parts.stream().filter(part -> hasValues(part.legs().serviceLeg())).toList();
        return new Operation(
                parts.get(0).kind(),
                count,
                parts.stream().mapToLong(Operation::errors).sum(),
                parts.stream().mapToLong(Operation::unfinished).sum(),
                failures(parts),
                new Operation.Pace(
                        null,
                        durationNanos > 0
                                ? (Double)
                                        ((double) count
                                                * TimeUnit.SECONDS.toNanos(1)
                                                / durationNanos)
                                : null,
                        oldestUnfinishedNanos(parts)),
                new Operation.Latency(
                        HistogramSum.of(
                                parts.stream()
                                        .map(operation -> operation.latency().response())
                                        .toList()),
                        HistogramSum.orNull(parts, own -> own.latency().fromSend()),
                        HistogramSum.orNull(parts, own -> own.latency().startDelay())),
                new Operation.Legs(
                        HistogramSum.orNull(parts, own -> own.legs().waitLeg()),
                        estimate(parts),
                        HistogramSum.orNull(parts, own -> own.legs().serviceLeg()),
                        served.isEmpty()
                                ? null
                                : Sums.orNull(served, own -> own.legs().serviceCpuNanos()),
                        HistogramSum.orNull(parts, own -> own.legs().returnLeg()),
                        Sums.fixed(Sums.reasons(parts, own -> own.legs().unavailable()))),
                Sums.orNull(parts, Operation::awayNanos));
    }

    /** At the end of whichever run; null where none tells. */
    private static @Nullable Long oldestUnfinishedNanos(List<Operation> parts) {
        return parts.stream()
                .map(part -> part.pace().oldestUnfinishedNanos())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Null where a run has none: the others' would look like the estimate of all. */
    private static @Nullable EstimatedWait estimate(List<Operation> parts) {
        List<EstimatedWait> estimates =
                parts.stream()
                        .map(part -> part.legs().waitEstimate())
                        .filter(Objects::nonNull)
                        .toList();
        if (estimates.isEmpty() || estimates.size() < parts.size()) {
            return null;
        }
        Set<EstimatedWait.Basis> bases = EnumSet.noneOf(EstimatedWait.Basis.class);
        estimates.forEach(estimate -> bases.add(estimate.basis()));
        return new EstimatedWait(
                HistogramSum.of(estimates.stream().map(EstimatedWait::values).toList()),
                estimates.stream().mapToLong(EstimatedWait::lowerNanos).sum(),
                estimates.stream().mapToLong(EstimatedWait::upperNanos).sum(),
                bases.size() == 1 ? estimates.get(0).basis() : EstimatedWait.Basis.UNKNOWN);
    }

    /** A run has at most so many reasons; several may have others, and then the rarest are one. */
    private static List<Operation.Failure> failures(List<Operation> parts) {
        Map<String, Operation.Failure> reasons = new LinkedHashMap<>();
        for (Operation part : parts) {
            for (Operation.Failure failure : part.failures()) {
                reasons.merge(failure.reason(), failure, Operation.Failure::and);
            }
        }
        return Operation.Failure.bounded(reasons.values());
    }

    private static boolean hasValues(@Nullable Histogram histogram) {
        return histogram != null && histogram.count() > 0;
    }
}
