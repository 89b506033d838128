package dev.loopbench.loopcore.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.net.ExchangeLog;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.SocketScene;
import dev.loopbench.loopcore.net.TcpListener;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server on the loop, used by our client and by bare sockets. */
class EchoServerIT {

    private static final int MAX_CONNECTIONS = 50;

    /** More than sockets buffer. */
    private static final long FLOOD_BYTES = 100_000_000;

    private final SocketScene scene = new SocketScene();
    private final EchoServer server = new EchoServer(scene.tcp(), MAX_CONNECTIONS);

    EchoServerIT() throws NetException {
        server.tcpServer().listen(SocketScene.loopback(), TcpListener.DEFAULT_BACKLOG);
    }

    @AfterEach
    void all_is_closed() {
        server.tcpServer().close(() -> {});
        scene.runToEnd();
        assertThat(server.tcpServer().connections()).isZero();
        assertThat(scene.uncaught()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65_536, 10_000_000})
    void payloads_of_any_size_come_back(int payloadBytes) {
        EchoExchange exchange = exchange(0, payloadBytes);
        ExchangeLog client = new ExchangeLog(scene, exchange);
        client.connect(server.tcpServer().localAddress());

        for (int i = 0; i < 5; i++) {
            assertThat(client.send()).isEqualTo("answered");
        }

        assertThat(exchange.bytesReceived()).isEqualTo(5L * payloadBytes);
        exchange.close();
    }

    private EchoExchange exchange(int number, int payloadBytes) {
        return new EchoExchange(scene.tcp(), new EchoPattern(payloadBytes), number, payloadBytes);
    }

    @Test
    void many_clients_are_served_at_once() {
        List<EchoExchange> exchanges = new ArrayList<>();
        List<ExchangeLog> clients = new ArrayList<>();
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            exchanges.add(exchange(i, 1000 + i));
            clients.add(new ExchangeLog(scene, exchanges.get(i)));
            clients.get(i).connect(server.tcpServer().localAddress());
        }
        for (int round = 1; round <= 20; round++) {
            for (int i = 0; i < MAX_CONNECTIONS; i++) {
                exchanges.get(i).send(clients.get(i));
            }
            int entries = 1 + round;
            scene.runUntil(() -> clients.stream().allMatch(log -> log.log().size() == entries));
        }

        assertThat(clients)
                .allSatisfy(
                        client -> assertThat(client.log().subList(1, 21)).containsOnly("answered"));
        assertThat(server.tcpServer().accepted()).isEqualTo(MAX_CONNECTIONS);
        exchanges.forEach(EchoExchange::close);
    }

    @Test
    void a_foreign_client_that_ends_its_side_gets_all_back() {
        byte[] sent = new byte[300_000];
        new Random(1).nextBytes(sent);

        byte[] received =
                scene.whileRunning(
                        () -> {
                            try (Socket socket = new Socket()) {
                                socket.connect(server.tcpServer().localAddress());
                                socket.getOutputStream().write(sent);
                                socket.shutdownOutput();
                                return socket.getInputStream().readAllBytes();
                            }
                        });

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void a_client_that_does_not_read_is_not_read_from_and_disturbs_nobody() throws Exception {
        try (SocketChannel slow = SocketChannel.open()) {
            slow.connect(server.tcpServer().localAddress());
            slow.configureBlocking(false);
            long sent = fill(slow);
            EchoExchange exchange = exchange(0, 1000);
            ExchangeLog client = new ExchangeLog(scene, exchange);
            client.connect(server.tcpServer().localAddress());

            assertThat(client.send()).isEqualTo("answered");

            assertThat(sent).isLessThan(FLOOD_BYTES);
            assertThat(server.queueBytesMax())
                    .isBetween(EchoConnection.HIGH_WATER_BYTES + 1L, 128L * 1024);
            exchange.close();
            slow.configureBlocking(true);
            slow.shutdownOutput();
            assertThat(scene.whileRunning(() -> countToEnd(slow))).isEqualTo(sent);
        }
    }

    /** Sends until nobody takes any more, and returns how much was taken. */
    private long fill(SocketChannel slow) throws Exception {
        ByteBuffer data = ByteBuffer.allocateDirect(64 * 1024);
        long sent = 0;
        int fruitless = 0;
        // The server has stopped reading once a few of its iterations change nothing.
        while (fruitless < 10 && sent < FLOOD_BYTES) {
            int taken = slow.write(data.clear());
            sent += taken;
            fruitless = taken > 0 ? 0 : fruitless + 1;
            scene.loop().run(RunMode.NOWAIT);
        }
        return sent;
    }

    private static long countToEnd(SocketChannel channel) throws Exception {
        ByteBuffer data = ByteBuffer.allocateDirect(64 * 1024);
        long bytes = 0;
        for (int read = 0; read >= 0; read = channel.read(data.clear())) {
            bytes += read;
        }
        return bytes;
    }

    @Test
    void what_waits_when_the_client_ends_its_side_is_still_sent() throws Exception {
        try (SocketChannel client = SocketChannel.open(server.tcpServer().localAddress())) {
            client.configureBlocking(false);
            ByteBuffer piece = ByteBuffer.allocateDirect(1024);
            long sent = 0;
            while (server.queueBytesMax() == 0) {
                sent += client.write(piece.clear());
                scene.loop().run(RunMode.NOWAIT);
            }
            client.shutdownOutput();
            scene.loop().run(RunMode.NOWAIT);
            client.configureBlocking(true);

            long received = scene.whileRunning(() -> countToEnd(client));

            assertThat(received).isEqualTo(sent);
        }
    }

    @Test
    void a_reset_amid_a_write_ends_that_connection_alone() throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(server.tcpServer().localAddress());
            try (SocketChannel slow = SocketChannel.open()) {
                slow.connect(server.tcpServer().localAddress());
                slow.configureBlocking(false);
                fill(slow);
                slow.setOption(StandardSocketOptions.SO_LINGER, 0);
            }

            scene.runUntil(() -> server.tcpServer().connections() == 1);

            socket.getOutputStream().write("x".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(scene.whileRunning(() -> SocketScene.readAll(socket.getInputStream())))
                    .isEqualTo("x");
        }
    }

    @Test
    void connections_beyond_the_limit_are_refused() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < MAX_CONNECTIONS; i++) {
            Socket socket = new Socket();
            socket.connect(server.tcpServer().localAddress());
            sockets.add(socket);
        }
        scene.runUntil(() -> server.tcpServer().accepted() == MAX_CONNECTIONS);

        assertThat(scene.ask(server.tcpServer().localAddress(), "")).isEmpty();

        assertThat(server.tcpServer().refused()).isOne();
        for (Socket socket : sockets) {
            socket.close();
        }
        scene.runUntil(() -> server.tcpServer().connections() == 0);
    }
}
