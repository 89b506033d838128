package dev.loopbench.reports;

import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.node.trace.NodeRecording;
import dev.loopbench.probes.node.trace.NodeReport;
import dev.loopbench.probes.node.trace.TraceEvent;
import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import dev.loopbench.probes.result.Report;
import java.util.List;

/** What a Node process might have recorded: much is not told, and nothing is claimed of it. */
final class SampleTraces {

    private static final long MAIN = 4_711;
    private static final long ORIGIN_MICROS = 2_254_220_318L;

    private SampleTraces() {}

    /** Five jobs on four threads, calls of fs, a lookup, and a timer that holds the loop. */
    static Report node() {
        NodeRecording recording = new NodeRecording(MAIN);
        recording.thread(MAIN, "JavaScriptMainThread");
        recording.version("24.1.0");
        recording.machine("linux", "x64");
        recording.script("login.js");
        for (int job = 1; job <= 5; job++) {
            async(recording, Category.POOL_WORK, Mark.SUBMITTED, "crypto", job, 100 + 4L * job);
        }
        for (int worker = 1; worker <= 4; worker++) {
            long ended = 98_000 + 611L * worker;
            worked(recording, worker, 150 + 7L * worker, ended);
            async(recording, Category.POOL_WORK, Mark.COMPLETED, "crypto", worker, ended + 42);
        }
        worked(recording, 1, 98_630, 150_400);
        async(recording, Category.POOL_WORK, Mark.COMPLETED, "crypto", 5, 180_300);
        async(recording, Category.FILE_SYSTEM, Mark.SUBMITTED, "open", 6, 181_100);
        async(recording, Category.FILE_SYSTEM, Mark.COMPLETED, "open", 6, 181_410);
        async(recording, Category.FILE_SYSTEM, Mark.SUBMITTED, "read", 7, 181_430);
        async(recording, Category.FILE_SYSTEM, Mark.COMPLETED, "read", 7, 190_870);
        async(recording, Category.LOOKUP, Mark.SUBMITTED, "lookup", 8, 181_500);
        async(recording, Category.LOOKUP, Mark.COMPLETED, "lookup", 8, 212_000);
        async(recording, Category.POOL_WORK, Mark.SUBMITTED, "zlib", 9, 212_040);
        for (long at : List.of(98_653L, 99_264L, 99_875L, 180_310L, 181_420L, 190_880L, 212_050L)) {
            whole(recording, Category.LOOP, "CheckImmediate", at + 60, 12);
        }
        whole(recording, Category.LOOP, "RunTimers", 110_000, 70_200);
        whole(recording, Category.ENGINE, "V8.GCScavenger", 120_000, 1_810);
        return NodeReport.of(List.of(recording), SampleParts.tool(), Wording.BARE);
    }

    private static void async(
            NodeRecording recording,
            Category category,
            Mark mark,
            String name,
            long id,
            long atMicros) {
        recording.add(new TraceEvent(category, mark, name, MAIN, id, nanos(atMicros), 0, 0));
    }

    private static void worked(NodeRecording recording, int worker, long from, long to) {
        long threadId = MAIN + 10 + worker;
        recording.add(
                new TraceEvent(
                        Category.POOL_WORK,
                        Mark.STARTED,
                        "crypto",
                        threadId,
                        0,
                        nanos(from),
                        0,
                        0));
        recording.add(
                new TraceEvent(
                        Category.POOL_WORK, Mark.FINISHED, "crypto", threadId, 0, nanos(to), 0, 0));
    }

    private static void whole(
            NodeRecording recording,
            Category category,
            String name,
            long atMicros,
            long durationMicros) {
        recording.add(
                new TraceEvent(
                        category,
                        Mark.WHOLE,
                        name,
                        MAIN,
                        0,
                        nanos(atMicros),
                        durationMicros * 1_000,
                        0));
    }

    private static long nanos(long atMicros) {
        return (ORIGIN_MICROS + atMicros) * 1_000;
    }
}
