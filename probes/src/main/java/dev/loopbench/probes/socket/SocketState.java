package dev.loopbench.probes.socket;

import org.jspecify.annotations.Nullable;

/**
 * The states of a TCP socket by the numbers Linux gives them ({@code include/net/tcp_states.h}),
 * named as netstat does. Immutable.
 *
 * <p>The kernel shows its queues as differences of sequence numbers, and a FIN or SYN takes one as
 * a byte does (RFC 9293, 3.4). Which of them may be among the bytes follows from the state.
 */
enum SocketState {
    ESTABLISHED(1),
    SYN_SENT(2),
    SYN_RECV(3),
    FIN_WAIT1(4),
    FIN_WAIT2(5),
    TIME_WAIT(6),
    CLOSE(7),
    CLOSE_WAIT(8),
    LAST_ACK(9),
    LISTEN(10),
    CLOSING(11);

    /** The largest code. */
    static final int MAX_CODE = 11;

    /** An enum makes a new array each time it is asked for its values. */
    private static final SocketState[] ALL = values();

    private final int code;

    SocketState(int code) {
        this.code = code;
    }

    /** From 1 to {@link #MAX_CODE}. */
    int code() {
        return code;
    }

    /** Null for a number that is not known. */
    static @Nullable SocketState ofCode(long code) {
        for (SocketState state : ALL) {
            if (state.code == code) {
                return state;
            }
        }
        return null;
    }

    /** Bytes among {@code queued} sequence numbers that arrived and were not read. */
    long receivedBytes(long queued) {
        boolean finArrived = this == CLOSE_WAIT || this == LAST_ACK || this == CLOSING;
        return finArrived ? Math.max(0, queued - 1) : queued;
    }

    /** Bytes among {@code queued} sequence numbers that were written and not acknowledged. */
    long sentBytes(long queued) {
        boolean controlSent =
                this == SYN_SENT || this == FIN_WAIT1 || this == LAST_ACK || this == CLOSING;
        return controlSent ? Math.max(0, queued - 1) : queued;
    }
}
