package dev.loopbench.cli.fork;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Any command that is to print one report, with all the processes it starts. Thread-safe (each
 * stream has one reader). It has no standard input.
 */
public final class ForkedCommand {

    /** So long it may take to clean up behind itself, and the system to end it by force. */
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
    private final Complaint complaint;
    private final CompletableFuture<Printed> printed = new CompletableFuture<>();

    private ForkedCommand(Process process) {
        this.process = process;
        this.complaint = Complaint.of(process);
        new ForkThreads("fork-report").newThread(this::read).start();
    }

    /**
     * @param environment on top of this process's own
     * @throws IOException if there is no such program
     */
    public static ForkedCommand start(List<String> words, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ForkedCommand(process);
    }

    /** The command line that runs this very loopbench, on this JVM with its options. */
    public static List<String> loopbench(List<String> arguments) {
        return Fork.words(List.of(), arguments);
    }

    /** Waits for the end of the process and of its output, and ends both when the time is up. */
    public Ending await(long timeoutNanos) {
        boolean ended = inTime(timeoutNanos, CompletableFuture.allOf(printed, process.onExit()));
        if (!ended) {
            end();
            return new Ending(null, null, "", complaint.text());
        }
        Printed all = printed.join();
        return new Ending(process.exitValue(), all.report, all.fault, complaint.text());
    }

    /** Ends it and all it has started: asks first, then uses force. */
    public void end() {
        List<ProcessHandle> tree = withDescendants(Stream.of(process.toHandle()));
        tree.forEach(ProcessHandle::destroy);
        if (!haveEnded(tree)) {
            List<ProcessHandle> left =
                    withDescendants(tree.stream().filter(ProcessHandle::isAlive));
            left.forEach(ProcessHandle::destroyForcibly);
            haveEnded(left);
        }
    }

    private static List<ProcessHandle> withDescendants(Stream<ProcessHandle> roots) {
        List<ProcessHandle> tree = new ArrayList<>();
        roots.forEach(
                root -> {
                    tree.add(root);
                    root.descendants().forEach(tree::add);
                });
        return tree;
    }

    private static boolean haveEnded(List<ProcessHandle> tree) {
        CompletableFuture<?>[] ends =
                tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        return inTime(END_NANOS_MAX, CompletableFuture.allOf(ends));
    }

    private static boolean inTime(long nanos, CompletableFuture<?> event) {
        try {
            event.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void read() {
        // Whoever prints more than any report is stopped by the closed stream.
        try (Reader out = process.inputReader(StandardCharsets.UTF_8)) {
            printed.complete(new Printed(new JsonReportReader().read(out), ""));
        } catch (UnreadableReportException none) {
            printed.complete(new Printed(null, String.valueOf(none.getMessage())));
        } catch (IOException gone) {
            printed.complete(new Printed(null, "its output broke off: " + gone.getMessage()));
        } finally {
            // A reader that fails must not leave the waiting side without an answer.
            printed.complete(new Printed(null, "its output could not be read"));
        }
    }
}
