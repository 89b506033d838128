package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at, where it is not loopbench's own loop.
 *
 * @param processId of the process that was looked at; null where nobody tells
 * @param version of what it runs on: of Node
 * @param script what it runs
 * @param trace null where it was not looked at through a trace of its own
 * @param others what belongs to the program and was not looked at; null where nobody asked
 */
public record Subject(
        Kind kind,
        @Nullable Long processId,
        @Nullable String version,
        @Nullable String script,
        How how,
        @Nullable Trace trace,
        @Nullable Others others) {

    /** Whether a program of its own was looked at, and not a workload of this tool. */
    public boolean hasProgram() {
        return kind != Kind.LOOPBENCH && how != How.RUN;
    }

    /** What it is. */
    public enum Kind implements Worded {
        /** A loop of this tool. */
        LOOPBENCH("loopbench"),
        /** A process of Node.js. */
        NODE("node"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How it was looked at. */
    public enum How implements Worded {
        /** It ran a workload of this tool. */
        RUN("run"),
        /** It was started to be looked at. */
        LAUNCHED("launched"),
        /** It was running already. */
        ATTACHED("attached"),
        /** It had recorded itself. */
        TRACE("trace"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        How(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /**
     * The trace events that a report was made of.
     *
     * @param categories of which there were events
     * @param originNanos what the clock of the trace said at the start of the run
     * @param unpairedJobs jobs of the pool of which an event is missing: they are in no leg
     * @param ambiguousJobs jobs among so many of those that it cannot be told when which of them
     *     was started: they are in no leg either
     */
    public record Trace(
            List<String> categories, long originNanos, long unpairedJobs, long ambiguousJobs) {}

    /**
     * What else of the program there was beside the loop that was looked at.
     *
     * @param clusterWorkers process ids of all workers that were seen, of the primary of a cluster;
     *     null where it is not told, with a reason, and empty where there were none
     * @param workerThreads at most at once, each with a loop of its own, all with the same pool;
     *     null where it is not told, with a reason
     */
    public record Others(
            @Nullable List<Long> clusterWorkers,
            @Nullable String clusterWorkersReason,
            @Nullable Integer workerThreads,
            @Nullable String workerThreadsReason) {}
}
