package dev.loopbench.loopcore.stream;

/** Ends what a stream was asked for and never did, as it was destroyed. */
public final class StreamDestroyedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    StreamDestroyedException() {
        super("the stream was destroyed");
    }
}
