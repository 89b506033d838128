package dev.loopbench.probes.server;

import dev.loopbench.loopcore.http.StatusCounts;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.latency.Percentile;
import dev.loopbench.probes.result.LiveRequests;
import dev.loopbench.probes.result.ServerFigures;
import java.util.Collections;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the answers of a server on the loop over a window: from the moment the loop
 * began to read a request to the moment the system had taken the answer's last byte. What a request
 * waited for the loop before that is the loop's delay; what the network does is nobody's here.
 *
 * <p>Single writer, the loop thread; {@link #pulse} may be asked by any other.
 */
public final class ServiceProbe implements ServiceObserver {

    private static final int FIRST_SERVER_ERROR = 500;

    private final LatencyRecorder times = new LatencyRecorder();
    private final StatusCounts statuses = new StatusCounts();
    private boolean open;
    private boolean statusSeen;
    private long openedNanos;
    private long closedNanos;
    private long events;

    // Published for a thread that takes the pulse.
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong serverErrors = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    /**
     * How a server that goes on does. Immutable.
     *
     * @param requests answered in the window so far
     * @param serverErrors of them, those with a status from 500 on
     * @param connections open now
     * @param p99Nanos of the requests, about; null for too few
     */
    public record Pulse(
            long requests, long serverErrors, long connections, @Nullable Long p99Nanos) {}

    /** Starts a window from zero. */
    public void open(long nowNanos) {
        times.reset();
        statuses.reset();
        statusSeen = false;
        events = 0;
        answered.setRelease(0);
        serverErrors.setRelease(0);
        openedNanos = nowNanos;
        open = true;
    }

    /** Ends the window: what comes from now on is ignored. */
    public void close(long nowNanos) {
        closedNanos = nowNanos;
        open = false;
    }

    @Override
    public void connections(int now) {
        connections.setRelease(now);
    }

    @Override
    public void answered(int status, long readNanos, long handedOverNanos) {
        if (!open) {
            return;
        }
        events++;
        times.record(handedOverNanos - readNanos);
        if (status != NO_STATUS) {
            statusSeen = true;
            statuses.count(status);
            if (status >= FIRST_SERVER_ERROR) {
                serverErrors.setRelease(serverErrors.getPlain() + 1);
            }
        }
        answered.setRelease(answered.getPlain() + 1);
    }

    /** How it does so far, from what is recorded anyway. Any thread. */
    public Pulse pulse() {
        return new Pulse(
                answered.getAcquire(),
                serverErrors.getAcquire(),
                connections.getAcquire(),
                times.glance(Percentile.P99));
    }

    /** The window so far. On the loop thread. */
    public LiveRequests live() {
        return new LiveRequests(
                times.count(),
                status(),
                times.sumNanos(),
                percentile(Percentile.P50, times.histogram()),
                percentile(Percentile.P90, times.histogram()),
                percentile(Percentile.P99, times.histogram()),
                times.isEmpty() ? null : (Long) times.maxNanos());
    }

    /** The closed window. */
    public ServerFigures.Requests requests() {
        long windowNanos = closedNanos - openedNanos;
        long count = times.count();
        return new ServerFigures.Requests(
                count,
                windowNanos > 0
                        ? (Double) ((double) count * TimeUnit.SECONDS.toNanos(1) / windowNanos)
                        : null,
                status(),
                Histograms.of(times));
    }

    /** Calls seen in the window. */
    public long events() {
        return events;
    }

    /** Durations that came out negative: faults of the instrument. */
    public long invalid() {
        return times.negatives();
    }

    private @Nullable SortedMap<String, Long> status() {
        return statusSeen ? Collections.unmodifiableSortedMap(statuses.byStatus()) : null;
    }

    private static @Nullable Long percentile(Percentile percentile, Histogram of) {
        return of.getTotalCount() < percentile.minimumCount()
                ? null
                : (Long) of.getValueAtPercentile(percentile.percent());
    }
}
