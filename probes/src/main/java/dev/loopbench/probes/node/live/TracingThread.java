package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.inspector.InspectorThreads;
import dev.loopbench.probes.inspector.JobCount;
import dev.loopbench.probes.inspector.TraceWindow;
import dev.loopbench.probes.inspector.TracingWindows;
import dev.loopbench.probes.node.trace.TraceEvent.Category;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has windows traced, one after the other, on a thread of its own. Thread-safe. */
final class TracingThread {

    /** What the pool's threads do. Others have no bound that its jobs give. */
    static final List<String> CATEGORIES =
            List.of(Category.POOL_WORK.word(), Category.FILE_SYSTEM.word(), Category.LOOKUP.word());

    /** An hour at a window every two seconds; of more the last ones are missing. */
    private static final int MAX_WINDOWS = 10_000;

    /** What a window's events take while they wait to be read. */
    private static final long MAX_EVENTS = 1_000_000;

    private final List<TraceWindow> windows = new ArrayList<>();
    private final Thread thread;
    private volatile boolean ended;
    private long left;
    private @Nullable String refused;

    /**
     * Begins at once.
     *
     * @param count of the pool's jobs
     * @param exact whether the pool is traced at any rate
     * @param idle whether the program has not begun yet
     */
    TracingThread(
            Inspector inspector, JobCount count, boolean exact, boolean idle, NanoClock clock) {
        TracingWindows tracing =
                new TracingWindows(inspector, CATEGORIES, count, exact, idle, clock);
        if (idle) {
            try {
                tracing.open(); // before the program's first line
            } catch (InspectorException failure) {
                refused = failure.getMessage();
            }
        }
        thread = new InspectorThreads("trace-windows").newThread(() -> trace(tracing));
        thread.start();
    }

    private void trace(TracingWindows tracing) {
        long events = 0;
        try {
            while (!ended
                    && refused == null
                    && windows.size() < MAX_WINDOWS
                    && events < MAX_EVENTS) {
                TraceWindow window = tracing.next().orElse(null);
                if (window == null) {
                    left++;
                } else {
                    events += window.eventCount();
                    windows.add(window);
                }
            }
        } catch (InspectorException failure) {
            refused = failure.getMessage();
        }
    }

    /** Ends the window under way, and waits until what it has recorded is here. */
    Sighting.Traced end() {
        ended = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new Sighting.Traced(List.copyOf(windows), left, windows.isEmpty() ? refused : null);
    }
}
