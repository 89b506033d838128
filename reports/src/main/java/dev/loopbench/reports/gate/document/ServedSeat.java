package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Place;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Where a change sits of requests to a server that was looked into. They have no legs of their own:
 * what changed inside of the server along with them is named, the loop's work for a request or the
 * work of a kind of jobs on the pool. Stateless.
 *
 * <p>In a server that has all it can do to keep up, requests wait for each other: a little more
 * work for each makes all of them wait much longer. So it is held against the response how much of
 * itself the work grew by, and not how long it takes.
 */
final class ServedSeat {

    private static final String UTILIZATION = "loop.utilization";
    private static final String THROUGHPUT = "throughput";
    private static final String SERVICE = ":service.mean";
    private static final double SECOND_NANOS = 1e9;

    /** Work that grew by less, beside what the response grew by, is not what it is about. */
    private static final double EXPLAINS = 0.5;

    /** What is named, and how. */
    record Cause(Place where, String sentence) {}

    /**
     * Work that is done for a request.
     *
     * @param nanos it took on one side
     */
    private record Work(Place where, String before, String after, ToDoubleFunction<Sample> nanos) {

        double change(Pair pair) {
            return nanos.applyAsDouble(pair.head()) - nanos.applyAsDouble(pair.base());
        }

        double share(Pair pair) {
            return change(pair) / nanos.applyAsDouble(pair.base());
        }
    }

    private ServedSeat() {}

    /**
     * @param pairs that tell the mean response, which changed visibly
     * @param prefix of the cells of the requests
     * @return empty where nothing inside moved along
     */
    static Optional<Cause> cause(List<Pair> pairs, String prefix, double changeNanos) {
        String response = prefix + Seats.RESPONSE + ".mean";
        double responseShare =
                middleMean(pairs, pair -> Seats.difference(pair, response) / base(pair, response));
        return works(pairs, prefix).stream()
                .filter(work -> movesAlong(work, pairs, responseShare))
                .max(Comparator.comparingDouble(work -> Math.abs(middleMean(pairs, work::change))))
                .map(work -> named(work, pairs, changeNanos));
    }

    private static List<Work> works(List<Pair> pairs, String prefix) {
        List<Work> works = new ArrayList<>();
        String throughput = prefix + THROUGHPUT;
        if (all(pairs, UTILIZATION) && all(pairs, throughput)) {
            works.add(
                    new Work(
                            Place.LOOP,
                            "The loop was busy with each request for ",
                            "",
                            sample ->
                                    value(sample, UTILIZATION)
                                            / value(sample, throughput)
                                            * SECOND_NANOS));
        }
        NavigableSet<String> kinds = new TreeSet<>();
        pairs.get(0).base().values().keySet().stream()
                .filter(cell -> cell.endsWith(SERVICE))
                .map(cell -> cell.substring(0, cell.length() - SERVICE.length()))
                .forEach(kinds::add);
        for (String kind : kinds) {
            if (all(pairs, kind + SERVICE)) {
                works.add(
                        new Work(
                                Place.SERVICE,
                                "Each job of " + kind + " was on its thread for ",
                                " (service)",
                                sample -> value(sample, kind + SERVICE)));
            }
        }
        return works;
    }

    private static boolean movesAlong(Work work, List<Pair> pairs, double responseShare) {
        boolean comparable =
                pairs.stream()
                        .allMatch(
                                pair ->
                                        work.nanos.applyAsDouble(pair.base()) > 0
                                                && work.nanos.applyAsDouble(pair.head()) > 0);
        if (!comparable || !Seats.differs(pairs, work::change)) {
            return false;
        }
        return middleMean(pairs, work::share) / responseShare >= EXPLAINS;
    }

    private static Cause named(Work work, List<Pair> pairs, double changeNanos) {
        double share = middleMean(pairs, work::share);
        return new Cause(
                work.where,
                work.before
                        + Numbers.nanos(Math.abs(middleMean(pairs, work::change)))
                        + (share > 0 ? " longer" : " less")
                        + work.after
                        + ", "
                        + Numbers.change(share)
                        + ", and the mean response changed by "
                        + (changeNanos > 0 ? "+" : "")
                        + Numbers.nanos(changeNanos)
                        + " along with it.");
    }

    private static double middleMean(List<Pair> pairs, ToDoubleFunction<Pair> size) {
        return Seats.mean(Seats.middle(pairs, size), size);
    }

    private static boolean all(List<Pair> pairs, String cell) {
        return pairs.stream().allMatch(pair -> Seats.has(pair, cell));
    }

    private static double base(Pair pair, String cell) {
        return value(pair.base(), cell);
    }

    private static double value(Sample sample, String cell) {
        return Objects.requireNonNull(sample.values().get(cell));
    }
}
