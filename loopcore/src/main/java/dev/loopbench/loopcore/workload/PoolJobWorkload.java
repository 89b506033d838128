package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pool job for each operation, whose result is checked on the loop. Confined to the loop
 * thread; the jobs' work runs on the workers.
 *
 * @param <T> what a job's work returns
 */
public final class PoolJobWorkload<T> implements Workload {

    private final String kind;
    private final PoolJob<T> job;

    private @Nullable EventLoop loop;

    /**
     * @param job closed with the workload
     */
    public PoolJobWorkload(String kind, PoolJob<T> job) {
        this.kind = kind;
        this.job = job;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void prepare(EventLoop on) throws WrongResultException, WorkloadException {
        job.prepare(on);
        loop = on;
    }

    @Override
    public void start(Operation operation) {
        operation.holds(job.heldBytes());
        Objects.requireNonNull(loop, "not prepared")
                .submit(
                        new PoolRequest<>(
                                job.lane(),
                                kind,
                                job.next(),
                                request -> ended(request, operation)));
    }

    @Override
    public Map<String, String> settledParameters() {
        return job.settledParameters();
    }

    @Override
    public void close() {
        job.close();
    }

    private void ended(PoolRequest<T> request, Operation operation) {
        switch (request.outcome()) {
            case OK ->
                    Optional.ofNullable(job.wrong(Objects.requireNonNull(request.result())))
                            .ifPresentOrElse(operation::wrong, operation::succeeded);
            case FAILED -> operation.failed(Objects.requireNonNull(request.failure()));
            case CANCELLED -> operation.cancelled();
        }
    }
}
