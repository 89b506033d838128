package dev.loopbench.probes.inspector;

import dev.loopbench.loopcore.clock.NanoClock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Traces a process in short windows which it survives and hardly feels: {@link WindowBudget} says
 * how long they are. Jobs that cross the edge of a window are not whole in it, so that long jobs
 * are seen less often than they occur.
 *
 * <p>Confined to one thread, which waits; one of these at a time for a session.
 */
public final class TracingWindows {

    private static final long LEARN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** How often the pool is looked at while a window is open. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How long a pool that is too fast is left alone. */
    private static final long LEFT_ALONE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Over what time jobs are counted: the most that were seen in any is what counts. */
    private static final long COUNT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long COUNT_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(50);

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What a window must have seen to tell how far the count is off. */
    private static final long ENOUGH_JOBS = 100;

    /** So far it may be, at any time; by more at rates like the one at which it was. */
    private static final double COUNT_OFF_MAX = 2;

    private static final double SAME_RATE = 2;

    private final Inspector inspector;
    private final List<String> categories;
    private final JobCount count;
    private final NanoClock clock;
    private final WindowBudget budget;
    private final ConcurrentLinkedQueue<String> collected = new ConcurrentLinkedQueue<>();
    private volatile CompletableFuture<Void> complete = new CompletableFuture<>();
    private boolean begun;
    private boolean isOpen;
    private long openedNanos;
    private long firstJobs;
    private long firstNanos;
    private double mostPerSecond;
    private double jobsPerSecond;
    private double jobsPerCount = 1;
    private double learnedPerSecond;

    /**
     * @param categories of trace events, in Node's words
     * @param count of the pool's jobs, to keep windows small and away from a pool that is too fast
     * @param exact whether the pool is traced at any rate, which can crash the process
     * @param idle whether the process does nothing yet: then the first window may be a long one
     */
    public TracingWindows(
            Inspector inspector,
            Collection<String> categories,
            JobCount count,
            boolean exact,
            boolean idle,
            NanoClock clock) {
        this.inspector = inspector;
        this.categories = List.copyOf(categories);
        this.count = count;
        this.clock = clock;
        this.begun = idle;
        this.budget = new WindowBudget(exact, idle);
        inspector.onRaw("NodeTracing.dataCollected", collected::add);
        inspector.on("NodeTracing.tracingComplete", nothing -> complete.complete(null));
        inspector.whenClosed(why -> complete.completeExceptionally(new InspectorException(why)));
    }

    /**
     * Waits until the last window has been paid for, then for the length of this one and until it
     * has arrived. An interrupt ends a window early; the process does not go on tracing whatever
     * happens here, unless it no longer answers.
     *
     * @return empty if the pool was too fast to be traced: then half a second has passed
     * @throws InspectorException if the process cannot trace or no longer answers
     */
    public Optional<TraceWindow> next() throws InspectorException {
        if (!begun) {
            begun = true;
            beginToCount();
            counting(LEARN_NANOS);
        }
        counting(budget.pauseNanos());
        budget.paid();
        count();
        double countedPerSecond = mostPerSecond;
        if (countedPerSecond >= 0) {
            jobsPerSecond = countedPerSecond * jobsPerCount(countedPerSecond);
        }
        jobsPerSecond = Math.max(jobsPerSecond, count.seenPerSecond());
        if (!budget.allows(jobsPerSecond)) {
            beginToCount();
            counting(LEFT_ALONE_NANOS);
            return Optional.empty();
        }
        TraceWindow window = trace(budget.lengthNanos(jobsPerSecond), count.jobs());
        budget.ended(window.toNanos() - window.fromNanos(), window.eventCount());
        learn(window, countedPerSecond);
        beginToCount(); // tracing makes workers wait for each other, which counts as jobs
        return Optional.of(window);
    }

    /** As last seen in a window, or counted since then in the measure of the windows before. */
    public double jobsPerSecond() {
        return jobsPerSecond;
    }

    private void beginToCount() {
        mostPerSecond = -1;
        firstJobs = count.jobs();
        firstNanos = clock.nanoTime();
    }

