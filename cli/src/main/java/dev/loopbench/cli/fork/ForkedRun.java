package dev.loopbench.cli.fork;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.util.List;

/** A whole run in a process of its own. Thread-safe. */
public final class ForkedRun implements AutoCloseable {

    private final Fork fork;

    private ForkedRun(Fork fork) {
        this.fork = fork;
    }

    /**
     * @param jvmOptions beside those of this JVM
     * @param arguments that write the report to standard output
     */
    public static ForkedRun start(List<String> jvmOptions, List<String> arguments)
            throws WorkloadException {
        try {
            return new ForkedRun(Fork.start(jvmOptions, arguments));
        } catch (IOException refused) {
            throw new WorkloadException(
                    "a further process cannot be started: " + refused.getMessage());
        }
    }

    /**
     * Waits for what it has measured.
     *
     * @throws WrongResultException if a result in it was wrong
     * @throws WorkloadException if it gave no report
     */
    public Report report() throws WrongResultException, WorkloadException {
        return reportOf(fork);
    }

    /** What is left of its output is a report. */
    static Report reportOf(Fork fork) throws WrongResultException, WorkloadException {
        Report report = null;
        try {
            report = fork.readReport();
        } catch (UnreadableReportException none) {
            // Told below, by what the process said.
        }
        int code = fork.exitCode();
        if (code == ExitCode.WRONG_RESULT.number()) {
            throw new WrongResultException(fork.complaint());
        }
        if (report == null) {
            String complaint = fork.complaint();
            throw new WorkloadException(
                    complaint.isEmpty()
                            ? "a process of it ended with exit code " + code
                            : complaint);
        }
        return report;
    }

    /** Asks it to report what it has. */
    public void interrupt() {
        fork.interrupt();
    }

    @Override
    public void close() {
        fork.close();
    }
}
