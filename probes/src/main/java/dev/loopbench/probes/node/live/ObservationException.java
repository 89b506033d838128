package dev.loopbench.probes.node.live;

/** A process cannot be looked into, or no more; the message is one sentence. */
public final class ObservationException extends Exception {

    private static final long serialVersionUID = 1L;

    ObservationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
