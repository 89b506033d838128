package dev.loopbench.loopcore.http;

import dev.loopbench.loopcore.http.ResponseParser.Event;
import dev.loopbench.loopcore.net.Completion;
import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends one GET request over and over on a persistent connection. Right is an answer of status 2xx
 * that is complete by its own account and followed by nothing.
 *
 * <p>A server may close the connection after an answer or while it is idle: the next {@link #send}
 * then connects anew first, which is part of the time that request takes. A connection that ends
 * while an answer is awaited is a failure; the request is not sent again.
 *
 * <p>Confined to the loop thread.
 */
public final class HttpExchange implements Exchange, ReadCallback {

    private final Tcp tcp;
    private final GetRequest request;
    private final ByteBuffer sending;
    private final ResponseParser parser = new ResponseParser();
    private @Nullable InetSocketAddress address;
    private @Nullable TcpConnection connection;
    private boolean connected;
    private boolean dead;
    private @Nullable String unaskedFor;
    private @Nullable Reply reply;
    private long bytesSent;
    private long bytesReceived;
    private long reconnects;

    public HttpExchange(Tcp tcp, GetRequest request) {
        this.tcp = tcp;
        this.request = request;
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
            open(address, this::reconnected);
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
        parser.start();
        try {
            opened.noDelay(true);
        } catch (NetException alreadyGone) {
            // Reading tells.
        }
        opened.readStart(this);
        opened.unref();
    }

    private void reconnected(@Nullable NetError error) {
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
            fail(error);
        }
    }

    @Override
    public void read(ByteBuffer data) {
        bytesReceived += data.remaining();
        if (reply == null) {
            unaskedFor = "the server sent " + data.remaining() + " bytes that nobody asked for";
            return;
        }
        Event event = parser.parse(data);
        while (event == Event.INTERIM || (event == Event.HEAD && parser.isSuccess())) {
            event = parser.parse(data);
        }
        switch (event) {
            case MORE, INTERIM -> {}
            case HEAD -> wrong("the server answered " + parser.status());
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

    @Override
    public void ended(NetError reason) {
        if (reply == null) {
            disconnect();
        } else if (reason == NetError.EOF && parser.endsWithConnection()) {
            answered();
        } else {
            fail(reason);
        }
    }

    private void answered() {
        if (!parser.isPersistent()) {
            disconnect();
        }
        parser.start();
        Reply done = take();
        if (done != null) {
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
