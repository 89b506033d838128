package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.CallbackCost;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One immediate for each operation, which ends when it runs: in the next check phase that begins
 * (rule I01), else it is a wrong result. Confined to the loop thread.
 */
final class ImmediatesWorkload implements Workload {

    /** What the loop does for one on the simulated machine: without it time would stand still. */
    private static final long IMMEDIATE_NANOS = 1_000;

    private final String kind;
    private final int immediates;
    private final CallbackCost cost;

    private @Nullable EventLoop loop;
    private Consumer<Runnable> queue = ImmediatesWorkload::unprepared;

    /** One of ours runs: what it starts has to wait for another iteration. */
    private boolean running;

    ImmediatesWorkload(String kind, int immediates, CallbackCost cost) {
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
