package dev.loopbench.loopcore.net;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a connection to its end and closes it then. */
final class Received implements ReadCallback {

    private final TcpConnection connection;
    private final StringBuilder text = new StringBuilder();
    private @Nullable NetError end;

    private Received(TcpConnection connection) {
        this.connection = connection;
    }

    static Received from(TcpConnection connection) {
        Received received = new Received(connection);
        connection.readStart(received);
        return received;
    }

    String text() {
        return text.toString();
    }

    @Nullable NetError end() {
        return end;
    }

    @Override
    public void read(ByteBuffer data) {
        text.append(NetLoop.text(data));
    }

    @Override
    public void ended(NetError reason) {
        end = reason;
        connection.close();
    }
}
