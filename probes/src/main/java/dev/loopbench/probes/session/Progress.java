package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationCounts;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how far the session is, from counts the loop thread publishes anyway: measuring
 * never waits for it.
 *
 * <p>Single writer (the session's thread), read by a thread of its own four times a second. Without
 * a listener, and in simulation, there is no such thread.
 */
final class Progress implements AutoCloseable {

    /** Seldom enough not to be seen on a machine of two cores. */
    private static final long PERIOD_MILLIS = 250;

    private final SessionListener listener;
    private final long total;
    private final @Nullable ScheduledExecutorService reporter;

    private volatile SessionListener.Stage stage = SessionListener.Stage.PREPARING;
    private volatile @Nullable OperationCounts counts;
    private final AtomicLong doneBefore = new AtomicLong();

    Progress(SessionListener listener, SessionPlan plan) {
        this.listener = listener;
        this.total =
                plan.source().load() instanceof LoadModel.Burst burst
                        ? (long) burst.jobs() * plan.repeats()
                        : -1;
        if (listener == SessionListener.NONE || plan.simulated()) {
            reporter = null;
        } else {
            reporter = Executors.newSingleThreadScheduledExecutor(new SessionThreads("progress"));
            // It ends with its executor; what it throws is the listener's fault and ends it early.
            Future<?> unused =
                    reporter.scheduleAtFixedRate(
                            this::report, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void enter(SessionListener.Stage next) {
        counts = null;
        doneBefore.setRelease(0);
        stage = next;
    }

    /** A further load of the same stage begins. */
    void follow(OperationCounts next) {
        OperationCounts before = counts;
        if (before != null) {
            doneBefore.setRelease(doneBefore.getPlain() + before.ended());
        }
        counts = next;
    }

    @Override
    public void close() {
        if (reporter != null) {
            reporter.shutdownNow();
        }
    }

    private void report() {
        OperationCounts present = counts;
        long done = doneBefore.getAcquire() + (present == null ? 0 : present.ended());
        boolean measuring = stage == SessionListener.Stage.MEASURING;
        listener.progress(stage, done, measuring ? total : -1);
    }
}
