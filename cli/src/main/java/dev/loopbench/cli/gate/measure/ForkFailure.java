package dev.loopbench.cli.gate.measure;

/** A fork gave no report to be trusted; the message goes on from "the fork ...". */
public final class ForkFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of failure it is. */
    public enum Kind {
        /** There is no such program. */
        UNSTARTABLE,
        /** It says itself that a result was not what it has to be. */
        WRONG_RESULT,
        /** It was asked to end, as is the whole group of processes by Ctrl-C. */
        INTERRUPTED,
        /** Anything else. */
        FAILED
    }

    private final Kind kind;

    public ForkFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
