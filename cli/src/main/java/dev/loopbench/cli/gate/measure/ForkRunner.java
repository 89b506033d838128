package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.result.Report;

/** Port: fresh forks of either side, one at a time. */
public interface ForkRunner {

    /**
     * Runs one fork to its end.
     *
     * @throws ForkFailure if it gave no report to be trusted
     */
    Report run(Side side) throws ForkFailure;

    /** Thread-safe: ends the fork that runs, and what it has started. */
    void interrupt();
}
