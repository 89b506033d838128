package dev.loopbench.cli.command;

import dev.loopbench.probes.quantity.Numbers;

/** What to say where the memory was not enough. Stateless. */
public final class OutOfMemory {

    private OutOfMemory() {}

    /** Names which memory it was, as the JVM does: heap, direct buffers, threads. */
    public static String sentence(OutOfMemoryError full) {
        return "there is not enough memory for this run (%s; the heap may grow to %s): fewer or"
                        .formatted(
                                full.getMessage(), Numbers.bytes(Runtime.getRuntime().maxMemory()))
                + " smaller operations at once need less, LOOPBENCH_JAVA_OPTS=-Xmx... allows more";
    }
}
