package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.List;
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
    private final String nestedKind;
    private final PoolJob<T> job;

    private @Nullable EventLoop loop;

    /**
     * @param job closed with the workload
     */
    public PoolJobWorkload(String kind, PoolJob<T> job) {
        this.kind = kind;
        this.nestedKind = kind + "-nested";
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
        PoolRequest<T> request =
                new PoolRequest<>(job.lane(), kind, job.next(), ended -> ended(ended, operation));
        List<PoolRequest<T>> awaited =
                job.awaited().stream()
                        .map(work -> new PoolRequest<>(job.lane(), nestedKind, work, null))
                        .toList();
        if (!awaited.isEmpty()) {
            request.thenAwait(awaited);
        }
        Objects.requireNonNull(loop, "not prepared").submit(request);
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
            case OK -> {
                for (PoolRequest<?> awaited : request.awaited()) {
                    if (awaited.outcome() != Outcome.OK) {
                        endAs(awaited, operation);
                        return;
                    }
                }
                Optional.ofNullable(job.wrong(Objects.requireNonNull(request.result())))
                        .ifPresentOrElse(operation::wrong, operation::succeeded);
            }
            case FAILED, CANCELLED -> endAs(request, operation);
        }
    }

    private static void endAs(PoolRequest<?> request, Operation operation) {
        switch (request.outcome()) {
            case OK -> operation.succeeded();
            case FAILED -> operation.failed(Objects.requireNonNull(request.failure()));
            case CANCELLED -> operation.cancelled();
        }
    }
}
