package dev.loopbench.probes.session;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationCounts;
import dev.loopbench.probes.server.ServiceProbe;
import java.util.List;
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

    private static final long RATE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    private final SessionListener listener;
    private final long total;
    private final @Nullable ScheduledExecutorService reporter;

    private volatile SessionListener.Stage stage = SessionListener.Stage.PREPARING;
    private volatile List<OperationCounts> counts = List.of();
    private final AtomicLong doneBefore = new AtomicLong();
    private volatile @Nullable Schedule schedule;
    private volatile @Nullable Service service;

    Progress(SessionListener listener, SessionPlan plan) {
        this.listener = listener;
        this.total = operations(plan);
        if (listener == SessionListener.NONE || plan.simulation() != null) {
            reporter = null;
        } else {
            reporter = Executors.newSingleThreadScheduledExecutor(new SessionThreads("progress"));
            // It ends with its executor; what it throws is the listener's fault and ends it early.
            Future<?> unused =
                    reporter.scheduleAtFixedRate(
                            this::report, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A server as it is seen from the reporting thread, to which all but the probe belongs. */
    private static final class Service {

        private final ServiceProbe probe;
        private final NanoClock clock;
        private long sinceNanos;
        private long requestsThen;
        private @Nullable Double perSecond;
        private @Nullable Long p99Nanos;

        Service(ServiceProbe probe, NanoClock clock) {
            this.probe = probe;
            this.clock = clock;
            sinceNanos = clock.nanoTime();
        }

        /** Counts are fresh each time, rate and p99 of a second or so, to be read at ease. */
        void report(SessionListener listener) {
            long nowNanos = clock.nanoTime();
            boolean secondOver = nowNanos - sinceNanos >= RATE_NANOS;
            ServiceProbe.Pulse pulse = secondOver ? probe.pulse() : probe.counts();
            if (secondOver) {
                double seconds = (double) (nowNanos - sinceNanos) / TimeUnit.SECONDS.toNanos(1);
                perSecond = (pulse.requests() - requestsThen) / seconds;
                p99Nanos = pulse.p99Nanos();
                sinceNanos = nowNanos;
                requestsThen = pulse.requests();
            }
            listener.serving(pulse.withP99(p99Nanos), perSecond);
        }
    }

    void enter(SessionListener.Stage next) {
        service = null;
        counts = List.of();
        schedule = null;
        doneBefore.setRelease(0);
        stage = next;
    }

    /** A server is measured from now on. */
    void follow(ServiceProbe probe, NanoClock clock) {
        if (reporter != null) {
            probe.watch();
            service = new Service(probe, clock);
        }
    }

    /** A further load of the same stage begins. */
    void follow(OperationCounts next) {
        follow(List.of(next));
    }

    /**
     * Further loads of the same stage begin, together.
     *
     * @param scheduledNanos from now, when they start nothing any more
     */
    void follow(List<OperationCounts> next, NanoClock clock, long scheduledNanos) {
        follow(next);
        if (reporter != null) {
            schedule = new Schedule(clock, clock.nanoTime(), scheduledNanos);
        }
    }

    private void follow(List<OperationCounts> next) {
        doneBefore.setRelease(doneBefore.getPlain() + ended(counts));
        counts = next;
    }

    /** -1 where a load has no such number. */
    private static long operations(SessionPlan plan) {
        if (plan.work().served() != null) {
            return plan.load() instanceof LoadModel.Burst burst ? burst.jobs() : -1;
        }
        long sum = 0;
        for (WorkPlan work : plan.work().works()) {
            if (!(work.load() instanceof LoadModel.Burst burst)) {
                return -1;
            }
            sum += (long) burst.jobs() * plan.course().repeats();
        }
        return sum;
    }

    private static long ended(List<OperationCounts> counts) {
        return counts.stream().mapToLong(OperationCounts::ended).sum();
    }

    @Override
    public void close() {
        if (reporter != null) {
            reporter.shutdownNow();
        }
    }

    private void report() {
        Service served = service;
        if (served != null) {
            served.report(listener);
            return;
        }
        long done = doneBefore.getAcquire() + ended(counts);
        boolean measuring = stage == SessionListener.Stage.MEASURING;
        Schedule own = schedule;
        if (measuring && total < 0 && own != null && own.isOver()) {
            long started = doneBefore.getAcquire() + started(counts);
            listener.progress(
                    SessionListener.Stage.DRAINING, done, started, own.leftNanos(done, started));
        } else {
            listener.progress(stage, done, measuring ? total : -1, -1);
        }
    }

    private static long started(List<OperationCounts> counts) {
        return counts.stream().mapToLong(OperationCounts::started).sum();
    }

    /** When loads start nothing any more, and how fast the rest has ended since. */
    private static final class Schedule {

        private final NanoClock clock;
        private final long beginNanos;
        private final long scheduledNanos;

        // The reporter's own.
        private long drainNanos;
        private long doneAtDrain = -1;

        Schedule(NanoClock clock, long beginNanos, long scheduledNanos) {
            this.clock = clock;
            this.beginNanos = beginNanos;
            this.scheduledNanos = scheduledNanos;
        }

        boolean isOver() {
            return clock.nanoTime() - beginNanos >= scheduledNanos;
        }

        /** At the rate since the drain began; -1 where there is none. */
        long leftNanos(long done, long started) {
            long nowNanos = clock.nanoTime();
            if (doneAtDrain < 0) {
                doneAtDrain = done;
                drainNanos = nowNanos;
            }
            long ended = done - doneAtDrain;
            return ended == 0
                    ? -1
                    : (long) ((double) (nowNanos - drainNanos) / ended * (started - done));
        }
    }
}
