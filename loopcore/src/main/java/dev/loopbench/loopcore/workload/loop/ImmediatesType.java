package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Phase;
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

/** Immediates: nothing but the loop going round. Immutable. */
public final class ImmediatesType implements WorkloadType {

    private static final Parameter IMMEDIATES =
            Parameter.of(
                    "immediates",
                    Parameter.Kind.COUNT,
                    "100",
                    "immediates queued at a time, all of which run in one iteration");

    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Costs costs;

    /**
     * @param costs that a callback can have
     */
    public ImmediatesType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "immediates";
    }

    @Override
    public String summary() {
        return "setImmediate again and again: how fast the loop goes round when nothing waits";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(IMMEDIATES));
        parameters.addAll(costs.callbackParameters("each immediate", Parameter.NO_TIME));
        return parameters;
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        Costs.keepMeant(values, shown);
        return shown;
    }

    /** Each immediate that runs queues the next. */
    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(
                new LoadModel.Closed(
                        values.count(IMMEDIATES.name()),
                        durationNanos == 0 ? DURATION_NANOS : durationNanos));
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        return new Program(
                setup.name(),
                setup.values().count(IMMEDIATES.name()),
                costs.callback(setup.values()));
    }

    /**
     * One immediate for each operation, which ends when it runs: in the next check phase that
     * begins (rule I01), else it is a wrong result. Confined to the loop thread.
     */
    static final class Program implements Workload {

        /**
         * What the loop does for one on the simulated machine: without it time would stand still.
         */
        private static final long IMMEDIATE_NANOS = 1_000;

        private final String kind;
        private final int immediates;
        private final CallbackCost cost;

        private @Nullable EventLoop loop;
        private Consumer<Runnable> queue = Program::unprepared;

        /** One of ours runs: what it starts has to wait for another iteration. */
        private boolean running;

        Program(String kind, int immediates, CallbackCost cost) {
            this.kind = kind;
            this.immediates = immediates;
            this.cost = cost;
        }

        @Override
        public String kind() {
            return kind;
        }

        @Override
        public void prepare(EventLoop on) throws WrongResultException, WorkloadException {
            cost.prepare(on.clock());
            String label = cost.label("immediate");
            prepare(on, callback -> on.setImmediate(callback).label(label));
        }

        /**
         * @param into {@link EventLoop#setImmediate}
         */
        void prepare(EventLoop on, Consumer<Runnable> into) {
            loop = on;
            queue = into;
        }

        @Override
        public void start(Operation operation) {
            long queuedIteration = loop().iterations();
            // Before the check phase of an iteration its own one is the next to begin.
            long earliestIteration = running ? queuedIteration + 1 : queuedIteration;
            queue.accept(() -> run(operation, earliestIteration, queuedIteration + 1));
        }

        @Override
        public int warmupConcurrency() {
            return immediates;
        }

        @Override
        public void close() {
            // An immediate that is left is the loop's.
            cost.close();
        }

        private void run(Operation operation, long earliestIteration, long latestIteration) {
            EventLoop on = loop();
            on.clock().charge(IMMEDIATE_NANOS);
            cost.pay();
            running = true;
            try {
                if (on.phase().filter(phase -> phase == Phase.CHECK).isEmpty()) {
                    operation.wrong("an immediate ran outside of the check phase");
                } else if (on.iterations() < earliestIteration) {
                    operation.wrong("an immediate queued by another ran in the same iteration");
                } else if (on.iterations() > latestIteration) {
                    operation.wrong(
                            "an immediate of iteration %s ran only in iteration %s"
                                    .formatted(latestIteration - 1, on.iterations()));
                } else {
                    operation.succeeded();
                }
            } finally {
                running = false;
            }
        }

        private EventLoop loop() {
            return Objects.requireNonNull(loop, "not prepared");
        }

        private static void unprepared(Runnable callback) {
            throw new IllegalStateException("not prepared");
        }
    }
}
