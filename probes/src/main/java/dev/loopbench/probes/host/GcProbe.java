package dev.loopbench.probes.host;

import com.sun.management.GarbageCollectionNotificationInfo;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Timeline;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Stop-the-world pauses of the garbage collector: their number and sum from the JVM's counters, the
 * longest one and their instants from its notifications.
 *
 * <p>Thread-safe (by its own lock): notifications arrive on a thread of the JVM. The JVM numbers
 * its collections, so which of them lie in the window is exact; it tells whole milliseconds, so
 * that a length is off by up to one, and a place by {@link GcClock#errorNanos}. Notifications come
 * late: those that have not arrived when the result is read leave the longest pause and the
 * overlaps unknown.
 */
public final class GcProbe implements PauseOverlap {

    /** More pauses than these are counted, not placed. */
    static final int MAX_PAUSES = 4096;

    private static final String UNTOLD = "the JVM has not told about every single pause";

    /** The JVM tells of a pause within a millisecond or two. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Collector> collectors;
    private final GcClock gcClock;
    private final NotificationListener listener = this::notified;
    private final List<Collector.Collection> placed = new ArrayList<>();
    private Map<String, Long> countsAtOpen = Map.of();
    private @Nullable Map<String, Long> countsAtClose;
    private long timeAtOpenMillis;
    private long pauses;
    private long totalMillis;

    GcProbe(List<Collector> collectors, GcClock gcClock) {
        this.collectors = List.copyOf(collectors);
        this.gcClock = gcClock;
    }

    /** Of this JVM; listens until {@link #stopListening}. */
    public static GcProbe ofThisJvm(NanoClock clock) {
        GcProbe probe = new GcProbe(Collector.ofThisJvm(), GcClock.ofThisJvm(clock));
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(probe.listener, null, null);
            }
        }
        return probe;
    }

    /**
     * Sets the JVM's clock of collections by one that is made on purpose.
     *
     * @param collect makes it, on the calling thread
     */
    synchronized void calibrate(NanoClock clock, Runnable collect) {
        Map<String, Long> before = counts();
        long fromNanos = clock.nanoTime();
        collect.run();
        long toNanos = clock.nanoTime();
        for (Collector collector : collectors) {
            Collector.Collection last = collector.last();
            // Another number: it was made before, or one that nobody asked for came after it.
            if (last != null && last.number() == before.getOrDefault(last.collector(), 0L) + 1) {
                gcClock.narrow(fromNanos, toNanos, last.startMillis(), last.durationMillis());
            }
        }
    }

    /** Starts a window from zero. */
    public synchronized void open() {
        placed.clear();
        countsAtOpen = counts();
        countsAtClose = null;
        timeAtOpenMillis = timeMillis();
        pauses = 0;
        totalMillis = 0;
    }

    /** Ends the window. */
    public synchronized void close() {
        Map<String, Long> counts = counts();
        countsAtClose = counts;
        pauses = 0;
        counts.forEach((name, count) -> pauses += count - countsAtOpen.getOrDefault(name, 0L));
        totalMillis = timeMillis() - timeAtOpenMillis;
    }

    /** Waits a moment for what the JVM has not told yet of the closed window. */
    synchronized void awaitNotifications(NanoClock clock) {
        long fromNanos = clock.nanoTime();
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS);
        while (!allPlaced() && placed.size() < MAX_PAUSES && leftMillis > 0) {
            try {
                wait(leftMillis);
            } catch (InterruptedException leave) {
                Thread.currentThread().interrupt();
                return;
            }
            long passedNanos = clock.nanoTime() - fromNanos;
            leftMillis = TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS - passedNanos);
        }
    }

    /** Stops listening to the JVM. */
    public void stopListening() {
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                stopListening(emitter);
            }
        }
    }

    /** What the closed window saw; reasons for what it did not go to {@code unavailable}. */
    synchronized Host.Gc gc(SortedMap<String, String> unavailable) {
        long totalNanos = TimeUnit.MILLISECONDS.toNanos(totalMillis);
        if (pauses > 0 && totalMillis == 0) {
            unavailable.put("gc.totalNanos", "all pauses together were shorter than 1 ms");
        }
        Long maxNanos = maxNanos(unavailable);
        if (!allPlaced()) {
            unavailable.put("gc.calledPauses", UNTOLD);
        }
        return new Host.Gc(pauses, totalNanos, maxNanos, allPlaced() ? (Long) called() : null);
    }

    /** Zero if nothing paused; null while it is not known where all pauses were. */
    @Override
    public synchronized @Nullable Long nanosBetween(long fromNanos, long toNanos) {
        if (pauses == 0) {
            return 0L;
        }
        if (!allPlaced()) {
            return null;
        }
        long sumNanos = 0;
        for (Collector.Collection pause : placed) {
            sumNanos += liesBetween(pause, fromNanos, toNanos) ? durationNanos(pause) : 0;
        }
        return Math.min(sumNanos, toNanos - fromNanos);
    }

    @Override
    public synchronized int countBetween(long fromNanos, long toNanos) {
        return (int)
                placed.stream().filter(pause -> liesBetween(pause, fromNanos, toNanos)).count();
    }

    /**
     * The thread ran at either end of the stretch, since it read the clock there, and a stop stops
     * it: so the pause lies between them as a whole or not at all. It does if it may, as far as is
     * known where it was; a long one that sticks out further counts where most of it is.
     */
    private boolean liesBetween(Collector.Collection pause, long fromNanos, long toNanos) {
        long nanos = durationNanos(pause);
        long start = gcClock.instantNanos(pause.startMillis()) - fromNanos;
        long end = start + nanos;
        long length = toNanos - fromNanos;
        long error = gcClock.errorNanos();
        boolean fits = start >= -error && end <= length + error;
        long middle = start + nanos / 2;
        return fits || (middle >= 0 && middle <= length);
    }

    /** The longest of those that have a place and a length, by begin, from the origin on. */
    synchronized List<Timeline.Pause> longest(long originNanos) {
        return placed.stream()
                .filter(pause -> durationNanos(pause) > 0)
                .map(
                        pause ->
                                new Timeline.Pause(
                                        Math.max(
                                                0,
                                                gcClock.instantNanos(pause.startMillis())
                                                        - originNanos),
                                        durationNanos(pause)))
                .sorted(Comparator.comparingLong(Timeline.Pause::durationNanos).reversed())
                .limit(Timeline.MAX_PAUSES)
                .sorted(Comparator.comparingLong(Timeline.Pause::atNanos))
                .toList();
    }

    /** All pauses of the closed window, whether they have a place or not. */
    synchronized long pauses() {
        return pauses;
    }

    /** The most of the heap that was in use when a collection of the window began. */
    synchronized @Nullable Long heapBeforeBytes() {
        return placed.stream()
                .map(Collector.Collection::heapBeforeBytes)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What of the heap the last collection of the window has left in use. */
    synchronized @Nullable Long heapAfterBytes() {
        return placed.stream()
                .max(Comparator.comparingLong(Collector.Collection::startMillis))
                .map(Collector.Collection::heapAfterBytes)
                .orElse(null);
    }

    /** The JVM tells of a pause. */
    synchronized void paused(Collector.Collection pause) {
        Map<String, Long> closed = countsAtClose;
        boolean before = pause.number() <= countsAtOpen.getOrDefault(pause.collector(), 0L);
        boolean after =
                closed != null && pause.number() > closed.getOrDefault(pause.collector(), 0L);
        if (!before && !after && placed.size() < MAX_PAUSES) {
            placed.add(pause);
            notifyAll();
        }
    }

    private @Nullable Long maxNanos(SortedMap<String, String> unavailable) {
        if (pauses == 0) {
            unavailable.put("gc.maxNanos", "there was no pause");
            return null;
        }
        if (!allPlaced()) {
            unavailable.put("gc.maxNanos", UNTOLD);
            return null;
        }
        long longestNanos = placed.stream().mapToLong(this::durationNanos).max().orElse(0);
        if (longestNanos == 0) {
            unavailable.put("gc.maxNanos", Host.Gc.BELOW_RESOLUTION);
            return null;
        }
        return longestNanos;
    }

    /**
     * A length is the difference of two rounded instants and may exceed the true one by almost a
     * millisecond. The sum of all is the JVM's own, rounded once: no pause was longer than that, to
     * the same millisecond.
     */
    private long durationNanos(Collector.Collection pause) {
        boolean summed = countsAtClose != null;
        long millis =
                summed ? Math.min(pause.durationMillis(), totalMillis) : pause.durationMillis();
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private long called() {
        return placed.stream().filter(Collector.Collection::called).count();
    }

    private boolean allPlaced() {
        return placed.size() >= pauses;
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        collectors.forEach(each -> counts.put(each.name(), Math.max(0, each.count())));
        return counts;
    }

    private long timeMillis() {
        return collectors.stream().mapToLong(c -> Math.max(0, c.timeMillis())).sum();
    }

    private void notified(Notification notification, @Nullable Object handback) {
        boolean gc =
                GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(
                        notification.getType());
        if (gc && notification.getUserData() instanceof CompositeData data) {
            GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(data);
            if (Collector.stopsTheWorld(info.getGcName())) {
                paused(
                        Collector.Collection.of(
                                info.getGcName(), info.getGcCause(), info.getGcInfo()));
            }
        }
    }

    private void stopListening(NotificationEmitter emitter) {
        try {
            emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException notListening) {
            // A probe that was not made by ofThisJvm never listened.
            return;
        }
    }
}
