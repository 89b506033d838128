package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.inspector.InspectorThreads;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.OpenInspector;
import dev.loopbench.probes.node.process.RefusedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks into each worker process of a cluster, those that come later too, each on a thread of its
 * own: from when its inspector is open, which is one after the other, until the time of all is
 * over. The primary itself is not touched.
 *
 * <p>Confined to the thread that looks, but for {@link #interrupt} and {@link #leave}.
 */
public final class ClusterVisit {

    /** Each takes some threads here, and a share of the machine's time. */
    private static final int MAX_WORKERS = 64;

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What is left for a worker that comes late has to be worth opening it. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /**
     * What came of a worker.
     *
     * @param sighting null where nothing was seen
     * @param whyNot a sentence's end; null where something was seen
     * @param leftOpen what could not be undone, in a sentence; null if nothing
     */
    public record Worker(
            long pid,
            @Nullable Sighting sighting,
            @Nullable String whyNot,
            @Nullable String leftOpen) {}

    private final NodeProcess primary;
    private final ObservationPlan plan;
    private final Duration limit;
    private final NanoClock clock;

    /** One at a time: unopened, all inspectors of a cluster want the same port. */
    private final ReentrantLock door = new ReentrantLock();

    private final Map<Long, Look> looks = new LinkedHashMap<>();
    private volatile boolean interrupted;
    private long leftOut;

    public ClusterVisit(
            NodeProcess primary, ObservationPlan plan, Duration limit, NanoClock clock) {
        this.primary = primary;
        this.plan = plan;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Looks until the time of the plan is over, somebody interrupts, or the primary has ended.
     *
     * @return by process id; empty if there was no worker
     */
    public List<Worker> look() {
        long beganNanos = clock.nanoTime();
        while (!interrupted && primary.isAlive() && !isOver(beganNanos)) {
            begin(beganNanos);
            clock.sleep(LOOK_NANOS);
        }
        List<Look> all = all();
        if (!interrupted && plan.durationNanos() == 0) {
            all.forEach(look -> look.join(limit)); // with its primary a worker ends, as a rule
        }
        if (interrupted || plan.durationNanos() == 0) {
            all.forEach(look -> look.visit.interrupt());
        }
        all.forEach(look -> look.join(Duration.ZERO));
        return all.stream().map(look -> look.worker).toList();
    }

    private boolean isOver(long beganNanos) {
        return plan.durationNanos() > 0 && clock.nanoTime() - beganNanos >= plan.durationNanos();
    }

    private void begin(long beganNanos) {
        List<Long> workers = primary.clusterWorkers().value();
        if (workers == null) {
            return;
        }
        for (long pid : workers) {
            long leftNanos = plan.durationNanos() - (clock.nanoTime() - beganNanos);
            if (isKnown(pid) || (plan.durationNanos() > 0 && leftNanos < LEAST_NANOS)) {
                continue;
            }
            if (all().size() >= MAX_WORKERS) {
                leftOut = Math.max(leftOut, workers.size());
                continue;
            }
            try {
                NodeProcess process = NodeProcess.of(pid);
                if (process.hasBegun()) { // before, what it is asked is not there yet
                    start(process, plan.durationNanos() > 0 ? plan.lasting(leftNanos) : plan);
                }
            } catch (RefusedException notNode) {
                // It has not become one yet, or has ended already.
            }
        }
    }

    private synchronized boolean isKnown(long pid) {
        return looks.containsKey(pid);
    }

    private synchronized List<Look> all() {
        return List.copyOf(looks.values());
    }

    private synchronized void start(NodeProcess process, ObservationPlan own) {
        Look look = new Look(process, own);
        looks.put(process.pid(), look);
        look.thread.start();
    }

    /** The primary's and the other workers': to each they are no strangers. */
    private LongSupplier siblings(long pid) {
        return () ->
                Stream.concat(Stream.of(primary), all().stream().map(look -> look.visit.process()))
                        .filter(process -> process.pid() != pid)
                        .mapToLong(NodeProcess::cpuNanos)
                        .sum();
    }

    private OpenInspector open(NodeProcess process) throws RefusedException, InspectorException {
        try {
            door.lockInterruptibly();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InspectorException("interrupted before it was opened", stopped);
        }
        try {
            return process.openInspectorAside(limit, clock);
        } finally {
            door.unlock();
        }
    }

    /** How many workers there were at once where they were more than are looked into; else 0. */
    public long leftOut() {
        return leftOut;
    }

    /** Thread-safe: ends the looking soon. */
    public void interrupt() {
        interrupted = true;
        all().forEach(look -> look.visit.interrupt());
    }

    /** Thread-safe. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /** Thread-safe: closes what was opened, where threads that look hang. */
    public void leave() {
        all().forEach(look -> look.visit.leave());
    }

    /** One worker. Its outcome is read when its thread has ended. */
    private final class Look {

        private final Visit visit;
        private final Thread thread;
        private Worker worker;

        Look(NodeProcess process, ObservationPlan own) {
            visit =
                    new Visit(
                            process,
                            own,
                            limit,
                            clock,
                            ClusterVisit.this::open,
                            siblings(process.pid()));
            worker = new Worker(process.pid(), null, "looking into it failed", null);
            thread = new InspectorThreads("worker-" + process.pid()).newThread(this::look);
        }

        private void look() {
            Sighting sighting = null;
            String whyNot = null;
            try {
                Optional<Sighting> seen = visit.look(() -> {});
                sighting = seen.orElse(null);
                if (seen.isEmpty()) {
                    whyNot = "it ended, or the looking did, before anything was seen";
                }
            } catch (RefusedException | InspectorException | ObservationException failure) {
                whyNot = failure.getMessage();
            }
            worker =
                    new Worker(
                            visit.process().pid(), sighting, whyNot, visit.leftOpen().orElse(null));
        }

        /**
         * @param longest to wait; zero for until it has ended
         */
        void join(Duration longest) {
            boolean interruptedHere = false;
            boolean waits = true;
            while (waits && thread.isAlive()) {
                try {
                    thread.join(longest.toMillis());
                    waits = false;
                } catch (InterruptedException later) {
                    interruptedHere = true;
                }
            }
            if (interruptedHere) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
