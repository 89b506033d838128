package dev.loopbench.cli.order;

/** A document holds no order program. The message says where and why, for the user. */
public final class UnreadableProgramException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableProgramException(String message) {
        super(message);
    }
}
