package dev.loopbench.probes.socket;

import java.nio.ByteOrder;

/**
 * One line of {@code /proc/net/tcp} or {@code tcp6} (kernel documentation, {@code
 * networking/proc_net_tcp.rst}), parsed in place: one object serves a whole table.
 *
 * <p>Confined to the thread that samples. The values are those of the last line that {@link #parse}
 * accepted, and its bytes must not change until they are read.
 */
final class SocketLine {

    private static final int NONE = -1;
    private static final int V4_DIGITS = 8;
    private static final int V6_DIGITS = 32;
    private static final int PORT_DIGITS = 4;
    private static final int STATE_DIGITS = 2;
    private static final int QUEUE_DIGITS = 8;

    /** Of a long in hexadecimal: more cannot be a time. */
    private static final int MAX_DIGITS = 16;

    private byte[] bytes = new byte[0];
    private int from;
    private int at;
    private int end;
    private int localAt;
    private int remoteAt;
    private int addressDigits;
    private int localPort;
    private int remotePort;
    private SocketState state = SocketState.CLOSE;
    private long sendQueue;
    private long receiveQueue;
    private long retransmitTimeouts;

    /** False for what is no socket; no value may be read then. */
    boolean parse(byte[] line, int begin, int limit) {
        bytes = line;
        from = begin;
        at = begin;
        end = limit;
        blanks();
        if (number(10, 1, MAX_DIGITS) == NONE || !skip(':') || !blanks()) {
            return false;
        }
        localAt = at;
        addressDigits = address();
        localPort = port();
        if (addressDigits == NONE || localPort == NONE || !blanks()) {
            return false;
        }
        remoteAt = at;
        boolean sameFamily = address() == addressDigits;
        remotePort = port();
        return sameFamily && remotePort != NONE && blanks() && figures();
    }

    SocketState state() {
        return state;
    }

    int localPort() {
        return localPort;
    }

    /** Address and port; literal addresses of both families. */
    String local(ByteOrder kernelOrder) {
        return AddressText.of(bytes, localAt, addressDigits, localPort, kernelOrder);
    }

    String remote(ByteOrder kernelOrder) {
        return AddressText.of(bytes, remoteAt, addressDigits, remotePort, kernelOrder);
    }

    /** Written and not acknowledged. */
    long sendBytes() {
        return state.sentBytes(sendQueue);
    }

    /** Arrived and not read. */
    long receiveBytes() {
        return state.receivedBytes(receiveQueue);
    }

    /** Of a listening socket: established and not yet accepted. */
    long acceptQueue() {
        return receiveQueue;
    }

    /** In a row, not recovered from; the kernel calls them retransmits. */
    long retransmitTimeouts() {
        return retransmitTimeouts;
    }

    /** Where the parsed part of the line begins; what follows it is of no use here. */
    int begin() {
        return from;
    }

    int length() {
        return at - from;
    }

    /** {@code st tx_queue:rx_queue tr:tm->when retrnsmt}. */
    private boolean figures() {
        SocketState parsed = SocketState.ofCode(number(16, STATE_DIGITS, STATE_DIGITS));
        if (parsed == null || !blanks()) {
            return false;
        }
        state = parsed;
        sendQueue = number(16, QUEUE_DIGITS, QUEUE_DIGITS);
        boolean colon = skip(':');
        receiveQueue = number(16, QUEUE_DIGITS, QUEUE_DIGITS);
        boolean queues = colon && sendQueue != NONE && receiveQueue != NONE && blanks();
        boolean timer =
                queues
                        && number(16, 1, STATE_DIGITS) != NONE
                        && skip(':')
                        && number(16, 1, MAX_DIGITS) != NONE
                        && blanks();
        retransmitTimeouts = timer ? number(16, QUEUE_DIGITS, QUEUE_DIGITS) : NONE;
        return retransmitTimeouts != NONE;
    }

    /** How many digits there are; none unless they are those of an address. */
    private int address() {
        int begin = at;
        while (at < end && Character.digit(bytes[at], 16) >= 0) {
            at++;
        }
        int digits = at - begin;
        return digits == V4_DIGITS || digits == V6_DIGITS ? digits : NONE;
    }

    private int port() {
        return skip(':') ? (int) number(16, PORT_DIGITS, PORT_DIGITS) : NONE;
    }

    private long number(int radix, int minDigits, int maxDigits) {
        long value = 0;
        int begin = at;
        while (at < end && at - begin < maxDigits) {
            int digit = Character.digit(bytes[at], radix);
            if (digit < 0) {
                break;
            }
            value = value * radix + digit;
            at++;
        }
        boolean tooLong = at < end && Character.digit(bytes[at], radix) >= 0;
        // Sixteen digits may fill the sign: no number of these tables does.
        return at - begin < minDigits || tooLong || value < 0 ? NONE : value;
    }

    private boolean skip(char expected) {
        if (at == end || bytes[at] != expected) {
            return false;
        }
        at++;
        return true;
    }

    private boolean blanks() {
        int begin = at;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        return at > begin;
    }
}
