package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TcpServerIT {

    private final NetLoop net = new NetLoop();
    private final List<TcpConnection> served = new ArrayList<>();

    private TcpServer server(int maxConnections) throws NetException {
        TcpServer server =
                new TcpServer(
                        net.tcp,
                        maxConnections,
                        connection -> {
                            served.add(connection);
                            connection.write(NetLoop.bytes("hello"), NetLoop.IGNORE);
                        });
        server.listen(NetLoop.loopback(0), TcpListener.DEFAULT_BACKLOG);
        return server;
    }

    /** One after the other, so that they are accepted in their order. */
    private List<Client> connect(TcpServer server, int count) {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long before = server.accepted() + server.refused();
            clients.add(new Client(server));
            net.runUntil(() -> server.accepted() + server.refused() > before);
        }
        return clients;
    }

    @Test
    void an_unreferenced_server_serves_as_long_as_a_client_keeps_the_loop_alive()
            throws NetException {
        TcpServer server = new TcpServer(net.tcp, 1, served::add);
        server.unref();
        server.listen(NetLoop.loopback(0), TcpListener.DEFAULT_BACKLOG);
        assertThat(net.loop.isAlive()).isFalse();
        Client client = connect(server, 1).get(0);
        Received.from(served.get(0));
        assertThat(net.loop.isAlive()).isTrue();
        client.connection.unref();
        assertThat(net.loop.isAlive()).isFalse();
        client.connection.close();
        server.close(net.logsCall("closed"));
        net.runToEnd();
        assertThat(net.log).endsWith("closed");
    }

    @Test
    @Rule("R08")
    void connections_beyond_the_cap_are_closed_without_data() throws NetException {
        TcpServer server = server(10);

        List<Client> clients = connect(server, 20);
        net.runUntil(() -> clients.stream().allMatch(Client::isServedOrClosed));

        assertThat(clients.subList(0, 10)).allMatch(client -> client.received.equals("hello"));
        assertThat(clients.subList(10, 20))
                .allMatch(client -> client.received.isEmpty() && client.ended == NetError.EOF);
        assertThat(server.connections()).isEqualTo(10);
        assertThat(server.accepted()).isEqualTo(10);
        assertThat(server.refused()).isEqualTo(10);
        server.close(net.logsCall("closed"));
        net.runToEnd();
    }

    @Test
    void a_connection_that_is_closed_makes_room_for_another() throws NetException {
        TcpServer server = server(1);
        connect(server, 1);

        served.get(0).close();
        assertThat(server.connections()).as("until its close callback").isEqualTo(1);
        net.runUntil(() -> server.connections() == 0);
        connect(server, 1);

        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.refused()).isZero();
        server.close(net.logsCall("closed"));
        net.runToEnd();
    }

    @Test
    void closing_closes_the_listener_and_all_connections_and_tells_last() throws NetException {
        TcpServer server = server(TcpServer.NO_LIMIT);
        List<Client> clients = connect(server, 3);
        served.get(1).close(net.logsCall("connection 1"));

        server.close(() -> net.log.add("server with " + server.connections() + " connections"));
        served.forEach(connection -> assertThat(connection.isClosing()).isTrue());
        net.runToEnd();

        assertThat(net.log).containsExactly("connection 1", "server with 0 connections");
        assertThat(clients).allMatch(client -> client.ended != null);
        assertThatIllegalStateException()
                .isThrownBy(server::localAddress)
                .withMessage("the server does not listen");
    }

    @Test
    void a_server_that_never_listened_tells_of_its_close_too() {
        TcpServer server = new TcpServer(net.tcp, 1, served::add);

        server.close(net.logsCall("closed"));
        assertThat(net.log).isEmpty();
        net.runToEnd();

        assertThat(net.log).containsExactly("closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> server.close(() -> {}))
                .withMessage("the server is closed already");
        assertThatIllegalStateException()
                .isThrownBy(() -> server.listen(NetLoop.loopback(0), 1))
                .withMessage("the server is closed");
    }

    @Test
    void a_server_whose_address_is_refused_leaves_nothing_behind() throws NetException {
        TcpServer first = server(1);
        TcpServer second = new TcpServer(net.tcp, 1, served::add);

        assertThatExceptionOfType(NetException.class)
                .isThrownBy(() -> second.listen(first.localAddress(), 1))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(NetError.EADDRINUSE));
        second.listen(NetLoop.loopback(0), 1);

        assertThatIllegalStateException()
                .isThrownBy(() -> second.listen(NetLoop.loopback(0), 1))
                .withMessage("the server listens already");
        first.close(() -> {});
        second.close(() -> {});
        net.runToEnd();
    }

    @Test
    void a_negative_cap_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TcpServer(net.tcp, -1, served::add))
                .withMessage("a server cannot have -1 connections");
    }

    /** Reads until the end, then closes. */
    private final class Client implements ReadCallback {

        private final TcpConnection connection = net.tcp.connection();
        private String received = "";
        private @Nullable NetError ended;

        Client(TcpServer server) {
            connection.connect(server.localAddress(), error -> connection.readStart(this));
        }

        boolean isServedOrClosed() {
            return !received.isEmpty() || ended != null;
        }

        @Override
        public void read(ByteBuffer data) {
            received += NetLoop.text(data);
        }

        @Override
        public void ended(NetError reason) {
            ended = reason;
            connection.close();
        }
    }
}
