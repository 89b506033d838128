package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.cost.CallbackCost;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One chain of ticks for each operation, each of which queues the next: the loop goes on when the
 * last one has run (rule N01), else it is a wrong result. Confined to the loop thread.
 */
final class TicksWorkload implements Workload {

    private final String kind;
    private final int ticks;
    private final CallbackCost cost;

    private @Nullable EventLoop loop;
    private Consumer<Runnable> queue = TicksWorkload::unprepared;

    TicksWorkload(String kind, int ticks, CallbackCost cost) {
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
     * operation, as a tick must not: the next operation of a closed load would lengthen the chain
     * for ever, and not even an interrupt would reach the loop.
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
                        "the loop went on after " + ran + " of the " + ticks + " ticks of a chain");
            }
        }
    }
}
