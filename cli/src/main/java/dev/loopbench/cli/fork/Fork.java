package dev.loopbench.cli.fork;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A loopbench of its own process: the same program on the same JVM with the same JVM options.
 * Thread-safe (each stream has one reader).
 */
final class Fork implements AutoCloseable {

    private static final String PROGRAM = "dev.loopbench.cli.Main";

    private final Process process;
    private final BufferedReader out;
    private final Complaint complaint;

    private Fork(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.complaint = Complaint.of(process);
    }

    /**
     * @param jvmOptions beside those of this JVM
     */
    static Fork start(List<String> jvmOptions, List<String> arguments) throws IOException {
        return new Fork(new ProcessBuilder(words(jvmOptions, arguments)).start());
    }

    /** The command line of such a process. */
    static List<String> words(List<String> jvmOptions, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(jvmOptions);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
        words.addAll(arguments);
        return words;
    }

    /** The next line of its standard output; empty at the end. */
    String readLine() {
        try {
            String line = out.readLine();
            return line == null ? "" : line;
        } catch (IOException gone) {
            return "";
        }
    }

    /** Writes a line to its standard input; without effect once it has ended. */
    void writeLine(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException ended) {
            // Its exit code tells.
        }
    }

    /**
     * The report that makes up the rest of its standard output.
     *
     * @throws UnreadableReportException if it is none; {@link #complaint} may say why
     */
    Report readReport() throws UnreadableReportException {
        try (Reader rest = out) {
            return new JsonReportReader().read(rest);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** CPU time it has used so far; empty where the platform does not tell, and at its end. */
    OptionalLong cpuNanos() {
        return process.info().totalCpuDuration().stream().mapToLong(Duration::toNanos).findFirst();
    }

    /** Waits for the end. */
    int exitCode() {
        boolean interrupted = false;
        while (true) {
            try {
                int code = process.waitFor();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return code;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** What it wrote to standard error, without the name of the program; empty if nothing. */
    String complaint() {
        return complaint.text();
    }

    /** Asks it to end with what it has. */
    void interrupt() {
        process.toHandle().destroy(); // the process's own method would close its streams, too
    }

    /** Ends it if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
