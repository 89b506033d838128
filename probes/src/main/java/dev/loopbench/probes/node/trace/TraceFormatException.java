package dev.loopbench.probes.node.trace;

/** What should be a trace is none; the message is a sentence without its period. */
public final class TraceFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    TraceFormatException(String sentence) {
        super(sentence);
    }
}
