package dev.loopbench.probes.node.process;

/** Why a process is not looked into; the message is one sentence. Nothing was done to it. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Reason {
        /** The system does not tell what has to be known first. */
        UNSUPPORTED_SYSTEM,
        /** It has ended, or never was. */
        NO_SUCH_PROCESS,
        OTHER_USER,
        NOT_NODE,
        /** By SIGSTOP or at a terminal: it would answer when it goes on. */
        STOPPED,
        /** By a debugger of the system. */
        TRACED,
        /** A container's: its inspector would be opened and could not be reached. */
        OTHER_NETWORK,
        /** SIGUSR1 would end it. */
        SIGNAL_NOT_CAUGHT,
        /** Another process listens where its inspector would. */
        PORT_TAKEN,
        /** It was sent SIGUSR1 and no inspector came: the one case in which something was done. */
        NOT_OPENED
    }

    private final Reason reason;

    RefusedException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
