package dev.loopbench.reports.series;

/**
 * What a distribution of a report is of: a leg of an operation, or something of the loop's own.
 *
 * <p>Immutable. Names are words of lower-case letters and hyphens.
 */
public enum Leg {
    RESPONSE("response", true, "From the intended start of an operation to its end."),
    FROM_SEND("from-send", true, "From the actual start of an operation to its end."),
    START_DELAY("start-delay", true, "From the intended to the actual start of an operation."),
    WAIT("wait", true, "From the queue of the pool to a worker."),
    SERVICE("service", true, "On the worker."),
    RETURN("return", true, "From the worker's end to the callback on the loop."),
    BUSY("busy", false, "Busy periods of the loop: from one poll's exit to the next one's entry."),
    KERNEL_WAIT("kernel-wait", false, "Time in the kernel's poll."),
    DISPATCH("dispatch", false, "Time that running the callbacks of one poll took."),
    TIMER_LATENESS("timer-lateness", false, "How late timers ran."),
    PHASE_RUN("phase-run", false, "Time a phase took in each busy period it ran in.");

    private final String key;
    private final boolean ofOperation;
    private final String description;

    Leg(String key, boolean ofOperation, String description) {
        this.key = key;
        this.ofOperation = ofOperation;
        this.description = description;
    }

    /** As formats name it: {@code kernel-wait}. */
    public String key() {
        return key;
    }

    /** Whether it belongs to a kind of operation, else to the loop. */
    public boolean ofOperation() {
        return ofOperation;
    }

    /** One sentence of ASCII. */
    public String description() {
        return description;
    }
}
