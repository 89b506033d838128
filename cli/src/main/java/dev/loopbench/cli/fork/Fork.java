package dev.loopbench.cli.fork;

import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that is to print one report: any command, or this very loopbench once more. Thread-safe
 * (each stream has one reader).
 *
 * <p>Its report is had once: by {@link #report}, or by {@link #await} from one that may hang.
 */
public final class Fork implements AutoCloseable {

    private static final String PROGRAM = "dev.loopbench.cli.Main";

    /** How the launcher starts what does not measure by itself. */
    private static final List<String> SIMPLE_COMPILER =
            List.of("-XX:TieredStopAtLevel=1", "-Dloopbench.compilers=simple");

    /** In the environment of a process that is to end with the one that started it. */
    private static final String ENDS_WITH_PARENT = "LOOPBENCH_ENDS_WITH_PARENT";

    /** So long it may take to clean up behind itself. */
    private static final long END_NANOS_MAX = TimeUnit.SECONDS.toNanos(2);

    /**
     * What it came to.
     *
     * @param exitCode null if it did not end in time
     * @param report null if what it printed is none
     * @param fault why it is none; empty if it is one, or if the time was up
     * @param complaint what it wrote to standard error, without the name of the program
     */
    public record Ending(
            @Nullable Integer exitCode, @Nullable Report report, String fault, String complaint) {}

    /** What was read: a report, or why there is none. */
    private record Printed(@Nullable Report report, String fault) {}

    private final Process process;
    private final BufferedReader out;
    private final Complaint complaint;

    private Fork(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.complaint = Complaint.of(process);
    }

    /**
     * Starts any command. It has no standard input.
     *
     * @param environment on top of this process's own
     * @throws IOException if there is no such program
     */
    public static Fork start(List<String> words, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        builder.environment().remove(ENDS_WITH_PARENT);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Fork(process);
    }

    /**
     * Starts a loopbench that ends with this one, see {@link #endWithParent}.
     *
     * @param what it is to the user, for a message
     * @param jvmOptions beside those of this JVM
     * @param arguments that write the report to standard output
     * @throws WorkloadException if the system refuses
     */
    public static Fork loopbench(String what, List<String> jvmOptions, List<String> arguments)
            throws WorkloadException {
        try {
            ProcessBuilder builder = new ProcessBuilder(commandLine(jvmOptions, arguments));
            builder.environment().put(ENDS_WITH_PARENT, "1");
            return new Fork(builder.start());
        } catch (IOException refused) {
            throw new WorkloadException(what + " cannot be started: " + refused.getMessage());
        }
    }

    /**
     * The other end: of a process that {@link #loopbench} started, calls {@code abandoned} by a
     * thread of its own once the starter is gone, however it ended: then {@code in} ends. In
     * between it costs nothing.
     *
     * @param environment of this process
     */
    public static void endWithParent(
            Map<String, String> environment, InputStream in, Runnable abandoned) {
        if (environment.containsKey(ENDS_WITH_PARENT)) {
            listen(in, () -> {}, abandoned);
        }
    }

    /**
     * @param line called for each line that comes
     */
    static void listen(InputStream in, Runnable line, Runnable ended) {
        new Threads("parent").newThread(() -> readAll(in, line, ended)).start();
    }

    private static void readAll(InputStream in, Runnable line, Runnable ended) {
        try {
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read == '\n') {
                    line.run();
                }
            }
        } catch (IOException broken) {
            // As good as its end.
        }
        ended.run();
    }

    /** Runs the same program on the same JVM, with its options and these. */
    public static List<String> commandLine(List<String> jvmOptions, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(measuring(ManagementFactory.getRuntimeMXBean().getInputArguments()));
        words.addAll(jvmOptions);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
        words.addAll(arguments);
        return words;
    }

    /** The options of this JVM without what the launcher gave it as it does not measure. */
    static List<String> measuring(List<String> options) {
        int simple = Collections.indexOfSubList(options, SIMPLE_COMPILER);
        if (simple < 0) {
            return options;
        }
        List<String> both = new ArrayList<>(options);
        both.subList(simple, simple + SIMPLE_COMPILER.size()).clear();
        return both;
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

    /** CPU time it has used so far; empty where the platform does not tell, and at its end. */
    OptionalLong cpuNanos() {
        return process.info().totalCpuDuration().stream().mapToLong(Duration::toNanos).findFirst();
    }

    /**
     * Waits for the report that makes up the rest of its standard output, and for its end.
     *
     * @throws WrongResultException if a result in it was wrong
     * @throws WorkloadException if it gave no report
     */
    public Report report() throws WrongResultException, WorkloadException {
        Report report = read().report;
        int code = exitCode();
        if (code == ExitCode.WRONG_RESULT.number()) {
            throw new WrongResultException(complaint.text());
        }
        if (report == null) {
            String said = complaint.text();
            throw new WorkloadException(
                    said.isEmpty() ? "a process of it ended with exit code " + code : said);
        }
        return report;
    }

    /** Waits for its end and that of its output, and ends both when the time is up. */
    public Ending await(long timeoutNanos) {
        CompletableFuture<Printed> printed = new CompletableFuture<>();
        new Threads("fork-report").newThread(() -> read(printed)).start();
        if (!ProcessTree.inTime(timeoutNanos, CompletableFuture.allOf(printed, process.onExit()))) {
            end();
            return new Ending(null, null, "", complaint.text());
        }
        Printed all = printed.join();
        return new Ending(process.exitValue(), all.report, all.fault, complaint.text());
    }

    private void read(CompletableFuture<Printed> printed) {
        try {
            printed.complete(read());
        } finally {
            // A reader that fails must not leave the waiting side without an answer.
            printed.complete(new Printed(null, "its output could not be read"));
        }
    }

    private Printed read() {
        // Whoever prints more than any report is stopped by the closed stream.
        try (Reader rest = out) {
            return new Printed(new JsonReportReader().read(rest), "");
        } catch (UnreadableReportException none) {
            return new Printed(null, String.valueOf(none.getMessage()));
        } catch (IOException gone) {
            return new Printed(null, "its output broke off: " + gone.getMessage());
        }
    }

    private int exitCode() {
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

    /** Asks it to end with what it has. */
    public void interrupt() {
        process.toHandle().destroy(); // the process's own method would close its streams, too
    }

    /** Ends it and all it has started: asks first, then uses force. */
    public void end() {
        ProcessTree.end(process.toHandle(), END_NANOS_MAX);
    }

    /** Ends it by force if it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Makes the threads that listen to another process: daemons, named after it. Immutable. */
    record Threads(String role) implements ThreadFactory {

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "loopbench-" + role);
            thread.setDaemon(true);
            return thread;
        }
    }

    /** Reads what a process says on standard error, so that the stream never fills up. */
    private static final class Complaint implements Runnable {

        private static final String PREFIX = "loopbench: ";

        /** A sentence on what went wrong is shorter; the rest is read and dropped. */
        private static final int LENGTH_MAX = 2_000;

        /** A process of its own may hold the stream open when it has ended itself. */
        private static final long WAIT_MILLIS_MAX = 1_000;

        private static final int PIECE_LENGTH = 1_024;

        private final Reader err;
        private final StringBuilder text = new StringBuilder();
        private final CountDownLatch ended = new CountDownLatch(1);

        private Complaint(Reader err) {
            this.err = err;
        }

        /** Begins to read. */
        static Complaint of(Process process) {
            Complaint complaint = new Complaint(process.errorReader(StandardCharsets.UTF_8));
            new Threads("fork-errors").newThread(complaint).start();
            return complaint;
        }

        @Override
        public void run() {
            char[] piece = new char[PIECE_LENGTH];
            try (Reader reading = err) {
                for (int read = reading.read(piece); read >= 0; read = reading.read(piece)) {
                    keep(piece, read);
                }
            } catch (IOException gone) {
                // What has come by then is what there is.
            }
            ended.countDown();
        }

        /** Without the name of the program; empty if it said nothing. */
        String text() {
            try {
                ended.await(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (text) {
                String said = text.toString().strip();
                return said.startsWith(PREFIX) ? said.substring(PREFIX.length()) : said;
            }
        }

        private void keep(char[] piece, int length) {
            synchronized (text) {
                text.append(piece, 0, Math.min(length, LENGTH_MAX - text.length()));
            }
        }
    }
}
