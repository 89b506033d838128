package dev.loopbench.cli.selftest;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import java.util.List;

/** Where runs are made. Thread-safe: {@link #interrupt} comes from another thread. */
public interface Laboratory {

    /**
     * Runs a command line once, from a fresh start.
     *
     * @param command without the name of the program: {@code run ...}
     * @param rival what another process runs meanwhile; empty for nothing
     */
    Report run(List<String> command, List<String> rival)
            throws WorkloadException, WrongResultException;

    /** The run in progress, if any, ends soon. */
    void interrupt();
}
