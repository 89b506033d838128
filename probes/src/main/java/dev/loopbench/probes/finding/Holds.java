package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.stall.StackFrames;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What held the loop, callback by callback, and whose doing each was. Immutable; nanoseconds.
 *
 * <p>What the loop thread itself used in a hold, on a core or in a call that waits, is the code's:
 * it blocks the loop whatever the cores do. What it lacked a core for only stretches that. So a
 * callback is cleared only where hardly anything of its holds was its own.
 *
 * <p>Holds are weighed by their squares: an event that comes at a random moment meets a long one
 * more likely, and waits longer in it (length-biased sampling).
 */
final class Holds {

    /** Whose doing a hold was. */
    enum Source {
        /** The callback computed, or waited in a call. */
        CODE,
        /** The collector stopped the program, by itself or as it was told to. */
        COLLECTOR,
        /** The thread was ready and had no core, or a worker that had none held the pool's lock. */
        CORES,
        /** Not enough was measured, or nothing explains it. */
        UNKNOWN
    }

    /** A callback's holds, and whose doing they were. */
    record Held(Loop.Hold hold, Source source) {

        double weight() {
            return (double) hold.totalNanos() * hold.metNanos();
        }

        /** At a time; the mean. */
        double eachNanos() {
            return (double) hold.totalNanos() / Math.max(1, hold.count());
        }

        /** Of one hold, what the thread computed and waited by its own will; 0 if untold. */
        double ownNanos() {
            return cpuNanos() + waitedNanos();
        }

        /** Of one hold, on a core. */
        double cpuNanos() {
            return each(hold.parts().cpuNanos());
        }

        /** Of one hold, in calls that wait; what nothing else explains, where that is not told. */
        double waitedNanos() {
            Loop.StallParts parts = hold.parts();
            return parts.blockedNanos() == null && parts.runQueueNanos() == null
                    ? each(parts.unexplainedNanos())
                    : each(parts.blockedNanos());
        }

        double collectedNanos() {
            return each(hold.parts().gcNanos());
        }

        /** Of one hold, ready and without a core, by the quota or for others. */
        double corelessNanos() {
            return each(hold.parts().runQueueNanos()) + each(hold.parts().throttledNanos());
        }

        double throttledNanos() {
            return each(hold.parts().throttledNanos());
        }

        /** Of all its holds, what it would have held without a lack of cores. */
        double ownTotalNanos() {
            return (eachNanos() - corelessNanos()) * hold.count();
        }

        /** How long it would be held for events yet when they have waited {@code nanos}, in all. */
        double ownTotalBeyondNanos(long nanos) {
            double met = hold.metNanos() * ownTotalNanos() / Math.max(1, hold.totalNanos());
            return met <= nanos ? 0 : ownTotalNanos() * (met - nanos) / met;
        }

        /** Of the holds, what nobody can tell. */
        double unexplainedShare() {
            return (double) hold.parts().unexplainedNanos() / Math.max(1, hold.totalNanos());
        }

        private double each(@Nullable Long allNanos) {
            return allNanos == null ? 0 : (double) allNanos / Math.max(1, hold.count());
        }
    }

    private static final String POOL = "dev.loopbench.loopcore.pool.";

    /** In the names of the calls in which a thread of the JVM waits for the system or another. */
    private static final List<String> WAITS =
            List.of("park", "sleep", "wait", "read", "write", "force", "accept", "connect", "poll");

    private static final List<String> COLLECTIONS =
            List.of("java.lang.System.gc(", "java.lang.Runtime.gc(");

    private final List<Held> all;

