package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import java.util.Map;
import java.util.Optional;

/**
 * A program that is run on the loop, one operation at a time; when operations start is its load's
 * business. Confined to the loop thread, but for the work it submits to the pool.
 *
 * <p>On the simulated machine its work really runs and takes no time but what it says: work that
 * computes calls {@link dev.loopbench.loopcore.clock.NanoClock#charge} of the loop's clock with
 * what it costs, on a worker as on the loop thread.
 */
public interface Workload extends AutoCloseable {

    /** Names the operation and its pool jobs in reports: {@link WorkloadSetup#name}. */
    String kind();

    /**
     * Checks the operation against a known result and makes what it needs. Runs before the first
     * operation, outside the measured time; may run the loop to do it.
     *
     * @throws WrongResultException if the known result does not come out
     * @throws WorkloadException if something the user named cannot be used
     */
    void prepare(EventLoop loop) throws WrongResultException, WorkloadException;

    /**
     * Called before {@link #prepare}: told of what it does beside the operations it is asked for,
     * such as connects, under kinds of their own.
     */
    default void observe(OperationObserver observer) {}

    /** Starts one operation, which ends by one call on {@code operation}. */
    void start(Operation operation);

    /**
     * By parameter name, in the units of the command line, what {@link #prepare} settled in place
     * of a default or beyond the user's word: a report shows these instead.
     */
    default Map<String, String> settledParameters() {
        return Map.of();
    }

    /** How many operations at a time bring it to its usual speed before the measured time. */
    default int warmupConcurrency() {
        return 1;
    }

    /**
     * The measured time begins: what it counts itself counts from zero. No operation is under way.
     */
    default void measured() {}

    /**
     * All operations of a load have ended: what it does beside them ends, too, until {@link #start}
     * is called again.
     */
    default void loadOver() {}

    /** What was first wrong with a result of what it does beside the operations it is asked for. */
    default Optional<Sentence> wrong() {
        return Optional.empty();
    }

    /** What became of its connections in the measured time; empty if it has none. */
    default Optional<ConnectionFigures> connections() {
        return Optional.empty();
    }

    /**
     * Closes its handles; the loop then runs until they are gone. Called once, on the loop thread
     * outside of a run, with no operation under way, unless the run was interrupted.
     */
    default void release() {}

    /**
     * Removes what {@link #prepare} made: files, threads, sockets. Called once, also after an
     * interrupted run, when operations may be under way still, or after a failed {@link #prepare}.
     */
    @Override
    void close();
}
