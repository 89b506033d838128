package dev.loopbench.probes.inspector;

import org.jspecify.annotations.Nullable;

/** The inspector refused, failed, was too slow or is gone; the message is one sentence. */
public final class InspectorException extends Exception {

    private static final long serialVersionUID = 1L;

    public InspectorException(String sentence) {
        super(sentence);
    }

    public InspectorException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
