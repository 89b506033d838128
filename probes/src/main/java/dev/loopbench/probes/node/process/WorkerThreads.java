package dev.loopbench.probes.node.process;

import dev.loopbench.probes.host.Reading;
import java.util.List;
import java.util.Set;

/** Tells how many worker threads a process has by the names that Node gives threads. Stateless. */
final class WorkerThreads {

    /** As Node names one for which the program has no name of its own. */
    private static final String USUAL_NAME = "WorkerThread";

    /** A Node that names its threads has one of these. */
    private static final String SIGN = "SignalInspector";

    /** Those of others; a thread that nobody names has the name of the one that started it. */
    private static final Set<String> OF_NODE =
            Set.of(
                    "MainThread",
                    "node-MainThread",
                    "node",
                    "DelayedTaskSche",
                    "V8Worker",
                    "node-V8Worker",
                    "libuv-worker",
                    "InspectorIo",
                    "TraceWriter",
                    SIGN);

    private WorkerThreads() {}

    /**
     * @param names of all threads but the main one
     */
    static Reading<Integer> among(List<String> names) {
        if (!names.contains(SIGN)) {
            return Reading.missing("this Node does not name its threads");
        }
        if (names.stream().anyMatch(name -> !name.equals(USUAL_NAME) && !OF_NODE.contains(name))) {
            return Reading.missing("it has threads with names of their own, which may be any");
        }
        return Reading.of((int) names.stream().filter(USUAL_NAME::equals).count());
    }
}
