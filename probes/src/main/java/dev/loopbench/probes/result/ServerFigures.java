package dev.loopbench.probes.result;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What serving cost the server's process: the figures by which server models are compared.
 *
 * @param model how connections are served
 * @param threads the most platform threads of Java that lived at once
 * @param threadsEnded platform threads of Java that ended in the run
 * @param rssBytes memory in RAM at the end
 * @param rssPeakBytes the most since the process started, warm-up included
 * @param stackReservedBytes address space of all threads' stacks at the end, the JVM's own included
 * @param stackCommittedBytes what of it was in use
 * @param contextSwitches of the threads alive at the end
 * @param cpuNanos CPU time of all threads
 */
public record ServerFigures(
        String model,
        long threads,
        long threadsEnded,
        @Nullable Long rssBytes,
        @Nullable Long rssPeakBytes,
        @Nullable Long stackReservedBytes,
        @Nullable Long stackCommittedBytes,
        Host.@Nullable ContextSwitches contextSwitches,
        @Nullable Long cpuNanos,
        SortedMap<String, String> unavailable) {

    /** The model of a server on the measured loop. */
    public static final String LOOP = "loop";
}
