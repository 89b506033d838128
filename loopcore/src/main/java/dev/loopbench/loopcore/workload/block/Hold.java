package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.Optional;

/**
 * What holds the loop thread, again and again, each time about as long as it was made for. Confined
 * to the loop thread.
 *
 * <p>The names of its methods are what a stack sample of the stall shows. Work that computes also
 * {@link dev.loopbench.loopcore.clock.NanoClock#charge charges} the loop's clock, for where time is
 * simulated.
 */
public interface Hold extends AutoCloseable {

    /**
     * Makes what it needs and finds the size of work that lasts as long as asked: see {@link
     * Calibration}. Runs before the measured time.
     *
     * @throws WrongResultException if its work does not give a known result
     * @throws WorkloadException if the machine cannot do it
     */
    default void prepare() throws WrongResultException, WorkloadException {}

    void hold();

    /** The size that {@link #prepare} found, in words; empty where time itself is the measure. */
    default Optional<String> size() {
        return Optional.empty();
    }

    /** Removes what {@link #prepare} made; called once, also after a failed one. */
    @Override
    default void close() {}
}
