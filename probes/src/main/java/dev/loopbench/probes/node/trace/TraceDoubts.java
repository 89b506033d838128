package dev.loopbench.probes.node.trace;

import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a trace does not tell, and what is wrong with one, each with what to try. Stateless. */
final class TraceDoubts {

    private TraceDoubts() {}

    /**
     * @param processes that the trace has events of
     */
    static List<Warning> of(Report report, NodeRecording recording, int processes) {
        List<Warning> warnings = new ArrayList<>();
        processes(recording, processes, warnings);
        missing(recording, warnings);
        cut(recording.whyCut(), warnings);
        unpaired(report.subject(), warnings);
        pool(report, warnings);
        return warnings;
    }

    private static void processes(NodeRecording recording, int processes, List<Warning> warnings) {
        if (processes > 1) {
            warnings.add(
                    new Warning(
                            Warning.Kind.TRACE_PROCESSES,
                            "The trace holds "
                                    + Numbers.count(processes)
                                    + " processes: this is the one that recorded most, "
                                    + recording.processId()
                                    + ".",
                            "With ${pid} in the pattern of its files' names Node writes one for"
                                    + " each process."));
        }
    }

    private static void missing(NodeRecording recording, List<Warning> warnings) {
        List<String> missing =
                Arrays.stream(Category.values())
                        .filter(category -> !recording.has(category))
                        .map(Category::word)
                        .toList();
        if (!missing.isEmpty()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.TRACE_CATEGORIES,
                            "The trace has no event of "
                                    + String.join(", ", missing)
                                    + ": nothing of it happened, or it was not recorded.",
                            recording.has(Category.FILE_SYSTEM) && recording.has(Category.LOOKUP)
                                    ? "Node records the categories that it is started with."
                                    : "Node records the categories that it is started with; calls"
                                            + " of fs or lookups that were not recorded may have"
                                            + " held threads of the pool."));
        }
    }

    private static void cut(NodeRecording.@Nullable Cut why, List<Warning> warnings) {
        if (why == NodeRecording.Cut.END_MISSING) {
            warnings.add(
                    new Warning(
                            Warning.Kind.TRACE_CUT,
                            "The trace ends in the middle: what came last is missing.",
                            "Node writes the end when it exits by itself, not when it is killed."));
        } else if (why == NodeRecording.Cut.FULL) {
            warnings.add(
                    new Warning(
                            Warning.Kind.TRACE_CUT,
                            "The trace has more than "
                                    + Numbers.count(NodeRecording.MAX_EVENTS)
                                    + " events of the pool: the others are left out.",
                            "Record for a shorter time."));
        }
    }

    private static void unpaired(@Nullable Subject subject, List<Warning> warnings) {
        Subject.Trace trace = subject == null ? null : subject.trace();
        if (trace != null && trace.ambiguousJobs() > 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.TRACE_AMBIGUOUS,
                            "So many events of the pool are missing that of "
                                    + Numbers.count(trace.ambiguousJobs(), "job")
                                    + " nobody can tell when which was started.",
                            "Their waits are in no figure. Node loses events while it writes them:"
                                    + " record fewer, or for a shorter time."));
        }
        if (trace != null && trace.unpairedJobs() > 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.TRACE_UNPAIRED,
                            "Events are missing of "
                                    + Numbers.count(trace.unpairedJobs(), "job")
                                    + " of the pool.",
                            "Their waits are in no figure."));
        }
    }

    private static void pool(Report report, List<Warning> warnings) {
        boolean unseen =
                report.operations().stream()
                        .anyMatch(
                                own ->
                                        OperationLog.UNSEEN.equals(
                                                own.legs().unavailable().get("wait")));
        if (unseen) {
            warnings.add(
                    new Warning(
                            Warning.Kind.POOL_UNSEEN,
                            "Calls of fs and lookups are in no figure of the pool.",
                            "A trace does not tell when a worker took one: their responses are"
                                    + " exact, and the pool was at least as busy as it says."));
        }
        boolean used = unseen || report.pool().counts().submitted() > 0;
        if (used && report.pool().utilizationShare() == null) {
            warnings.add(
                    new Warning(
                            Warning.Kind.POOL_SIZE,
                            "A trace does not tell how many threads the pool has: "
                                    + Numbers.count(report.pool().workers().size())
                                    + " were seen at work, and there may be more.",
                            "It is known once jobs wait for long while no call of fs and no lookup is"
                                    + " under way."));
        }
    }
}
