package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.CallbackCost;
import dev.loopbench.loopcore.workload.cost.Costs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A storm of timers. Immutable. */
public final class TimersType implements WorkloadType {

    private static final Parameter TIMERS =
            Parameter.of("timers", Parameter.Kind.COUNT, "10000", "timers armed at a time");
    private static final Parameter DELAY =
            Parameter.of(
                    "delay",
                    Parameter.Kind.DURATION,
                    "10ms",
                    "least time until a timer fires, in whole milliseconds as timers count");
    private static final Parameter SPREAD =
            Parameter.of(
                    "spread",
                    Parameter.Kind.DURATION,
                    "10ms",
                    "a part of this, drawn evenly for each timer, is added to its delay");

    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Costs costs;

    /**
     * @param costs that a callback can have
     */
    public TimersType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public String summary() {
        return "a storm of timers: how late do they fire, and what do they cost";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(TIMERS, DELAY, SPREAD));
        parameters.addAll(costs.callbackParameters("each timer", Parameter.NO_TIME));
        return parameters;
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        Costs.keepMeant(values, shown);
        return shown;
    }

    /** Each timer that fires arms the next. */
    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(
                new LoadModel.Closed(
                        values.count(TIMERS.name()),
                        durationNanos == 0 ? DURATION_NANOS : durationNanos));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new Program(
                setup.name(),
                values.count(TIMERS.name()),
                values.durationNanos(DELAY.name()),
                values.durationNanos(SPREAD.name()),
                setup.seed(),
                costs.callback(values));
    }

    /**
     * One timer for each operation, which ends when it fires. Confined to the loop thread.
     *
     * <p>A timer that fires early or again is a wrong result. The loop counts whole milliseconds,
     * truncated: it arms a timer in the millisecond that has begun and fires it as soon as the last
     * one of its delay has, so that less than one millisecond may be missing (rule T11).
     */
    static final class Program implements Workload {

        private static final long MILLI_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

        /** Beyond it a timer fires after 1 ms (rule T12). */
        private static final long DELAY_MAX_NANOS = Integer.MAX_VALUE * MILLI_NANOS;

        /** {@link EventLoop#setTimeout}. */
        @FunctionalInterface
        interface Timers {

            Timeout arm(Runnable callback, double delayMillis);
        }

        private final String kind;
        private final int timers;
        private final long delayNanos;
        private final long spreadNanos;
        private final SplittableRandom random;
        private final CallbackCost cost;

        private @Nullable EventLoop loop;
        private Timers source = Program::unprepared;
        private @Nullable Armed armed;
        private @Nullable String firedAgain;

        Program(
                String kind,
                int timers,
                long delayNanos,
                long spreadNanos,
                long seed,
                CallbackCost cost) {
            this.kind = kind;
            this.timers = timers;
            this.delayNanos = delayNanos;
            this.spreadNanos = spreadNanos;
            this.cost = cost;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void prepare(EventLoop on) throws WrongResultException, WorkloadException {
            cost.prepare(on.clock());
            prepare(on, on::setTimeout);
        }

        void prepare(EventLoop on, Timers from) throws WorkloadException {
            if (delayNanos < MILLI_NANOS) {
                throw new WorkloadException(
                        "%s must be at least 1ms: timers count milliseconds", DELAY);
            }
            if (delayNanos > DELAY_MAX_NANOS || spreadNanos > DELAY_MAX_NANOS - delayNanos) {
                throw new WorkloadException(
                        "%s and %s must come to at most %sms", DELAY, SPREAD, Integer.MAX_VALUE);
            }
            loop = on;
            source = from;
        }

        @Override
        public void start(Operation operation) {
            long delayMillis = (delayNanos + random.nextLong(spreadNanos)) / MILLI_NANOS;
            Armed timer = new Armed(operation, delayMillis, nowNanos());
            timer.timeout = source.arm(timer, (double) delayMillis);
        }

        /**
         * As many as the load has by itself: one at a time would warm up nothing but the waiting.
         */
        @Override
        public int warmupConcurrency() {
            return timers;
        }

        /** An interrupted run leaves timers armed. */
        @Override
        public void close() {
            for (Armed timer = armed; timer != null; timer = timer.next) {
                if (timer.timeout != null) {
                    timer.timeout.clear();
                }
            }
            armed = null;
            cost.close();
        }

        private long nowNanos() {
            return Objects.requireNonNull(loop, "not prepared").clock().nanoTime();
        }

        private static Timeout unprepared(Runnable callback, double delayMillis) {
            throw new IllegalStateException("not prepared");
        }

        /** A timer and its place in the list of those that are armed. */
        private final class Armed implements Runnable {

            private final Operation operation;
            private final long delayMillis;
            private final long armedNanos;
            private @Nullable Timeout timeout;
            private @Nullable Armed previous;
            private @Nullable Armed next;
            private boolean fired;

            Armed(Operation operation, long delayMillis, long armedNanos) {
                this.operation = operation;
                this.delayMillis = delayMillis;
                this.armedNanos = armedNanos;
                next = armed;
                if (next != null) {
                    next.previous = this;
                }
                armed = this;
            }

            @Override
            public void run() {
                if (fired) {
                    // Its operation has ended: the next one to end tells.
                    firedAgain = "a timer of " + delayMillis + " ms fired more than once";
                    return;
                }
                fired = true;
                unlink();
                long elapsedNanos = nowNanos() - armedNanos;
                cost.pay();
                if (elapsedNanos <= (delayMillis - 1) * MILLI_NANOS) {
                    operation.wrong(
                            "a timer of "
                                    + delayMillis
                                    + " ms fired after "
                                    + elapsedNanos
                                    + " ns");
                } else if (firedAgain != null) {
                    operation.wrong(firedAgain);
                } else {
                    operation.succeeded();
                }
            }

            private void unlink() {
                if (previous != null) {
                    previous.next = next;
                } else {
                    armed = next;
                }
                if (next != null) {
                    next.previous = previous;
                }
            }
        }
    }
}
