package dev.loopbench.probes.node.script;

import java.io.IOException;

/**
 * The observer was not installed and has left nothing behind. The message is a sentence that says
 * why.
 */
public final class ObserverRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    ObserverRefusedException(String sentence) {
        super(sentence);
    }
}
