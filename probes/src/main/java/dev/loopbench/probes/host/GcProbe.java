package dev.loopbench.probes.host;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Timeline;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
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
 * <p>Thread-safe (by its own lock): notifications arrive on a thread of the JVM. The JVM tells
 * whole milliseconds, so instants are off by up to one and shorter pauses are counted but not
 * timed. Notifications come late: those that have not arrived when the result is read leave the
 * longest pause and the overlaps unknown.
 */
public final class GcProbe implements PauseOverlap {

    /** More pauses than these are counted, not placed. */
    static final int MAX_PAUSES = 4096;

    private final List<Collector> collectors;
    private final LongSupplier uptimeMillis;
    private final NotificationListener listener = this::notified;
    private final long[] startsMillis = new long[MAX_PAUSES];
    private final long[] durationsMillis = new long[MAX_PAUSES];
    private int placed;
    private long openedUptimeMillis;
    private long closedUptimeMillis;
    private long openedNanos;
    private long countAtOpen;
    private long timeAtOpenMillis;
    private long pauses;
    private long totalMillis;

    GcProbe(List<Collector> collectors, LongSupplier uptimeMillis) {
        this.collectors = List.copyOf(collectors);
        this.uptimeMillis = uptimeMillis;
    }

    /** Of this JVM; listens until {@link #stopListening}. */
    public static GcProbe ofThisJvm() {
        GcProbe probe =
                new GcProbe(Collector.ofThisJvm(), ManagementFactory.getRuntimeMXBean()::getUptime);
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (bean instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(probe.listener, null, null);
            }
        }
        return probe;
    }

    /** Starts a window from zero. */
    public synchronized void open(long nowNanos) {
        placed = 0;
        openedUptimeMillis = uptimeMillis.getAsLong();
        closedUptimeMillis = Long.MAX_VALUE;
        openedNanos = nowNanos;
        countAtOpen = count();
        timeAtOpenMillis = timeMillis();
        pauses = 0;
        totalMillis = 0;
    }

    /** Ends the window. */
    public synchronized void close(long nowNanos) {
        closedUptimeMillis = uptimeMillis.getAsLong();
        pauses = count() - countAtOpen;
        totalMillis = timeMillis() - timeAtOpenMillis;
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
        return new Host.Gc(pauses, totalNanos, maxNanos(unavailable));
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
        for (int i = 0; i < placed; i++) {
            long start = startNanos(i) - fromNanos;
            long end = start + TimeUnit.MILLISECONDS.toNanos(durationsMillis[i]);
            sumNanos += Math.max(0, Math.min(end, toNanos - fromNanos) - Math.max(start, 0));
        }
        return Math.min(sumNanos, toNanos - fromNanos);
    }

    /** How many pauses began in a stretch of time, as far as they have been reported. */
    @Override
    public synchronized int countBetween(long fromNanos, long toNanos) {
        int count = 0;
        for (int i = 0; i < placed; i++) {
            long start = startNanos(i) - fromNanos;
            count += start >= 0 && start < toNanos - fromNanos ? 1 : 0;
        }
        return count;
    }

    /** The longest of those that have a place and a length, by begin. */
    synchronized List<Timeline.Pause> longest() {
        return IntStream.range(0, placed)
                .filter(i -> durationsMillis[i] > 0)
                .mapToObj(
                        i ->
                                new Timeline.Pause(
                                        startNanos(i) - openedNanos,
                                        TimeUnit.MILLISECONDS.toNanos(durationsMillis[i])))
                .sorted(Comparator.comparingLong(Timeline.Pause::durationNanos).reversed())
                .limit(Timeline.MAX_PAUSES)
                .sorted(Comparator.comparingLong(Timeline.Pause::atNanos))
                .toList();
    }

    /** All pauses of the closed window, whether they have a place or not. */
    synchronized long pauses() {
        return pauses;
    }

    /** A pause was reported, in ms since the JVM started. */
    synchronized void paused(long startMillis, long durationMillis) {
        boolean outside = startMillis < openedUptimeMillis || startMillis > closedUptimeMillis;
        if (outside || placed == MAX_PAUSES) {
            return;
        }
        startsMillis[placed] = startMillis;
        durationsMillis[placed] = durationMillis;
        placed++;
    }

    private @Nullable Long maxNanos(SortedMap<String, String> unavailable) {
        if (pauses == 0) {
            unavailable.put("gc.maxNanos", "there was no pause");
            return null;
        }
        if (!allPlaced()) {
            unavailable.put("gc.maxNanos", "the JVM has not told about every single pause");
            return null;
        }
        long longest = 0;
        for (int i = 0; i < placed; i++) {
            longest = Math.max(longest, durationsMillis[i]);
        }
        if (longest == 0) {
            unavailable.put("gc.maxNanos", Host.Gc.BELOW_RESOLUTION);
            return null;
        }
        return TimeUnit.MILLISECONDS.toNanos(longest);
    }

    private boolean allPlaced() {
        return placed >= pauses;
    }

    private long startNanos(int i) {
        return openedNanos + TimeUnit.MILLISECONDS.toNanos(startsMillis[i] - openedUptimeMillis);
    }

    private long count() {
        return collectors.stream().mapToLong(collector -> Math.max(0, collector.count())).sum();
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
                GcInfo pause = info.getGcInfo();
                paused(pause.getStartTime(), pause.getDuration());
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