    /** Sleeps, and counts meanwhile. */
    private void counting(long nanos) {
        long endNanos = clock.nanoTime() + nanos;
        long leftNanos = nanos;
        while (leftNanos > 0 && !Thread.currentThread().isInterrupted()) {
            clock.sleep(Math.min(leftNanos, COUNT_NANOS));
            count();
            leftNanos = endNanos - clock.nanoTime();
        }
    }

    /** Not over too little time: a single job would look like a storm. */
    private void count() {
        long passedNanos = clock.nanoTime() - firstNanos;
        if (passedNanos >= COUNT_NANOS_MIN) {
            long jobs = count.jobs();
            double perSecond = (jobs - firstJobs) * NANOS_PER_SECOND / passedNanos;
            mostPerSecond = Math.max(mostPerSecond, perSecond);
            firstJobs = jobs;
            firstNanos = clock.nanoTime();
        }
    }

    /** Jobs that come in bursts are far more than are counted, as long as they come like that. */
    private double jobsPerCount(double countedPerSecond) {
        boolean same =
                countedPerSecond <= learnedPerSecond * SAME_RATE
                        && countedPerSecond >= learnedPerSecond / SAME_RATE;
        return same ? jobsPerCount : Math.min(jobsPerCount, COUNT_OFF_MAX);
    }

    /** How far the count is off, from what a window saw. */
    private void learn(TraceWindow window, double countedPerSecond) {
        long jobs = window.jobCount();
        jobsPerSecond =
                jobs * NANOS_PER_SECOND / Math.max(1, window.toNanos() - window.fromNanos());
        if (jobs >= ENOUGH_JOBS && countedPerSecond > 0) {
            jobsPerCount = Math.max(1 / COUNT_OFF_MAX, jobsPerSecond / countedPerSecond);
            learnedPerSecond = countedPerSecond;
        }
    }

    /**
     * Opens the first window already, such as before a program begins; {@link #next} then waits for
     * its end.
     */
    public void open() throws InspectorException {
        beginToCount();
        collected.clear();
        complete = new CompletableFuture<>();
        inspector.call(
                "NodeTracing.start",
                Map.of("traceConfig", Map.of("includedCategories", categories)));
        openedNanos = clock.nanoTime();
        isOpen = true;
    }

    /**
     * Ends the window that {@link #open} opened, however long it has been.
     *
     * @throws InspectorException if the process no longer answers
     */
    public TraceWindow end() throws InspectorException {
        isOpen = false;
        long toNanos = clock.nanoTime();
        stop();
        return new TraceWindow(openedNanos, toNanos, List.copyOf(collected), inspector);
    }

    private TraceWindow trace(long lengthNanos, long jobsBefore) throws InspectorException {
        try {
            if (!isOpen) {
                open();
            }
            isOpen = false;
            long fromNanos = openedNanos;
            watch(fromNanos, lengthNanos, jobsBefore);
            long toNanos = clock.nanoTime();
            stop();
            return new TraceWindow(fromNanos, toNanos, List.copyOf(collected), inspector);
        } catch (InspectorException | RuntimeException failure) {
            try {
                inspector.send("NodeTracing.stop", Map.of());
            } catch (InspectorException gone) {
                failure.addSuppressed(gone); // tracing ends with the session
            }
            throw failure;
        }
    }

    private void watch(long fromNanos, long lengthNanos, long jobsBefore) {
        long leftNanos = lengthNanos;
        while (leftNanos > 0 && !Thread.currentThread().isInterrupted()) {
            clock.sleep(Math.min(leftNanos, LOOK_NANOS));
            leftNanos = lengthNanos - (clock.nanoTime() - fromNanos);
            if (leftNanos > 0 && WindowBudget.isFull(count.jobs() - jobsBefore)) {
                return;
            }
        }
    }

    /** Even an interrupted thread waits here: what has been recorded is to arrive. */
    private void stop() throws InspectorException {
        boolean interrupted = Thread.interrupted();
        try {
            inspector.call("NodeTracing.stop", Map.of());
            inspector.await(complete, "the end of the trace");
            // Node says that it is complete and then, in its queue of messages, hands it over: an
            // answer to a later question comes behind it.
            inspector.call("Runtime.getIsolateId", Map.of());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
