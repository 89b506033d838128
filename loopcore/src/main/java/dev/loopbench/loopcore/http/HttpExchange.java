package dev.loopbench.loopcore.http;

import dev.loopbench.loopcore.http.ResponseParser.Event;
import dev.loopbench.loopcore.net.Completion;
import dev.loopbench.loopcore.net.ConnectObserver;
import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request over and over on a persistent connection. Right is an answer that is complete
 * by its own account and followed by nothing. Its status is counted: 4xx and 5xx say that the
 * request failed, and the connection goes on. Redirects are answers like others; nobody follows
 * them.
 *
 * <p>A server may close the connection after an answer or while it is idle: the next {@link #send}
 * then connects anew first, which is part of the time that request takes. A connection that ends
 * while an answer is awaited is a failure; the request is not sent again. If it has served requests
 * before and nothing of this answer had come, the server ended it just as the request was sent, as
 * servers do at their keep-alive time-out: the request has failed, and the exchange goes on.
 *
 * <p>Confined to the loop thread.
 */
public final class HttpExchange implements Exchange, ReadCallback {

    /** A star stands for any digit. */
    private static final String IDLE_TIMEOUT = "HTTP/1.* 408";

    private static final int FIRST_ERROR = 400;

    private static final Set<NetError> ENDED_BY_SERVER =
            Set.of(NetError.EOF, NetError.ECONNRESET, NetError.ECONNABORTED, NetError.EPIPE);

    private final Tcp tcp;
    private final ClientRequest request;
    private final StatusCounts statuses;
    private final ConnectObserver connects;
    private final ByteBuffer sending;
    private final ResponseParser parser = new ResponseParser();
    private @Nullable InetSocketAddress address;
    private @Nullable TcpConnection connection;
    private boolean connected;
    private boolean reused;
    private boolean dead;
    private @Nullable String unaskedFor;
    private @Nullable Reply reply;
    private long bytesSent;
    private long bytesReceived;
    private long reconnects;
    private long keepAliveResets;

    public HttpExchange(Tcp tcp, ClientRequest request) {
        this(tcp, request, new StatusCounts(), ConnectObserver.NONE);
    }

    /**
     * @param statuses counts those of its answers, beside those of other exchanges
     * @param connects told of the connections it makes in place of others
     */
    public HttpExchange(
            Tcp tcp, ClientRequest request, StatusCounts statuses, ConnectObserver connects) {
        this.tcp = tcp;
        this.request = request;
        this.statuses = statuses;
        this.connects = connects;
        sending = request.duplicate();
    }

    @Override
    public void connect(InetSocketAddress target, Completion callback) {
        if (address != null || dead) {
            throw new IllegalStateException("the exchange is connected already, or dead");
        }
        address = target;
        open(
                target,
                error -> {
                    if (error != null) {
                        address = null; // it may be tried again
                    }
                    callback.completed(error);
                });
    }

    @Override
    public void send(Reply newReply) {
        if (address == null || dead || reply != null || (connection != null && !connected)) {
            throw new IllegalStateException(
                    "an exchange sends one request at a time, while it is connected");
        }
        reply = newReply;
        if (unaskedFor != null) {
            String detail = unaskedFor;
            tcp.loop().nextTick(() -> wrong(detail));
        } else if (connection == null) {
            reconnects++;
            long beganNanos = tcp.loop().clock().nanoTime();
            open(address, error -> reconnected(error, beganNanos));
        } else {
            write(connection);
        }
    }

    @Override
    public long bytesSent() {
        return bytesSent;
    }

    @Override
    public long bytesReceived() {
        return bytesReceived;
    }

    /** So often a request had to wait for a new connection, as the server had closed the last. */
    @Override
    public long reconnects() {
        return reconnects;
    }

    /** So many requests failed as the server had ended the kept connection meanwhile. */
    @Override
    public long keepAliveResets() {
        return keepAliveResets;
    }

    @Override
    public void close() {
        dead = true;
        reply = null;
        disconnect();
    }

    private void open(InetSocketAddress target, Completion callback) {
        TcpConnection opened = tcp.connection();
        connection = opened;
        opened.connect(
                target,
                error -> {
                    if (error == null) {
                        established(opened);
                    } else {
                        disconnect();
                    }
                    callback.completed(error);
                });
    }

    private void established(TcpConnection opened) {
        connected = true;
        reused = false;
        parser.start(request.isHead());
        try {
            opened.noDelay(true);
        } catch (NetException alreadyGone) {
            // Reading tells.
        }
        opened.readStart(this);
        opened.unref();
    }

    private void reconnected(@Nullable NetError error, long beganNanos) {
        connects.connected(error, beganNanos, tcp.loop().clock().nanoTime());
        if (error != null) {
            fail(error);
        } else if (connection != null) {
            write(connection);
        }
    }

    private void write(TcpConnection to) {
        to.ref();
        sending.clear();
        try {
            bytesSent += to.tryWrite(sending);
        } catch (NetException failure) {
            // The write of the rest fails in the same way, and its callback tells.
        }
        if (sending.hasRemaining()) {
            int restBytes = sending.remaining();
            ByteBuffer rest = request.duplicate().position(sending.position());
            to.write(rest, error -> restWritten(to, error, restBytes));
        }
    }

    private void restWritten(TcpConnection to, @Nullable NetError error, int restBytes) {
        if (error == null) {
            bytesSent += restBytes;
        } else if (to.equals(connection)) {
            broken(error);
        }
    }

    @Override
    public void read(ByteBuffer data) {
        bytesReceived += data.remaining();
        if (reply == null) {
            if (isIdleTimeout(data)) {
                disconnect();
                return;
            }
            unaskedFor = "the server sent " + data.remaining() + " bytes that nobody asked for";
            return;
        }
        Event event = parser.parse(data);
        while (event == Event.INTERIM || event == Event.HEAD) {
            event = parser.parse(data);
        }
        switch (event) {
            case MORE, INTERIM, HEAD -> {}
            case WRONG -> wrong(parser.fault());
            case END -> {
                if (data.hasRemaining()) {
                    wrong("the server sent " + data.remaining() + " bytes after its answer");
                } else {
                    answered();
                }
            }
        }
    }

    /** Some servers say that they have waited long enough before they close (RFC 9110, 408). */
    private static boolean isIdleTimeout(ByteBuffer data) {
        int from = data.position();
        int length = Math.min(data.remaining(), IDLE_TIMEOUT.length());
        for (int i = 0; i < length; i++) {
            char expected = IDLE_TIMEOUT.charAt(i);
            if (expected != '*' && data.get(from + i) != expected) {
                return false;
            }
        }
        return length == IDLE_TIMEOUT.length();
    }

    @Override
    public void ended(NetError reason) {
        if (reply == null) {
            disconnect();
        } else if (reason == NetError.EOF && parser.endsWithConnection()) {
            answered();
        } else {
            broken(reason);
        }
    }

    /** The connection has ended before the answer was complete. */
    private void broken(NetError reason) {
        if (!reused || !parser.isBeforeAnswer() || !ENDED_BY_SERVER.contains(reason)) {
            fail(reason);
            return;
        }
        keepAliveResets++;
        disconnect();
        Reply done = take();
        if (done != null) {
            done.unsuccessful("the server closed the kept connection as the request was sent");
        }
    }

    private void answered() {
        int status = parser.code();
        statuses.count(status);
        reused = true;
        if (!parser.isPersistent() || request.isLast()) {
            disconnect();
        }
        parser.start(request.isHead());
        Reply done = take();
        if (done == null) {
            return;
        }
        if (status >= FIRST_ERROR) {
            done.unsuccessful("HTTP " + status);
        } else {
            done.answered();
        }
    }

    private void wrong(String detail) {
        dead = true;
        disconnect();
        Reply done = take();
        if (done != null) {
            done.wrong(detail);
        }
    }

    private void fail(NetError error) {
        dead = true;
        disconnect();
        Reply done = take();
        if (done != null) {
            done.failed(error);
        }
    }

    private @Nullable Reply take() {
        Reply done = reply;
        reply = null;
        if (connection != null) {
            connection.unref();
        }
        return done;
    }

    private void disconnect() {
        TcpConnection closing = connection;
        connection = null;
        connected = false;
        if (closing != null && !closing.isClosing()) {
            closing.close();
        }
    }
}
