package dev.loopbench.cli.fork;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs of one command line with something different in each, one after the other, each in a process
 * of its own. Confined to the main thread, but for {@link #interrupt}.
 */
public final class ForkedRuns {

    /** What each run has of its own in any case. */
    private static final List<String> OUTPUT_OPTIONS = List.of("--json", "--out", "-o", "--color");

    private final List<String> words;
    private final List<String> jvmOptions;
    private final AtomicReference<@Nullable Fork> present = new AtomicReference<>();
    private volatile boolean interrupted;

    /**
     * @param words of the command line: those of all runs, but for the outputs and what differs
     * @param different options that each run has of its own
     * @param jvmOptions beside those of this JVM
     */
    public ForkedRuns(List<String> words, List<String> different, List<String> jvmOptions) {
        List<String> others = new ArrayList<>(OUTPUT_OPTIONS);
        others.addAll(different);
        this.words = without(words, others);
        this.jvmOptions = List.copyOf(jvmOptions);
    }

    /**
     * Waits for one run.
     *
     * @param own what is different in it
     */
    public Report run(List<String> own) throws WorkloadException, WrongResultException {
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(own);
        arguments.addAll(List.of("--json", "-", "--quiet"));
        try (Fork run = Fork.loopbench("a further process", jvmOptions, arguments)) {
            present.set(run);
            return run.report();
        } finally {
            present.set(null);
        }
    }

    /** The present run ends with what it has. Any thread. */
    public void interrupt() {
        interrupted = true;
        Fork run = present.get();
        if (run != null) {
            run.interrupt();
        }
    }

    /** Whether no further run is wanted. */
    public boolean isInterrupted() {
        return interrupted;
    }

    /**
     * {@code words} without these options and their values, given as {@code --name value}, {@code
     * --name=value} or, with a short name, {@code -nvalue}.
     */
    private static List<String> without(List<String> words, List<String> options) {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (options.contains(word)) {
                i++;
            } else if (options.stream().noneMatch(option -> isAttached(word, option))) {
                left.add(word);
            }
        }
        return left;
    }

    private static boolean isAttached(String word, String option) {
        return word.startsWith(option.startsWith("--") ? option + "=" : option);
    }
}
