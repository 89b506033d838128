package dev.loopbench.cli.document;

/** A document is not what it has to be. The message says where and why, for the user. */
public final class UnreadableDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableDocumentException(String message) {
        super(message);
    }
}