    /**
     * @param crowded whether so many threads shared the cores that those that the loop waits for
     *     within the JVM, at a lock or at a safepoint, had none
     */
    Holds(Report report, boolean crowded) {
        List<Loop.Hold> told = report.loop().held().holds();
        boolean calls = areCollectionsCalled(report.host().gc());
        this.all =
                told == null
                        ? List.of()
                        : told.stream().map(hold -> held(hold, crowded, calls)).toList();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Of what events met in holds, the part that was so. */
    double share(Source source) {
        double sum = all.stream().mapToDouble(Held::weight).sum();
        return sum == 0 ? 0 : weight(source) / sum;
    }

    /**
     * What an event that comes at a random moment of {@code durationNanos} waits for holds of this
     * source, on average: the rest of the one that it meets.
     */
    double meanDelayNanos(Source source, long durationNanos) {
        return weight(source) / 2 / Math.max(1, durationNanos);
    }

    /** Of {@code durationNanos}, the time in holds of this source. */
    double timeShare(Source source, long durationNanos) {
        return share(source, held -> held.hold.totalNanos(), durationNanos);
    }

    /** The same without what the loop lacked a core for: it would be held for so long anyway. */
    double ownShare(Source source, long durationNanos) {
        return share(source, Held::ownTotalNanos, durationNanos);
    }

    /**
     * Of all moments of {@code durationNanos}, those at which an event would wait for longer than
     * {@code delayNanos}, if the loop lacked no core.
     */
    double ownShareBeyond(long delayNanos, Source source, long durationNanos) {
        return share(source, held -> held.ownTotalBeyondNanos(delayNanos), durationNanos);
    }

    private double share(Source source, ToDoubleFunction<Held> nanos, long durationNanos) {
        return sum(source, nanos) / Math.max(1, durationNanos);
    }

    /** The callback that events met most of. */
    Optional<Held> most(Source source) {
        return all.stream()
                .filter(held -> held.source == source)
                .max(Comparator.comparingDouble(Held::weight));
    }

    /** How many holds there were of this source. */
    long count(Source source) {
        return all.stream()
                .filter(held -> held.source == source)
                .mapToLong(held -> held.hold.count())
                .sum();
    }

    /** The longest stack that a callback's holds were sampled with, of this source. */
    Optional<List<String>> stack(Source source) {
        return all.stream()
                .filter(held -> held.source == source)
                .sorted(Comparator.comparingDouble(Held::weight).reversed())
                .flatMap(held -> Optional.ofNullable(held.hold.stack()).stream())
                .filter(stack -> !stack.isEmpty())
                .findFirst();
    }

    /** Whether workers without a core held the loop up, within the pool or the JVM. */
    boolean isHeldByPool() {
        return all.stream()
                .filter(held -> held.source == Source.CORES)
                .anyMatch(held -> held.waitedNanos() > held.cpuNanos());
    }

    private double weight(Source source) {
        return sum(source, Held::weight);
    }

    private double sum(Source source, ToDoubleFunction<Held> figure) {
        return all.stream().filter(held -> held.source == source).mapToDouble(figure).sum();
    }

    /**
     * Whether code asked for most of the collections, as the JVM has it: a sampler stands still
     * with all others meanwhile.
     */
    static boolean areCollectionsCalled(Host.@Nullable Gc gc) {
        Long called = gc == null ? null : gc.calledPauses();
        return gc != null && called != null && called > 0 && 2 * called >= gc.pauses();
    }

    private static Held held(Loop.Hold hold, boolean crowded, boolean calls) {
        return new Held(hold, source(new Held(hold, Source.UNKNOWN), crowded, calls));
    }

    private static Source source(Held held, boolean crowded, boolean calls) {
        Loop.Hold hold = held.hold;
        double own = held.ownNanos();
        double collected = held.collectedNanos();
        // Who asks for a collection waits for its threads to begin and to end, too.
        boolean awaitsCollector =
                calls
                        && collected >= held.cpuNanos()
                        && collected >= Condition.OWN_PART.value() * held.eachNanos();
        if (callsCollector(hold.stack()) || awaitsCollector) {
            return Source.COLLECTOR;
        }
        if (hold.parts().cpuNanos() == null) {
            return collected >= held.eachNanos() / 2 ? Source.COLLECTOR : Source.UNKNOWN;
        }
        if (held.waitedNanos() > held.cpuNanos()
                && (isInPool(hold.stack()) || (crowded && !waitsInCall(hold.stack())))) {
            return Source.CORES;
        }
        boolean ownsPart = own >= Condition.OWN_PART.value() * (own + collected);
        if (ownsPart && Condition.OWN_HOLD.isReached(own)) {
            return Source.CODE;
        }
        if (collected >= held.eachNanos() / 2) {
            return Source.COLLECTOR;
        }
        if (held.corelessNanos() >= held.eachNanos() / 2) {
            return Source.CORES;
        }
        return own >= held.eachNanos() / 2 ? Source.CODE : Source.UNKNOWN;
    }

    private static boolean callsCollector(@Nullable List<String> stack) {
        return stack != null
                && stack.stream().anyMatch(f -> COLLECTIONS.stream().anyMatch(f::startsWith));
    }

    /** Whether it stands in a call that waits; taken for granted where nobody looked. */
    private static boolean waitsInCall(@Nullable List<String> stack) {
        return stack == null
                || stack.isEmpty()
                || WAITS.stream().anyMatch(stack.get(0).toLowerCase(Locale.ROOT)::contains);
    }

    private static boolean isInPool(@Nullable List<String> stack) {
        return stack != null
                && StackFrames.blockingFrame(stack).filter(f -> f.startsWith(POOL)).isPresent();
    }
}
