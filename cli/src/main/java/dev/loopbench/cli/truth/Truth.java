package dev.loopbench.cli.truth;

import dev.loopbench.probes.lost.Loss;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What cost a configuration its time, by experiment: the same run once more with one thing taken
 * away, and how much less its operations lost. Immutable.
 *
 * <p>The cause is what is worth most to take away; what is worth nearly as much is as right. Where
 * nothing is worth a twentieth of the operations' time, nothing is wrong. As limits of all kinds
 * meet here, what lies within a factor of two of that twentieth may be called either way.
 *
 * @param gains by what was taken away, the gain as a share of the operations' time
 * @param ownGains the same of the operations that the run is about, without the background's
 * @param availability how much more of the time the loop would come round soon without the block:
 *     whoever comes meets it, also where the operations there were did not
 */
record Truth(Map<Removal, Double> gains, Map<Removal, Double> ownGains, double availability) {

    /** Of the operations' time. */
    static final double NOTABLE_SHARE = 0.05;

    /** What is this near to the best is as good. */
    private static final double NEARLY = 0.8;

    /**
     * Who measures beside others makes the machine quiet first: nothing else can be told there. So
     * neighbours are a right answer from half of the best on.
     */
    private static final double NEARLY_FOR_NEIGHBOURS = 0.5;

    /** A loop that is held for a tenth of the time is blocked, whatever else there is. */
    private static final double OFTEN_HELD = 0.1;

    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final double GREY = 2;

    Truth {
        gains = Collections.unmodifiableMap(gains);
        ownGains = Collections.unmodifiableMap(ownGains);
    }

    /**
     * @param without what the operations lost in each of the other runs
     */
    static Truth of(String kind, Report original, Map<Removal, Report> without) {
        Map<Removal, Loss> losses = new EnumMap<>(Removal.class);
        without.forEach((removal, report) -> losses.put(removal, Loss.of(report)));
        Report unblocked = without.get(Removal.BLOCK);
        return of(
                kind,
                Loss.of(original),
                losses,
                unblocked == null ? 0 : heldShare(original) - heldShare(unblocked));
    }

    static Truth of(String kind, Loss original, Map<Removal, Loss> without, double availability) {
        Map<Removal, Double> gains = new EnumMap<>(Removal.class);
        Map<Removal, Double> own = new EnumMap<>(Removal.class);
        without.forEach(
                (removal, loss) -> {
                    gains.put(removal, original.gainShare(loss));
                    own.put(removal, original.gainShare(loss, kind));
                });
        return new Truth(gains, own, availability);
    }

    /** Of all moments, those at which an event would have to wait for the loop for long. */
    private static double heldShare(Report report) {
        Loop.Delay delay = report.loop().delay();
        return Stream.ofNullable(delay)
                .flatMap(own -> own.over().stream())
                .filter(over -> over.thresholdNanos() == HELD_NANOS)
                .mapToDouble(Loop.Delay.Over::share)
                .findFirst()
                .orElse(0);
    }

    /** The cause; empty where nothing is wrong. */
    Optional<Removal> cause() {
        Map<Removal, Double> standing = standing(gains);
        return standing.entrySet().stream()
                .filter(entry -> entry.getValue() >= NOTABLE_SHARE)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** Whether a finding of this rule names the cause. */
    boolean isNamedBy(String rule) {
        return isNamedBy(rule, gains) || isNamedBy(rule, ownGains) || isOftenHeldBy(rule);
    }

    private boolean isOftenHeldBy(String rule) {
        return Removal.BLOCK.isBlamedBy(rule) && availability >= OFTEN_HELD;
    }

    /** Whether what a finding of this rule blames cost anything worth mentioning. */
    boolean isInnocent(String rule) {
        return blamed(rule, gains) < NOTABLE_SHARE / GREY
                && blamed(rule, ownGains) < NOTABLE_SHARE / GREY
                && !(Removal.BLOCK.isBlamedBy(rule) && availability >= NOTABLE_SHARE / GREY);
    }

    /** Whether a run may be called clean. */
    boolean isClean() {
        return best(gains) < NOTABLE_SHARE * GREY;
    }

    private static boolean isNamedBy(String rule, Map<Removal, Double> gains) {
        double blamed = blamed(rule, standing(gains));
        double nearly =
                Removal.NEIGHBOURS.isBlamedBy(rule)
                                && gains.getOrDefault(Removal.NEIGHBOURS, 0.0) >= NOTABLE_SHARE
                        ? NEARLY_FOR_NEIGHBOURS
                        : NEARLY;
        return blamed >= NOTABLE_SHARE / GREY && blamed >= nearly * best(gains);
    }

    /** Threads and cores together are a cause of their own only where neither is most of it. */
    private static Map<Removal, Double> standing(Map<Removal, Double> gains) {
        double both = gains.getOrDefault(Removal.CAPACITY, 0.0);
        double one =
                Math.max(
                        gains.getOrDefault(Removal.THREADS, 0.0),
                        gains.getOrDefault(Removal.CORES, 0.0));
        if (one <= both / 2) {
            return gains;
        }
        Map<Removal, Double> singles = new EnumMap<>(Removal.class);
        singles.putAll(gains);
        singles.remove(Removal.CAPACITY);
        return singles;
    }

    private static double best(Map<Removal, Double> gains) {
        return standing(gains).values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static double blamed(String rule, Map<Removal, Double> gains) {
        return gains.entrySet().stream()
                .filter(entry -> entry.getKey().isBlamedBy(rule))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
