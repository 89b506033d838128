package dev.loopbench.reports.series;

import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations of one kind and the distributions of their legs. Immutable.
 *
 * @param kind a name no other kind of the report has
 * @param legs those that were measured or estimated, the response first
 * @param repeats of the run, as far as they are about this kind: only the first one has any
 */
public record KindSeries(
        String kind, Operation operation, List<Series> legs, List<Repeat> repeats) {

    /** In the report's order: the first one is what the run was about. */
    public static List<KindSeries> of(Report report) {
        DistinctNames kinds = new DistinctNames();
        List<KindSeries> all = new ArrayList<>();
        for (Operation operation : report.operations()) {
            String kind = kinds.of(operation.kind());
            List<Repeat> repeats = all.isEmpty() ? report.repeats() : List.of();
            all.add(new KindSeries(kind, operation, legs(kind, operation), repeats));
        }
        return all;
    }

    private static List<Series> legs(String kind, Operation operation) {
        return Stream.of(
                        Series.ifMeasured(Leg.RESPONSE, kind, operation.latency().response()),
                        Series.ifMeasured(Leg.FROM_SEND, kind, operation.latency().fromSend()),
                        Series.ifMeasured(Leg.START_DELAY, kind, operation.latency().startDelay()),
                        Series.ifMeasured(Leg.WAIT, kind, operation.legs().waitLeg()),
                        Series.ifMeasured(
                                Leg.WAIT_ESTIMATED, kind, operation.legs().estimatedWait()),
                        Series.ifMeasured(Leg.SERVICE, kind, operation.legs().serviceLeg()),
                        Series.ifMeasured(Leg.RETURN, kind, operation.legs().returnLeg()))
                .flatMap(Optional::stream)
                .toList();
    }
}
