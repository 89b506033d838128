package dev.loopbench.probes.session;

/**
 * Where two processes meet before and after the measured time, so that it is the same for both.
 * Called on the session's thread, outside of the measured time.
 */
public interface Rendezvous {

    /** A session on its own. */
    Rendezvous NONE =
            new Rendezvous() {
                @Override
                public void awaitGo() {}

                @Override
                public void done() {}
            };

    /** All is prepared and warm: returns when the measured time is to begin. */
    void awaitGo();

    /** The measured time has ended: returns once it has for the other process, too. */
    void done();
}
