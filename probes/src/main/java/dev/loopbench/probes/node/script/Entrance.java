package dev.loopbench.probes.node.script;

/** When the observer comes in. */
public enum Entrance {
    /**
     * Now: nothing of the process has run yet that could be interrupted. It stands still before its
     * first line, or loads the observer itself.
     */
    BEFORE_PROGRAM,

    /**
     * When the loop turns next. An inspector interrupts code anywhere, and hooks and timers must
     * not be touched while Node goes through them: that ends the process now and then.
     */
    WHILE_RUNNING
}
