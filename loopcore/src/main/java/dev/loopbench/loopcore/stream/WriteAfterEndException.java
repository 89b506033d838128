package dev.loopbench.loopcore.stream;

/** Refuses a chunk, as the stream has been ended. */
public final class WriteAfterEndException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    WriteAfterEndException() {
        super("the stream was written to after its end");
    }
}
