package dev.loopbench.reports.series;

import java.util.Locale;

/**
 * What a distribution of a report is of: a leg of an operation, or something of the loop's own.
 *
 * <p>Immutable. Names are words of lower-case letters and hyphens.
 */
public enum Leg {
    RESPONSE("response", Scope.OPERATION, "From the intended start of an operation to its end."),
    FROM_SEND("from-send", Scope.OPERATION, "From the actual start of an operation to its end."),
    START_DELAY(
            "start-delay",
            Scope.OPERATION,
            "From the intended to the actual start of an operation."),
    WAIT("wait", Scope.OPERATION, "From the queue of the pool to a worker."),
    WAIT_ESTIMATED(
            "wait-estimated",
            Scope.OPERATION,
            "An estimate: from the queue of the pool to a worker, where that was not seen."),
    SERVICE("service", Scope.OPERATION, "On the worker."),
    RETURN("return", Scope.OPERATION, "From the worker's end to the callback on the loop."),
    REQUEST(
            "request",
            Scope.SERVER,
            "From the moment the server read a request to the moment its answer was handed over."),
    BUSY(
            "busy",
            Scope.LOOP,
            "Busy periods of the loop: from one poll's exit to the next one's entry."),
    KERNEL_WAIT("kernel-wait", Scope.LOOP, "Time in the kernel's poll."),
    DISPATCH("dispatch", Scope.LOOP, "Time that running the callbacks of one poll took."),
    TIMER_LATENESS("timer-lateness", Scope.LOOP, "How late timers ran."),
    PHASE_RUN("phase-run", Scope.LOOP, "Time a phase took in each busy period it ran in.");

    /** What a distribution belongs to. */
    public enum Scope {
        /** A kind of operation. */
        OPERATION,
        SERVER,
        LOOP;

        /** As formats name it: {@code loop}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String key;
    private final Scope scope;
    private final String description;

    Leg(String key, Scope scope, String description) {
        this.key = key;
        this.scope = scope;
        this.description = description;
    }

    /** As formats name it: {@code kernel-wait}. */
    public String key() {
        return key;
    }

    /** What it belongs to. */
    public Scope scope() {
        return scope;
    }

    /** One sentence of ASCII. */
    public String description() {
        return description;
    }
}
