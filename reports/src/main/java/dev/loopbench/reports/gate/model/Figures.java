package dev.loopbench.reports.gate.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All figures there are, in the order people read them. Stateless. */
final class Figures {

    private static final List<Figure> ALL = all();

    private Figures() {}

    static List<Figure> inOrder() {
        return ALL;
    }

    static Optional<Figure> named(String key) {
        return ALL.stream().filter(figure -> figure.key().equals(key)).findFirst();
    }

    /** {@code makespan, throughput, ... and .p50, .p90 ... of response, wait ...}. */
    static String listed() {
        String single =
                ALL.stream()
                        .filter(figure -> !(figure instanceof LegFigure))
                        .map(Figure::key)
                        .collect(Collectors.joining(", "));
        String legs =
                Arrays.stream(OperationLeg.values())
                        .map(OperationLeg::key)
                        .collect(Collectors.joining(", "));
        String statistics =
                Arrays.stream(Statistic.values())
                        .map(statistic -> "." + statistic.key())
                        .collect(Collectors.joining(", "));
        return single + ", and of " + legs + " each " + statistics;
    }

    private static List<Figure> all() {
        List<Figure> all = new ArrayList<>(RunFigure.counters());
        all.add(RunFigure.MAKESPAN);
        all.add(RateFigure.THROUGHPUT);
        for (OperationLeg leg : OperationLeg.values()) {
            for (Statistic statistic : Statistic.values()) {
                all.add(new LegFigure(leg, statistic));
            }
        }
        for (Statistic statistic : Statistic.values()) {
            if (statistic != Statistic.P99_9) {
                all.add(new DelayFigure(statistic));
            }
        }
        all.add(RunFigure.LOOP_UTILIZATION);
        all.add(RunFigure.POOL_UTILIZATION);
        all.add(RateFigure.ERRORS);
        all.add(RunFigure.STALLS);
        all.add(RunFigure.LONGEST_PAUSE);
        return List.copyOf(all);
    }
}
