package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.function.Consumer;

/** One pool job for each operation, which then ends as it is told. */
final class JobWorkload implements Workload {

    private final EventLoop loop;
    private final Consumer<Operation> end;

    JobWorkload(EventLoop loop, Consumer<Operation> end) {
        this.loop = loop;
        this.end = end;
    }

    @Override
    public String kind() {
        return "job";
    }

    @Override
    public void prepare(EventLoop loop) {}

    @Override
    public void start(Operation operation) {
        loop.submit(new PoolRequest<>(Lane.CPU, "job", () -> true, done -> end.accept(operation)));
    }

    @Override
    public void close() {}
}
