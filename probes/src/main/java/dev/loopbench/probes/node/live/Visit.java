package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.live.NodeObservation.Door;
import dev.loopbench.probes.node.process.InspectorSwitch;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.OpenInspector;
import dev.loopbench.probes.node.process.RefusedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks into a process that is running, and leaves it as it was found whatever happens meanwhile.
 *
 * <p>Confined to the thread that looks, which waits, but for {@link #interrupt} and {@link #leave},
 * which are for any.
 */
public final class Visit {

    /** So long a process may take that is about to end. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Opens the inspector of a process. */
    @FunctionalInterface
    interface Entry {

        OpenInspector open(NodeProcess process) throws RefusedException, InspectorException;
    }

    private final NodeProcess process;
    private final ObservationPlan plan;
    private final Duration limit;
    private final NanoClock clock;
    private final Entry entry;
    private final LongSupplier besidesCpuNanos;
    private final Stop stop = new Stop();
    private CompletableFuture<Void> programEnd = new CompletableFuture<>();
    private @Nullable InspectorSwitch shut;
    private @Nullable String leftOpen;

    /**
     * @param limit of each wait for the process: one that gets no core, or whose loop is held by a
     *     call of the system, answers late
     */
    public Visit(NodeProcess process, ObservationPlan plan, Duration limit, NanoClock clock) {
        this(process, plan, limit, clock, own -> own.openInspector(limit, clock), () -> 0);
    }

    /**
     * @param besidesCpuNanos what processes that are not to count as others have used of cores
     */
    Visit(
            NodeProcess process,
            ObservationPlan plan,
            Duration limit,
            NanoClock clock,
            Entry entry,
            LongSupplier besidesCpuNanos) {
        this.process = process;
        this.plan = plan;
        this.limit = limit;
        this.clock = clock;
        this.entry = entry;
        this.besidesCpuNanos = besidesCpuNanos;
    }

    /**
     * Looks until the time of the plan is over, somebody interrupts, or the process ends.
     *
     * @param begun called once the looking has begun
     * @return empty if it was interrupted, or the process ended, before anything was seen
     * @throws RefusedException if the process is better left alone
     * @throws InspectorException if its inspector does not answer
     * @throws ObservationException if it cannot be asked, or is looked into already
     */
    public Optional<Sighting> look(Runnable begun)
            throws RefusedException, InspectorException, ObservationException {
        stop.waits(Thread.currentThread());
        OpenInspector inspector;
        try {
            inspector = entry.open(process);
        } catch (InspectorException failure) {
            if (ends()) {
                return Optional.empty();
            }
            for (Throwable open : failure.getSuppressed()) {
                leftOpen = open.getMessage();
            }
            if (stop.isAsked()) {
                return Optional.empty();
            }
            throw failure;
        }
        stop.leaves(inspector);
        try {
            return Optional.of(seen(inspector, begun))
                    .filter(sighting -> !sighting.answers().isEmpty());
        } catch (InspectorException | ObservationException failure) {
            if (stop.isAsked() || programEnd.isDone() || !process.isAlive()) {
                return Optional.empty();
            }
            throw failure;
        } finally {
            leave(inspector);
        }
    }

    private Sighting seen(OpenInspector inspector, Runnable begun)
            throws InspectorException, ObservationException {
        Inspector session = inspector.session();
        try (NodeObservation observation =
                new NodeObservation(
                        session,
                        process,
                        plan,
                        inspector.openedForUs() ? Door.OPENED : Door.FOUND,
                        clock)) {
            observation.besides(besidesCpuNanos);
            programEnd = NodeObservation.programEnd(session);
            if (inspector.openedForUs()) {
                shut = InspectorSwitch.install(session, programEnd);
            }
            stop.interrupts(observation);
            observation.begin();
            begun.run();
            return observation.await(programEnd);
        }
    }

    private void leave(OpenInspector inspector) {
        if (shut != null) {
            shut.press(limit);
        }
        if (programEnd.isDone()) {
            inspector.session().close(); // it waits for that alone, and answers no more
            ends();
        }
        try {
            inspector.close();
        } catch (InspectorException open) {
            leftOpen = open.getMessage();
        }
    }

    /** Whether the process ends now: it may take a moment. */
    private boolean ends() {
        long beganNanos = clock.nanoTime();
        while (process.isAlive() && clock.nanoTime() - beganNanos < END_NANOS_MAX) {
            clock.sleep(LOOK_NANOS);
        }
        return !process.isAlive();
    }

    public NodeProcess process() {
        return process;
    }

    /** What could not be undone, in a sentence; empty if the process is as it was, or is gone. */
    public Optional<String> leftOpen() {
        return Optional.ofNullable(leftOpen);
    }

    /** Thread-safe: ends the looking soon. */
    public void interrupt() {
        stop.ask();
    }

    /** Thread-safe. */
    public boolean isInterrupted() {
        return stop.isAsked();
    }

    /** Thread-safe: closes what was opened, where the thread that looks hangs. */
    public void leave() {
        stop.leave();
    }

    /** How it ends early, from wherever it is. Thread-safe (by its own lock). */
    private static final class Stop {

        private boolean asked;
        private @Nullable Thread waiter;
        private @Nullable NodeObservation observation;
        private @Nullable OpenInspector inspector;

        synchronized void waits(Thread thread) {
            waiter = thread;
            if (asked) {
                thread.interrupt();
            }
        }

        synchronized void ask() {
            asked = true;
            if (observation != null) {
                observation.interrupt();
            } else if (waiter != null) {
                waiter.interrupt();
            }
        }

        synchronized boolean isAsked() {
            return asked;
        }

        synchronized void interrupts(NodeObservation begun) {
            observation = begun;
            if (asked) {
                begun.interrupt();
            }
        }

        synchronized void leaves(OpenInspector opened) {
            inspector = opened;
        }

        void leave() {
            OpenInspector opened;
            synchronized (this) {
                opened = inspector;
            }
            if (opened != null) {
                try {
                    opened.close();
                } catch (InspectorException open) {
                    // Nobody is left to say it to: the streams are the main thread's.
                }
            }
        }
    }
}
