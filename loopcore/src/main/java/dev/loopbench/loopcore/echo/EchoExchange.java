package dev.loopbench.loopcore.echo;

import dev.loopbench.loopcore.net.Completion;
import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends a payload to an echo server and compares every byte of what comes back. Confined to the
 * loop thread.
 */
public final class EchoExchange implements Exchange, ReadCallback {

    private static final byte[] HTTP = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    private final Tcp tcp;
    private final TcpConnection connection;
    private final EchoPattern pattern;
    private final int payloadBytes;
    private final ByteBuffer sending;
    private final ByteBuffer expected;
    private int offset;
    private int answeredBytes;
    private boolean connected;
    private boolean dead;
    private @Nullable String unaskedFor;
    private @Nullable NetError endedIdle;
    private @Nullable Reply reply;
    private long bytesSent;
    private long bytesReceived;

    /**
     * @param connectionNumber tells the payloads of connections apart
     * @param payloadBytes at least 1 and at most what {@code pattern} was made for
     */
    public EchoExchange(Tcp tcp, EchoPattern pattern, int connectionNumber, int payloadBytes) {
        if (payloadBytes < 1 || payloadBytes > pattern.maxPayloadBytes()) {
            throw new IllegalArgumentException(
                    "a payload is 1 to "
                            + pattern.maxPayloadBytes()
                            + " bytes, not "
                            + payloadBytes);
        }
        this.tcp = tcp;
        this.connection = tcp.connection();
        this.pattern = pattern;
        this.payloadBytes = payloadBytes;
        sending = pattern.view();
        expected = pattern.view();
        offset = EchoPattern.firstOffset(connectionNumber);
    }

    @Override
    public void connect(InetSocketAddress address, Completion callback) {
        connection.connect(
                address,
                error -> {
                    if (error == null) {
                        established();
                    }
                    callback.completed(error);
                });
    }

    private void established() {
        connected = true;
        try {
            connection.noDelay(true);
        } catch (NetException alreadyGone) {
            // Reading tells.
        }
        connection.readStart(this);
        connection.unref();
    }

    @Override
    public void send(Reply newReply) {
        if (!connected || dead || reply != null) {
            throw new IllegalStateException(
                    "an exchange sends one request at a time, while it is connected");
        }
        reply = newReply;
        connection.ref();
        answeredBytes = 0;
        offset = EchoPattern.nextOffset(offset);
        if (unaskedFor != null) {
            String detail = unaskedFor;
            tcp.loop().nextTick(() -> wrong(detail));
        } else if (endedIdle != null) {
            NetError reason = endedIdle;
            tcp.loop().nextTick(() -> fail(reason));
        } else {
            write();
        }
    }

    private void write() {
        sending.limit(offset + payloadBytes).position(offset);
        try {
            bytesSent += connection.tryWrite(sending);
        } catch (NetException failure) {
            // The write of the rest fails in the same way, and its callback tells.
        }
        if (sending.hasRemaining()) {
            // A view of its own: the answer may be complete before the callback runs.
            int restBytes = sending.remaining();
            ByteBuffer rest = pattern.view().limit(sending.limit()).position(sending.position());
            connection.write(rest, error -> restWritten(error, restBytes));
        }
    }

    private void restWritten(@Nullable NetError error, int restBytes) {
        if (error == null) {
            bytesSent += restBytes;
        } else {
            fail(error);
        }
    }

    @Override
    public void read(ByteBuffer data) {
        int count = data.remaining();
        bytesReceived += count;
        if (reply == null) {
            unaskedFor = "the server sent " + count + " bytes that nobody asked for";
            return;
        }
        int left = payloadBytes - answeredBytes;
        if (answeredBytes == 0 && isHttp(data)) {
            answersInHttp();
            return;
        }
        if (count > left) {
            wrong("the server sent " + (count - left) + " bytes more than it was sent");
            return;
        }
        int begin = offset + answeredBytes;
        int differs = data.mismatch(expected.limit(begin + count).position(begin));
        if (differs >= 0) {
            wrong(
                    "byte "
                            + (answeredBytes + differs)
                            + " of "
                            + payloadBytes
                            + " is not the one that was sent");
            return;
        }
        answeredBytes += count;
        if (answeredBytes == payloadBytes) {
            answered();
        }
    }

    /** Whether it begins a status line: no payload does, but in one of 2^56 cases. */
    private static boolean isHttp(ByteBuffer data) {
        if (data.remaining() < HTTP.length) {
            return false;
        }
        for (int i = 0; i < HTTP.length; i++) {
            if (data.get(data.position() + i) != HTTP[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void ended(NetError reason) {
        if (reply == null) {
            endedIdle = reason;
        } else {
            fail(reason);
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

    @Override
    public void close() {
        reply = null;
        die();
    }

    private void answered() {
        Reply done = take();
        if (done != null) {
            done.answered();
        }
    }

    private void wrong(String detail) {
        die();
        Reply done = take();
        if (done != null) {
            done.wrong(detail);
        }
    }

    private void answersInHttp() {
        die();
        Reply done = take();
        if (done != null) {
            done.answersInHttp("the server answers in HTTP, not with an echo");
        }
    }

    private void fail(NetError error) {
        die();
        Reply done = take();
        if (done != null) {
            done.failed(error);
        }
    }

    private @Nullable Reply take() {
        Reply done = reply;
        reply = null;
        connection.unref();
        return done;
    }

    private void die() {
        dead = true;
        if (!connection.isClosing()) {
            connection.close();
        }
    }
}
