package dev.loopbench.loopcore;

/** How long {@link EventLoop#run} goes on. Immutable. */
public enum RunMode {
    /** Until nothing is alive or the loop is stopped. */
    DEFAULT,
    /** One iteration, which may block. */
    ONCE,
    /** One iteration that does not block. */
    NOWAIT
}
