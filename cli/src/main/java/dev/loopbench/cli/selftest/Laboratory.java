package dev.loopbench.cli.selftest;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;

/** Where faults are made. Thread-safe: {@link #interrupt} comes from another thread. */
public interface Laboratory {

    /** Runs the fault once, from a fresh start. */
    Report run(Fault fault) throws WorkloadException, WrongResultException;

    /** The run in progress, if any, ends soon. */
    void interrupt();
}
