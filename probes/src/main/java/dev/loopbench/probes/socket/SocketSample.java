package dev.loopbench.probes.socket;

import dev.loopbench.probes.result.Sockets;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one look at the tables showed. Used again and again, so that looking makes no garbage in the
 * process it looks at.
 *
 * <p>Confined to the thread that samples; read after it has ended.
 */
final class SocketSample {

    private static final int FIRST_ROWS_BYTES = 64 * 1024;

    private final int maxRows;
    private final long[] states = new long[SocketState.MAX_CODE + 1];
    private byte[] rows;
    private final int[] rowEnds;
    private int rowCount;
    private long rowsDropped;
    private long receiveBytes;
    private long receiveBytesMax;
    private long sendBytes;
    private long sendBytesMax;
    private long acceptQueue;
    private long retransmitTimeouts;
    private long malformed;

    /**
     * @param maxRows how many lines to keep; the others are counted
     */
    SocketSample(int maxRows) {
        this.maxRows = maxRows;
        this.rowEnds = new int[maxRows];
        this.rows = new byte[maxRows == 0 ? 0 : FIRST_ROWS_BYTES];
    }

    void reset() {
        Arrays.fill(states, 0);
        rowCount = 0;
        rowsDropped = 0;
        receiveBytes = 0;
        receiveBytesMax = 0;
        sendBytes = 0;
        sendBytesMax = 0;
        acceptQueue = 0;
        retransmitTimeouts = 0;
        malformed = 0;
    }

    /**
     * @param source of the line
     */
    void add(SocketLine line, byte[] source) {
        states[line.state().code()]++;
        if (line.state() == SocketState.LISTEN) {
            acceptQueue += line.acceptQueue();
        } else {
            receiveBytes += line.receiveBytes();
            receiveBytesMax = Math.max(receiveBytesMax, line.receiveBytes());
            sendBytes += line.sendBytes();
            sendBytesMax = Math.max(sendBytesMax, line.sendBytes());
        }
        retransmitTimeouts += line.retransmitTimeouts();
        keep(line, source);
    }

    long count(SocketState state) {
        return states[state.code()];
    }

    void malformed() {
        malformed++;
    }

    long receiveBytes() {
        return receiveBytes;
    }

    /** Of one connection. */
    long receiveBytesMax() {
        return receiveBytesMax;
    }

    long sendBytes() {
        return sendBytes;
    }

    /** Of one connection. */
    long sendBytesMax() {
        return sendBytesMax;
    }

    /** Of all listening sockets of the port. */
    long acceptQueue() {
        return acceptQueue;
    }

    long retransmitTimeouts() {
        return retransmitTimeouts;
    }

    long malformedLines() {
        return malformed;
    }

    long rowsDropped() {
        return rowsDropped;
    }

    /** Only states somebody is in. */
    SortedMap<String, Long> states() {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (SocketState state : SocketState.values()) {
            if (count(state) > 0) {
                counts.put(state.name(), count(state));
            }
        }
        return counts;
    }

    /** The kept lines. */
    List<Sockets.Connection> rows(ByteOrder kernelOrder) {
        List<Sockets.Connection> connections = new ArrayList<>(rowCount);
        SocketLine line = new SocketLine();
        int begin = 0;
        for (int i = 0; i < rowCount; i++) {
            line.parse(rows, begin, rowEnds[i]);
            connections.add(row(line, kernelOrder));
            begin = rowEnds[i];
        }
        return List.copyOf(connections);
    }

    private static Sockets.Connection row(SocketLine line, ByteOrder kernelOrder) {
        boolean listens = line.state() == SocketState.LISTEN;
        return new Sockets.Connection(
                line.state().name(),
                line.local(kernelOrder),
                listens ? null : line.remote(kernelOrder),
                listens ? null : (Long) line.receiveBytes(),
                listens ? null : (Long) line.sendBytes(),
                listens ? (Long) line.acceptQueue() : null,
                line.retransmitTimeouts());
    }

    private void keep(SocketLine line, byte[] source) {
        if (rowCount == maxRows) {
            rowsDropped++;
            return;
        }
        int begin = rowCount == 0 ? 0 : rowEnds[rowCount - 1];
        int end = begin + line.length();
        if (end > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(end, 2 * rows.length));
        }
        System.arraycopy(source, line.begin(), rows, begin, line.length());
        rowEnds[rowCount] = end;
        rowCount++;
    }
}
