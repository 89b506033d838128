package dev.loopbench.loopcore.net;

import java.io.IOException;

/** What the system refused. Immutable. */
public final class NetException extends IOException {

    private static final long serialVersionUID = 1L;

    private final NetError error;

    /** What the system reported later, without an exception of its own. */
    public NetException(NetError error) {
        super(error.sentence());
        this.error = error;
    }

    public NetException(NetError error, IOException cause) {
        super(error.sentence(), cause);
        this.error = error;
    }

    public NetError error() {
        return error;
    }
}
