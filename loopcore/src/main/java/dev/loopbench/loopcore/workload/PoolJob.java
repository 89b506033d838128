package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.pool.Lane;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What the pool jobs of a {@link PoolJobWorkload} do, and what has to come of them. Confined to the
 * loop thread, but for the work itself.
 *
 * @param <T> what a job's work returns
 */
public interface PoolJob<T> {

    Lane lane();

    /** As {@link Workload#prepare}. */
    void prepare(EventLoop loop) throws WrongResultException, WorkloadException;

    /**
     * The work of one operation, with the memory that is its own. It runs on a worker, at the same
     * time as that of others; what it throws is the operation's failure.
     */
    Callable<T> next();

    /** Memory that each operation holds from its submission to its callback. */
    default long heldBytes() {
        return 0;
    }

    /**
     * Work that the job waits for on its worker, once {@link #next} is done: it runs as jobs of
     * their own on the same pool. Asked after each {@code next}.
     */
    default List<Callable<T>> awaited() {
        return List.of();
    }

    /** What is wrong with a result: a sentence. Null if it is right. */
    @Nullable String wrong(T result);

    /** As {@link Workload#settledParameters}. */
    default Map<String, String> settledParameters() {
        return Map.of();
    }

    /** As {@link Workload#close}. */
    default void close() {}
}
