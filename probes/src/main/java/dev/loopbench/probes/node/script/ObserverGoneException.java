package dev.loopbench.probes.node.script;

import java.io.IOException;

/** The observer is not in the process any more: nobody had asked it for a while. */
public final class ObserverGoneException extends IOException {

    private static final long serialVersionUID = 1L;

    ObserverGoneException() {
        super("The observer has left the process, since it was not asked for too long.");
    }
}
