package dev.loopbench.probes.session;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationCounts;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.latency.Percentile;
import dev.loopbench.probes.server.ServiceProbe;
import dev.loopbench.probes.session.SessionListener.AfterOperations;
import dev.loopbench.probes.session.SessionListener.AfterTime;
import dev.loopbench.probes.session.SessionListener.End;
import dev.loopbench.probes.session.SessionListener.Snapshot;
import dev.loopbench.probes.session.SessionListener.Stage;
import dev.loopbench.probes.session.SessionListener.Tally;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how far the session is, from counts the loop thread publishes anyway: measuring
 * never waits for it.
 *
 * <p>Single writer (the session's thread), read by a thread of its own four times a second. Without
 * a listener, and in simulation, there is no such thread, and nothing is written.
 */
final class Progress implements AutoCloseable {

    /** Seldom enough not to be seen on a machine of two cores. */
    private static final long PERIOD_MILLIS = 250;

    private static final long RATE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    /** Of a load that has no such end. */
    private static final long ENDLESS = Long.MAX_VALUE;

    private final SessionListener listener;
    private final SessionPlan plan;
    private final NanoClock clock;
    private final boolean watched;
    private final long operations;
    private final @Nullable ScheduledExecutorService reporter;

    private volatile Running running;
    private volatile @Nullable LatencyRecorder responses;

    Progress(SessionListener listener, SessionPlan plan) {
        this(
                listener,
                plan,
                new SystemNanoClock(),
                isWatched(listener, plan)
                        ? Executors.newSingleThreadScheduledExecutor(new SessionThreads("progress"))
                        : null);
    }

    /**
     * @param reporter has {@link #report} called now and then; null where somebody else does
     */
    Progress(
            SessionListener listener,
            SessionPlan plan,
            NanoClock clock,
            @Nullable ScheduledExecutorService reporter) {
        this.listener = listener;
        this.plan = plan;
        this.clock = clock;
        this.watched = isWatched(listener, plan);
        this.operations = operations(plan);
        this.reporter = reporter;
        this.running = Running.begin(Stage.PREPARING, watched ? clock.nanoTime() : 0);
        if (reporter != null) {
            // It ends with its executor; what it throws is the listener's fault and ends it early.
            Future<?> unused =
                    reporter.scheduleAtFixedRate(
                            this::report, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * What is running: one stage, in it loads one after the other, or a server. Immutable but for
     * the pace, which is the reporter's.
     *
     * @param sinceNanos when the stage began
     * @param loads those that run now
     * @param before what the earlier loads of the stage came to
     * @param repeat how many loads of the stage have come before these
     * @param repeatNanos when these began
     * @param scheduledNanos from then, when they start nothing any more
     * @param server in place of loads
     */
    private record Running(
            Stage stage,
            long sinceNanos,
            Pace pace,
            List<OperationCounts> loads,
            Tally before,
            int repeat,
            long repeatNanos,
            long scheduledNanos,
            @Nullable ServiceProbe server) {

        private static final Tally NOTHING = new Tally(0, 0, null, null);

        static Running begin(Stage stage, long nowNanos) {
            return new Running(
                    stage,
                    nowNanos,
                    new Pace(nowNanos),
                    List.of(),
                    NOTHING,
                    0,
                    nowNanos,
                    ENDLESS,
                    null);
        }

        Running next(List<OperationCounts> further, long nowNanos, long lastingNanos) {
            return new Running(
                    stage,
                    sinceNanos,
                    pace,
                    further,
                    new Tally(ended(), errors(), null, null),
                    loads.isEmpty() ? 0 : repeat + 1,
                    nowNanos,
                    lastingNanos,
                    null);
        }

        Running serving(ServiceProbe probe) {
            return new Running(
                    stage, sinceNanos, pace, List.of(), NOTHING, 0, sinceNanos, ENDLESS, probe);
        }

        /** Whether what has started by its time is all that is left to end. */
        boolean isDraining(long nowNanos) {
            return stage == Stage.MEASURING
                    && scheduledNanos != ENDLESS
                    && nowNanos - repeatNanos >= scheduledNanos;
        }

        long started() {
            return before.ended() + sum(OperationCounts::started);
        }

        long ended() {
            return before.ended() + sum(OperationCounts::ended);
        }

        long errors() {
            return before.errors()
                    + sum(counts -> counts.ended(OperationOutcome.FAILED))
                    + sum(counts -> counts.ended(OperationOutcome.WRONG));
        }

        private long sum(ToLongFunction<OperationCounts> count) {
            return loads.stream().mapToLong(count).sum();
        }
    }

    void enter(Stage next) {
        if (watched) {
            running = Running.begin(next, clock.nanoTime());
        }
    }

    /** Responses are recorded here while it is measured. */
    void follow(LatencyRecorder recorder) {
        responses = recorder;
    }

    /** A server is measured from now on. */
    void follow(ServiceProbe probe) {
        if (watched) {
            running = running.serving(probe);
        }
    }

    /** A further load of the same stage begins. */
    void follow(OperationCounts next) {
        follow(List.of(next), ENDLESS);
    }

    /**
     * Further loads of the same stage begin, together.
     *
     * @param scheduledNanos from now, when they start nothing any more
     */
    void follow(List<OperationCounts> next, long scheduledNanos) {
        if (watched) {
            running = running.next(next, clock.nanoTime(), scheduledNanos);
        }
    }

    private static boolean isWatched(SessionListener listener, SessionPlan plan) {
        return listener != SessionListener.NONE && plan.simulation() == null;
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

    @Override
    public void close() {
        if (reporter != null) {
            reporter.shutdownNow();
        }
    }

    /** Tells the listener. */
    void report() {
        Running now = running;
        long nowNanos = clock.nanoTime();
        if (now.server != null) {
            serving(now, nowNanos, now.server);
            return;
        }
        long ended = now.ended();
        now.pace.count(nowNanos, ended);
        boolean draining = operations < 0 && now.isDraining(nowNanos);
        listener.progress(
                new Snapshot(
                        draining ? Stage.DRAINING : now.stage,
                        nowNanos - now.sinceNanos,
                        draining ? drained(now, nowNanos, ended) : end(now, nowNanos),
                        new Tally(ended, now.errors(), now.pace.perSecond, p99Nanos(now.stage))));
    }

    private void serving(Running now, long nowNanos, ServiceProbe server) {
        ServiceProbe.Pulse pulse = server.pulse();
        now.pace.count(nowNanos, pulse.requests());
        listener.serving(
                new Snapshot(
                        now.stage,
                        nowNanos - now.sinceNanos,
                        end(now, nowNanos),
                        new Tally(
                                pulse.requests(),
                                pulse.serverErrors(),
                                now.pace.perSecond,
                                pulse.p99Nanos())),
                pulse);
    }

    private static End drained(Running now, long nowNanos, long ended) {
        long started = now.started();
        return new AfterOperations(started, now.pace.leftNanos(nowNanos, ended, started));
    }

    private @Nullable End end(Running now, long nowNanos) {
        return switch (now.stage) {
            case PREPARING, DRAINING -> null;
            case WARMING_UP -> {
                WarmupPlan warmup = plan.course().warmup();
                yield plan.work().served() != null || warmup.untilSteady()
                        ? null
                        : new AfterTime(nowNanos - now.sinceNanos, warmup.maxNanos());
            }
            case MEASURING ->
                    operations >= 0
                            ? new AfterOperations(operations, null)
                            : afterTime(now, nowNanos);
        };
    }

    private @Nullable End afterTime(Running now, long nowNanos) {
        long lastingNanos =
                plan.work().served() == null
                        ? now.scheduledNanos
                        : servedNanos(plan.work().served());
        if (lastingNanos == ENDLESS) {
            return null;
        }
        long passedNanos = Math.min(lastingNanos, nowNanos - now.repeatNanos);
        return new AfterTime(
                now.repeat * lastingNanos + passedNanos, plan.course().repeats() * lastingNanos);
    }

    private static long servedNanos(ServePlan served) {
        if (served.load() instanceof LoadModel.Closed closed) {
            return closed.durationNanos();
        }
        if (served.load() instanceof LoadModel.Open open) {
            return open.durationNanos();
        }
        return served.durationNanos() == 0 ? ENDLESS : served.durationNanos();
    }

    private @Nullable Long p99Nanos(Stage stage) {
        LatencyRecorder recorder = responses;
        return stage == Stage.MEASURING && recorder != null
                ? recorder.glance(Percentile.P99)
                : null;
    }

    /** How fast a stage goes. Confined to the reporter. */
    private static final class Pace {

        private long secondNanos;
        private long endedThen;
        private @Nullable Double perSecond;
        private long drainNanos;
        private long endedAtDrain = -1;

        Pace(long sinceNanos) {
            this.secondNanos = sinceNanos;
        }

        /** Of a second or so, to be read at ease. */
        void count(long nowNanos, long ended) {
            if (nowNanos - secondNanos >= RATE_NANOS) {
                double seconds = (double) (nowNanos - secondNanos) / TimeUnit.SECONDS.toNanos(1);
                perSecond = (ended - endedThen) / seconds;
                secondNanos = nowNanos;
                endedThen = ended;
            }
        }

        /** At the rate since the drain began; null where there is none. */
        @Nullable Long leftNanos(long nowNanos, long ended, long started) {
            if (endedAtDrain < 0) {
                endedAtDrain = ended;
                drainNanos = nowNanos;
            }
            long since = ended - endedAtDrain;
            return since == 0
                    ? null
                    : (Long) (long) ((double) (nowNanos - drainNanos) / since * (started - ended));
        }
    }
}
