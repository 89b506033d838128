package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.inspector.TraceWindow;
import dev.loopbench.probes.inspector.TracingWindows;
import dev.loopbench.probes.node.process.NodeProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pool's trace in one window from begin to end, for a program whose jobs are known to be few:
 * no job crosses its edge, and it is written out when nothing is measured any more. Thread-safe (by
 * its lock).
 */
public final class WholeTrace {

    /**
     * So many jobs fill two thirds of Node's buffer of trace events, at four events each: it has to
     * end by then.
     */
    public static final int JOBS_MAX = 20_000;

    private final TracingWindows tracing;
    private @Nullable TraceWindow window;
    private @Nullable String refused;
    private boolean open;

    private WholeTrace(TracingWindows tracing) {
        this.tracing = tracing;
    }

    /** Begins at once, in a process that does nothing just now. */
    public static WholeTrace begin(Inspector inspector, NodeProcess process, NanoClock clock) {
        WholeTrace trace =
                new WholeTrace(
                        new TracingWindows(
                                inspector,
                                TracingThread.CATEGORIES,
                                process.jobCount(),
                                false,
                                true,
                                clock));
        trace.open();
        return trace;
    }

    private synchronized void open() {
        try {
            tracing.open();
            open = true;
        } catch (InspectorException failure) {
            refused = failure.getMessage();
        }
    }

    /** Ends it, and waits until what it has recorded is here. Once more is no harm. */
    public synchronized void end() {
        if (!open) {
            return;
        }
        open = false;
        try {
            window = tracing.end();
        } catch (InspectorException failure) {
            refused = failure.getMessage();
        }
    }

    /** What was traced between two instants of it, once it has ended. */
    public synchronized Sighting.Traced within(long fromNanos, long toNanos) {
        return window == null
                ? new Sighting.Traced(List.of(), 0, refused == null ? "it did not end" : refused)
                : new Sighting.Traced(List.of(window.within(fromNanos, toNanos)), 0, null);
    }
}
