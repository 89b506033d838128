package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
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
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Chains of ticks that starve the loop. Immutable. */
public final class TicksType implements WorkloadType {

    private static final Parameter TICKS =
            Parameter.of("ticks", Parameter.Kind.COUNT, "1000", "ticks of each chain");

    private static final double CHAINS_PER_SECOND = 5;
    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Costs costs;

    /**
     * @param costs that a callback can have
     */
    public TicksType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "ticks";
    }

    @Override
    public String summary() {
        return "chains of process.nextTick: each tick is short, yet the loop starves until the end";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(TICKS));
        parameters.addAll(costs.callbackParameters("each tick", "100us"));
        return parameters;
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        Costs.keepMeant(values, shown);
        return shown;
    }

    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(
                new LoadModel.Open(
                        CHAINS_PER_SECOND,
                        durationNanos == 0 ? DURATION_NANOS : durationNanos,
                        LoadModel.Arrivals.CONSTANT));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new Program(setup.name(), values.count(TICKS.name()), costs.callback(values));
    }

    /**
     * One chain of ticks for each operation, each of which queues the next: the loop goes on when
     * the last one has run (rule N01), else it is a wrong result. Confined to the loop thread.
     */
    static final class Program implements Workload {

        private final String kind;
        private final int ticks;
        private final CallbackCost cost;

        private @Nullable EventLoop loop;
        private Consumer<Runnable> queue = Program::unprepared;

        Program(String kind, int ticks, CallbackCost cost) {
            this.kind = kind;
            this.ticks = ticks;
            this.cost = cost;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void prepare(EventLoop on) throws WrongResultException, WorkloadException {
            cost.prepare(on.clock());
            prepare(on, on::nextTick);
        }

        /**
         * @param into {@link EventLoop#nextTick}
         */
        void prepare(EventLoop on, Consumer<Runnable> into) {
            loop = on;
            queue = into;
        }

        /**
         * The immediate is queued before the first tick and runs after the last. It also ends the
         * operation, as a tick must not: the next operation of a closed load would lengthen the
         * chain for ever, and not even an interrupt would reach the loop.
         */
        @Override
        public void start(Operation operation) {
            EventLoop on = Objects.requireNonNull(loop, "not prepared");
            Chain chain = new Chain();
            on.setImmediate(() -> chain.end(operation));
            queue.accept(chain);
        }

        @Override
        public void close() {
            // What is queued is the loop's.
            cost.close();
        }

        private static void unprepared(Runnable callback) {
            throw new IllegalStateException("not prepared");
        }

        private final class Chain implements Runnable {

            private int ran;

            /** One tick. */
            @Override
            public void run() {
                cost.pay();
                ran++;
                if (ran < ticks) {
                    queue.accept(this);
                }
            }

            private void end(Operation operation) {
                if (ran == ticks) {
                    operation.succeeded();
                } else {
                    operation.wrong(
                            "the loop went on after "
                                    + ran
                                    + " of the "
                                    + ticks
                                    + " ticks of a chain");
                }
            }
        }
    }
}
