package dev.loopbench.probes.socket;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.host.KernelNumbers;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.Sockets;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Takes the samples of one window and says when the next one is due.
 *
 * <p>Confined to the thread that samples; {@link #sockets} is read after it has ended.
 */
final class SocketSampler {

    /** All looking together takes at most one part in so many of a core. */
    private static final long COST_DIVISOR = 100;

    /** Counting descriptors takes at most a tenth of that: it must not starve the tables. */
    private static final long DESCRIPTORS_COST_DIVISOR = 10 * COST_DIVISOR;

    private static final long MIN_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String SOMAXCONN = "proc/sys/net/core/somaxconn";

    private static final String NO_SAMPLE = "the window ended before the first sample did";

    private final ProcFiles files;
    private final NanoClock clock;
    private final CpuClock cpuClock;
    private final SocketTable table;
    private final NetworkCounters counters;
    private final DescriptorCount openDescriptors;
    private final boolean keepsRows;
    private final int localPort;
    private final int backlog;
    private Reading<Long> somaxconn = Reading.missing(NO_SAMPLE);
    private final long openedNanos;
    private final SocketFigures figures = new SocketFigures();
    private final DescriptorFigures descriptors = new DescriptorFigures();

    /** It may end after the load has: until it is known, the one before it is kept. */
    private SocketSample underWay;

    private SocketSample last;
    private Reading<Long> sampledAtNanos = Reading.missing(NO_SAMPLE);
    private String whyNoDescriptors = NO_SAMPLE;
    private long costNanos;
    private long tableDueNanos;
    private long descriptorsDueNanos;

    SocketSampler(
            ProcFiles files,
            NanoClock clock,
            CpuClock cpuClock,
            DescriptorCount openDescriptors,
            boolean keepsRows,
            int localPort,
            int backlog,
            long openedNanos) {
        this.files = files;
        this.clock = clock;
        this.cpuClock = cpuClock;
        this.table = new SocketTable(files);
        this.counters = new NetworkCounters(files);
        this.openDescriptors = openDescriptors;
        this.keepsRows = keepsRows;
        this.localPort = localPort;
        this.backlog = backlog;
        this.openedNanos = openedNanos;
        this.tableDueNanos = openedNanos;
        this.descriptorsDueNanos = openedNanos;
        int rows = keepsRows ? Sockets.MAX_CONNECTIONS : 0;
        this.underWay = new SocketSample(rows);
        this.last = new SocketSample(rows);
    }

    void open() {
        priced(
                () -> {
                    counters.open();
                    somaxconn = readSomaxconn();
                });
    }

    /** The cap that was in force when the server began to listen, unless somebody changed it. */
    private Reading<Long> readSomaxconn() {
        List<String> lines = files.lines(SOMAXCONN);
        OptionalLong number =
                lines.size() == 1
                        ? KernelNumbers.parse(lines.get(0).strip())
                        : OptionalLong.empty();
        return number.isPresent()
                ? Reading.of(number.getAsLong())
                : Reading.missing(files.whyMissing(SOMAXCONN));
    }

    /**
     * Takes the samples that are due; they count if the load is still on when they end.
     *
     * @return how long to wait for the next ones
     */
    long sample(BooleanSupplier underLoad) {
        long nowNanos = clock.nanoTime();
        if (nowNanos - descriptorsDueNanos >= 0) {
            long cost = priced(() -> countDescriptors(nowNanos, underLoad));
            descriptorsDueNanos =
                    nowNanos + Math.max(MIN_WAIT_NANOS, DESCRIPTORS_COST_DIVISOR * cost);
        }
        if (nowNanos - tableDueNanos >= 0) {
            priced(() -> readTable(nowNanos, underLoad));
            long paidNanos = nowNanos - openedNanos;
            tableDueNanos =
                    nowNanos + Math.max(MIN_WAIT_NANOS, COST_DIVISOR * costNanos - paidNanos);
        }
        return Math.min(tableDueNanos - nowNanos, descriptorsDueNanos - nowNanos);
    }

    void close() {
        priced(counters::close);
    }

    Sockets sockets() {
        SortedMap<String, String> unavailable = new TreeMap<>();
        Reading<SocketSample> seen = sampledAtNanos.map(at -> last);
        Reading<SocketFigures> summed = sampledAtNanos.map(at -> figures);
        long limit = openDescriptors.limit();
        return new Sockets(
                localPort,
                new Sockets.LastSample(
                        sampledAtNanos.orNote("sampledAtNanos", unavailable),
                        seen.map(SocketSample::states).orNote("states", unavailable)),
                new Sockets.Queues(
                        summed.map(SocketFigures::receiveBuffers)
                                .orNote("receiveBuffers", unavailable),
                        summed.map(SocketFigures::sendBuffers).orNote("sendBuffers", unavailable),
                        new Sockets.Backlog(
                                backlog,
                                somaxconn
                                        .map(cap -> Math.min(cap, backlog))
                                        .orNote("backlog.inForce", unavailable)),
                        summed.with(figures.acceptQueueMax(), (f, queue) -> queue)
                                .orNote("acceptQueueMax", unavailable)),
                new Sockets.Losses(
                        summed.map(SocketFigures::retransmitTimeoutsMax)
                                .orNote("retransmitTimeoutsMax", unavailable),
                        counters.retransmittedSegments()
                                .orNote("retransmittedSegments", unavailable),
                        counters.listenOverflows().orNote("listenOverflows", unavailable),
                        counters.listenDrops().orNote("listenDrops", unavailable)),
                descriptors
                        .descriptors(limit < 0 ? null : (Long) limit, whyNoDescriptors)
                        .orNote("descriptors", unavailable),
                new Sockets.Sampling(figures.samples(), costNanos, figures.malformedLines()),
                new Sockets.Listed(
                        keepsRows
                                ? seen.map(s -> s.rows(ByteOrder.nativeOrder()))
                                        .orNote("connections", unavailable)
                                : null,
                        keepsRows ? last.rowsDropped() : 0),
                Collections.unmodifiableSortedMap(unavailable));
    }

    private void countDescriptors(long nowNanos, BooleanSupplier underLoad) {
        long open = openDescriptors.open();
        if (open < 0) {
            whyNoDescriptors = "the platform does not count file descriptors";
        } else if (underLoad.getAsBoolean()) {
            descriptors.add(nowNanos - openedNanos, open);
        }
    }

    private void readTable(long nowNanos, BooleanSupplier underLoad) {
        underWay.reset();
        if (!table.read(localPort, underWay)) {
            if (figures.samples() == 0) {
                sampledAtNanos = Reading.missing(table.whyMissing());
            }
        } else if (underLoad.getAsBoolean()) {
            figures.add(underWay);
            SocketSample free = last;
            last = underWay;
            underWay = free;
            sampledAtNanos = Reading.of(nowNanos - openedNanos);
        }
    }

    /** CPU time if the platform tells it: what a busy machine kept from running cost nobody. */
    private long priced(Runnable work) {
        long beganNanos = clock.nanoTime();
        long cpuBeganNanos = cpuClock.threadCpuNanos();
        work.run();
        long cost =
                cpuBeganNanos == CpuClock.NOT_MEASURED
                        ? clock.nanoTime() - beganNanos
                        : cpuClock.threadCpuNanos() - cpuBeganNanos;
        costNanos += cost;
        return cost;
    }
}
