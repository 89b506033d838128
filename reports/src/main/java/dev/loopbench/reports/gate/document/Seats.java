package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison.Conditions;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Place;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.gate.model.Comparison.SeatPart;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where a change of the mean response sits: in a leg, in the loop, or in the machine. Stateless.
 *
 * <p>Means add up, medians do not: each part is the mean over the same pairs, the middle half of
 * them by the response's change, so that no single pair decides.
 */
public final class Seats {

    static final String RESPONSE = "response";
    private static final String DELAY = "loop.delay.mean";
    private static final List<Place> LEGS =
            List.of(Place.START, Place.WAIT, Place.SERVICE, Place.RETURN);

    private static final Set<Place> LEGS_OF_JOBS =
            EnumSet.of(Place.WAIT, Place.SERVICE, Place.RETURN);

    /** Legs that end when the loop gets round to it. */
    private static final Set<Place> LEGS_OF_LOOP = EnumSet.of(Place.START, Place.RETURN);

    /** By so much a condition differs between the sides before it is to blame, as for redoing. */
    private static final double STEAL_LIMIT = 0.02;

    private static final double THROTTLED_LIMIT = 0.01;
    private static final double CORES_LIMIT = 0.1;

    /** Of each of the two bounds. */
    private static final double LEVEL = 0.025;

    private Seats() {}

    /**
     * @param pairs of all stages; those of base against itself say nothing here
     * @param kind of the operations, as in the names of its cells; the main one's have none
     * @return null where the mean response was not measured, or did not change visibly
     */
    public static @Nullable Seat of(List<Pair> pairs, String kind) {
        String prefix = prefix(pairs, kind);
        List<Pair> told =
                pairs.stream()
                        .filter(pair -> pair.stage() != Stage.CONTROL)
                        .filter(pair -> has(pair, prefix + RESPONSE + ".mean"))
                        .toList();
        ToDoubleFunction<Pair> change = pair -> difference(pair, prefix + RESPONSE + ".mean");
        if (!differs(told, change)) {
            return null;
        }
        List<Pair> middle = middle(told, change);
        double changeNanos = mean(middle, change);
        List<SeatPart> parts = parts(middle, prefix, changeNanos);
        Optional<ServedSeat.Cause> served =
                haveJobs(parts) || isOfMachine(told, changeNanos)
                        ? Optional.empty()
                        : ServedSeat.cause(told, prefix, changeNanos);
        if (served.isPresent()) {
            return new Seat(
                    kind, changeNanos, parts, served.get().where(), served.get().sentence());
        }
        Place where = where(told, parts, changeNanos);
        return new Seat(
                kind, changeNanos, parts, where, SeatWords.sentence(where, parts, changeNanos));
    }

    private static boolean haveJobs(List<SeatPart> parts) {
        return parts.stream().anyMatch(part -> LEGS_OF_JOBS.contains(part.leg()));
    }

    private static String prefix(List<Pair> pairs, String kind) {
        String prefix = kind + ":";
        String name = prefix + RESPONSE + ".mean";
        return pairs.stream().anyMatch(pair -> has(pair, name)) ? prefix : "";
    }

    private static List<SeatPart> parts(List<Pair> pairs, String prefix, double changeNanos) {
        List<SeatPart> parts = new ArrayList<>();
        double rest = changeNanos;
        for (Place leg : LEGS) {
            String name = prefix + leg.word() + ".mean";
            if (pairs.stream().allMatch(pair -> has(pair, name))) {
                double part = mean(pairs, pair -> difference(pair, name));
                parts.add(new SeatPart(leg, part));
                rest -= part;
            }
        }
        parts.add(new SeatPart(Place.REST, rest));
        return List.copyOf(parts);
    }

    private static Place where(List<Pair> pairs, List<SeatPart> parts, double changeNanos) {
        if (isOfMachine(pairs, changeNanos)) {
            return Place.MACHINE;
        }
        double ofLoop =
                parts.stream()
                        .filter(part -> LEGS_OF_LOOP.contains(part.leg()))
                        .mapToDouble(SeatPart::changeNanos)
                        .sum();
        if (holdsMost(ofLoop, changeNanos) && delayMovedAlong(pairs, changeNanos)) {
            return Place.LOOP;
        }
        return parts.stream()
                .filter(part -> part.leg() != Place.REST)
                .filter(part -> holdsMost(part.changeNanos(), changeNanos))
                .max(Comparator.comparingDouble(part -> part.changeNanos() / changeNanos))
                .map(SeatPart::leg)
                .orElse(Place.NOWHERE);
    }

    private static boolean holdsMost(double partNanos, double changeNanos) {
        return partNanos / changeNanos > 0.5;
    }

    private static boolean delayMovedAlong(List<Pair> pairs, double changeNanos) {
        List<Pair> told = pairs.stream().filter(pair -> has(pair, DELAY)).toList();
        ToDoubleFunction<Pair> delay = pair -> difference(pair, DELAY);
        return differs(told, delay)
                && Math.signum(mean(middle(told, delay), delay)) == Math.signum(changeNanos);
    }

    private static boolean isOfMachine(List<Pair> pairs, double changeNanos) {
        return differs(pairs, Conditions::stealShare, STEAL_LIMIT, changeNanos)
                || differs(pairs, Conditions::throttledShare, THROTTLED_LIMIT, changeNanos)
                || differs(pairs, Conditions::otherCores, CORES_LIMIT, changeNanos);
    }

    /** Whether the side that took longer had more of it. */
    private static boolean differs(
            List<Pair> pairs,
            Function<Conditions, @Nullable Double> condition,
            double limit,
            double changeNanos) {
        List<Pair> told =
                pairs.stream()
                        .filter(pair -> told(pair.base(), condition) != null)
                        .filter(pair -> told(pair.head(), condition) != null)
                        .toList();
        ToDoubleFunction<Pair> difference =
                pair ->
                        Objects.requireNonNull(told(pair.head(), condition))
                                - Objects.requireNonNull(told(pair.base(), condition));
        return differs(told, difference)
                && mean(middle(told, difference), difference) * Math.signum(changeNanos) > limit;
    }

    private static @Nullable Double told(
            Sample sample, Function<Conditions, @Nullable Double> condition) {
        return sample.conditions() == null ? null : condition.apply(sample.conditions());
    }

    static boolean has(Pair pair, String cell) {
        return pair.base().values().containsKey(cell) && pair.head().values().containsKey(cell);
    }

    static double difference(Pair pair, String cell) {
        return Objects.requireNonNull(pair.head().values().get(cell))
                - Objects.requireNonNull(pair.base().values().get(cell));
    }

    /** Whether there is a difference at all, with the confidence of 19 in 20. */
    static boolean differs(List<Pair> pairs, ToDoubleFunction<Pair> difference) {
        Shift shift = Shift.paired(pairs.stream().mapToDouble(difference).toArray());
        return shift.lowerBound(LEVEL) > 0 || shift.upperBound(LEVEL) < 0;
    }

    /** The middle half by size, so that outliers on either side count for nothing. */
    static List<Pair> middle(List<Pair> pairs, ToDoubleFunction<Pair> size) {
        int cut = pairs.size() / 4;
        return pairs.stream()
                .sorted(Comparator.comparingDouble(size))
                .skip(cut)
                .limit(pairs.size() - 2L * cut)
                .toList();
    }

    static double mean(List<Pair> pairs, ToDoubleFunction<Pair> size) {
        return pairs.stream().mapToDouble(size).average().orElse(0);
    }
}
