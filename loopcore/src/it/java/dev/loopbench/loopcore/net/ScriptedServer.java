package dev.loopbench.loopcore.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Answers whatever it reads with the next of its texts, whole or up to where it cuts off. */
public final class ScriptedServer {

    /** At the end of a text: the server then closes the connection. */
    public static final String CLOSE = "<close>";

    /** At the end of a text: the server then resets the connection. */
    public static final String RESET = "<reset>";

    private final Iterator<String> answers;
    private final TcpServer server;

    public ScriptedServer(Tcp tcp, String... answers) {
        this.answers = List.of(answers).iterator();
        server =
                new TcpServer(
                        tcp,
                        TcpServer.NO_LIMIT,
                        connection -> connection.readStart(new Client(connection)));
        try {
            server.listen(SocketScene.loopback(), TcpListener.DEFAULT_BACKLOG);
        } catch (NetException refused) {
            throw new IllegalStateException(refused);
        }
    }

    public InetSocketAddress localAddress() {
        return server.localAddress();
    }

    /** Open now. */
    public int connections() {
        return server.connections();
    }

    public long accepted() {
        return server.accepted();
    }

    public void close() {
        server.close(() -> {});
    }

    private final class Client implements ReadCallback {

        private final TcpConnection connection;

        Client(TcpConnection connection) {
            this.connection = connection;
        }

        @Override
        public void read(ByteBuffer data) {
            String answer = answers.next();
            String text = answer.replace(CLOSE, "").replace(RESET, "");
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            connection.write(ByteBuffer.wrap(bytes), error -> {});
            if (answer.endsWith(CLOSE)) {
                connection.shutdown(error -> connection.close());
            } else if (answer.endsWith(RESET)) {
                connection.closeReset(() -> {});
            }
        }

        @Override
        public void ended(NetError reason) {
            if (!connection.isClosing()) {
                connection.close();
            }
        }
    }
}
