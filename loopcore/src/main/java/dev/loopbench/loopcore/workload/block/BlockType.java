package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;

/** A way to hold the loop thread that can be chosen by name. Immutable. */
public interface BlockType {

    /** The name on the command line and in reports. */
    String name();

    /** One line that says what it does, without a full stop. */
    String summary();

    /**
     * @param clock of the loop
     * @param forNanos how long each hold is to last
     */
    Hold create(NanoClock clock, long forNanos);
}
