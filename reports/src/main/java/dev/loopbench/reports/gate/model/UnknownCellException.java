package dev.loopbench.reports.gate.model;

/** There is no cell of that name; the message says which there are. */
public final class UnknownCellException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnknownCellException(String message) {
        super(message);
    }
}
