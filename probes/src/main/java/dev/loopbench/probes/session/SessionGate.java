package dev.loopbench.probes.session;

/**
 * Keeps the measured times of two processes in step. Called on the session's thread, outside of the
 * measured time.
 */
public interface SessionGate {

    /** A session on its own. */
    SessionGate NONE =
            new SessionGate() {
                @Override
                public void awaitGo() {}

                @Override
                public void done() {}
            };

    /** All is prepared and warm: returns when the measured time is to begin. */
    void awaitGo();

    /** The measured time has ended. */
    void done();
}
