package dev.loopbench.probes.session;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A workload whose operations do what a test says, without a pool. */
final class FakeWorkload implements Workload {

    Consumer<Operation> onStart = Operation::succeeded;
    Map<String, String> settled = Map.of();
    @Nullable WorkloadException prepareFailure;
    boolean closed;

    private final String kind;
    private @Nullable EventLoop loop;

    FakeWorkload(String kind) {
        this.kind = kind;
    }

    /** An operation that ends well, a while later. */
    void succeedLater(Operation operation) {
        if (loop != null) {
            loop.setTimeout(operation::succeeded, 1);
        }
    }

    /** On the loop it was prepared on. */
    void later(double millis, Runnable callback) {
        if (loop != null) {
            loop.setTimeout(callback, millis).unref();
        }
    }

    /** Of the loop it was prepared on. */
    long nanoTime() {
        return loop == null ? 0 : loop.clock().nanoTime();
    }

    WorkloadType type() {
        FakeWorkload self = this;
        return new WorkloadType() {
            @Override
            public String name() {
                return kind;
            }

            @Override
            public String summary() {
                return "does as it is told";
            }

            @Override
            public List<Parameter> parameters() {
                return List.of();
            }

            @Override
            public Workload create(WorkloadSetup setup) {
                return self;
            }
        };
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void prepare(EventLoop loop) throws WorkloadException {
        if (prepareFailure != null) {
            throw prepareFailure;
        }
        this.loop = loop;
    }

    /**
     * The operation takes a microsecond of the loop's time: virtual time stands still by itself.
     */
    @Override
    public void start(Operation operation) {
        if (loop != null) {
            loop.clock().charge(1_000);
        }
        onStart.accept(operation);
    }

    @Override
    public Map<String, String> settledParameters() {
        return settled;
    }

    @Override
    public void close() {
        closed = true;
    }
}
