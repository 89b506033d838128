package dev.loopbench.loopcore.http;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.net.Completion;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.TcpConnection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Gathers the answers to all requests that came together, so that they go out in one write. One for
 * all connections of a server, each of which flushes it before it returns to the loop.
 *
 * <p>Confined to the loop thread.
 */
final class ResponseOutput {

    /** Which Connection field an answer has. */
    enum Ending {
        /** None: HTTP/1.1 goes on by itself. */
        PERSISTENT,
        /** A client of HTTP/1.0 has to be told. */
        PERSISTENT_SAID,
        LAST
    }

    /** A body that does not fit next to others is sent from where it stands. */
    static final int CAPACITY_BYTES = 64 * 1024;

    private static final byte[] HEAD_END = ascii("\r\n");
    private static final byte[] PERSISTENT_HEAD_END = ascii("Connection: keep-alive\r\n\r\n");
    private static final byte[] LAST_HEAD_END = ascii("Connection: close\r\n\r\n");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 " + HttpStatus.CONTINUE + "\r\n\r\n");

    private final ByteBuffer gathered = ByteBuffer.allocateDirect(CAPACITY_BYTES);
    private final EventLoop loop;
    private final DateField date;

    ResponseOutput(EventLoop loop, DateField date) {
        this.loop = loop;
        this.date = date;
    }

    /**
     * Adds an answer; writes what was gathered before if it does not fit.
     *
     * @param written called for each write that had to wait
     */
    void add(
            HttpResponse response,
            boolean headOnly,
            Ending ending,
            TcpConnection connection,
            Completion written) {
        byte[] dateLine = date.line(loop.nowMillis());
        ByteBuffer body = response.body();
        byte[] headEnd = headEnd(ending);
        int headBytes = response.head().length + dateLine.length + headEnd.length;
        makeRoom(headBytes, connection, written);
        gathered.put(response.head()).put(dateLine).put(headEnd);
        if (headOnly) {
            return;
        }
        if (body.limit() > CAPACITY_BYTES - headBytes) {
            flush(connection, written);
            if (connection.isWritable()) {
                connection.write(body.duplicate(), written);
            }
            return;
        }
        makeRoom(body.limit(), connection, written);
        gathered.put(gathered.position(), body, 0, body.limit());
        gathered.position(gathered.position() + body.limit());
    }

    /** Tells a client to send its body. */
    void addContinue(TcpConnection connection, Completion written) {
        makeRoom(CONTINUE.length, connection, written);
        gathered.put(CONTINUE);
    }

    /** Not written yet. */
    int gatheredBytes() {
        return gathered.position();
    }

    /**
     * Writes what was gathered, unless the client is gone; what the socket does not take is copied
     * and queued.
     */
    void flush(TcpConnection connection, Completion written) {
        gathered.flip();
        if (!connection.isWritable()) {
            gathered.clear();
            return;
        }
        if (gathered.hasRemaining()) {
            tryWrite(connection);
        }
        if (gathered.hasRemaining()) {
            ByteBuffer rest = ByteBuffer.allocate(gathered.remaining());
            connection.write(rest.put(gathered).flip(), written);
        }
        gathered.clear();
    }

    private void tryWrite(TcpConnection connection) {
        try {
            connection.tryWrite(gathered);
        } catch (NetException failure) {
            // The write of the rest fails in the same way, and its callback tells.
        }
    }

    private void makeRoom(int bytes, TcpConnection connection, Completion written) {
        if (gathered.remaining() < bytes) {
            flush(connection, written);
        }
    }

    private static byte[] headEnd(Ending ending) {
        return switch (ending) {
            case PERSISTENT -> HEAD_END;
            case PERSISTENT_SAID -> PERSISTENT_HEAD_END;
            case LAST -> LAST_HEAD_END;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
