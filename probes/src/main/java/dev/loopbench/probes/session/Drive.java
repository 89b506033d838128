package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Config;

/**
 * What brings work to the measured loop, and runs the loop for it. Confined to the loop thread; the
 * methods are called in their order here, {@link #interrupt} in a callback of the loop.
 */
interface Drive extends AutoCloseable {

    void prepare() throws WrongResultException, WorkloadException;

    /** Runs unmeasured work. */
    Config.Warmup warmUp(WarmupPlan plan) throws WrongResultException, WorkloadException;

    /** The measured time begins with {@code nowNanos}. */
    void opened(long nowNanos);

    /** Runs the measured work. */
    void measure() throws WrongResultException, WorkloadException;

    /** The measured time has ended with {@code nowNanos}. */
    void closed(long nowNanos);

    /** The run ends soon: no new work. */
    void interrupt();

    /** Whether all that it started has ended, the warm-up's work too. After {@link #measure}. */
    boolean hasEnded();

    /** What it has to say beside what the probes saw; may wait for another process. */
    DriveOutcome outcome() throws WrongResultException, WorkloadException;

    /** Closes its handles; the loop runs once more for them. Not after an interrupt. */
    void release();

    /** Removes what {@link #prepare} made. */
    @Override
    void close();
}
