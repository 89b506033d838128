package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.loopbench.loopcore.TimerHandle;
import dev.loopbench.loopcore.net.SocketScene;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the server keeps clients from costing it more than they may. */
class HttpServerLimitsIT {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    /** Stands in no head. */
    private static final char BODY = '~';

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(40);

    private final SocketScene scene = new SocketScene();

    @Test
    void a_client_that_stalls_within_a_request_is_told_and_dropped() {
        HttpServer server =
                HttpScenes.serve(scene, HttpServerConfig.DEFAULT.withTimeouts(SHORT, LONG));

        assertThat(scene.ask(server.tcpServer().localAddress(), GET.substring(0, 20)))
                .startsWith("HTTP/1.1 408 Request Timeout");
        assertThat(server.timedOut()).isOne();
        HttpScenes.end(scene, server);
    }

    @Test
    void a_client_that_stalls_within_a_body_is_told_and_dropped() {
        HttpServer server =
                HttpScenes.serve(scene, HttpServerConfig.DEFAULT.withTimeouts(SHORT, LONG));

        assertThat(
                        scene.ask(
                                server.tcpServer().localAddress(),
                                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"))
                .startsWith("HTTP/1.1 408 Request Timeout");
        HttpScenes.end(scene, server);
    }

    @Test
    void a_client_that_sends_byte_by_byte_for_ever_is_dropped() throws Exception {
        HttpServer server =
                HttpScenes.serve(
                        scene, HttpServerConfig.DEFAULT.withTimeouts(Duration.ofMillis(300), LONG));
        TimerHandle drip = scene.loop().timer();
        try (SocketChannel channel = SocketChannel.open(server.tcpServer().localAddress())) {
            channel.write(ByteBuffer.wrap("GET /".getBytes(StandardCharsets.US_ASCII)));
            drip.start(() -> sendOne(channel), 1, 1);

            scene.runUntil(() -> server.timedOut() == 1);
        }
        drip.close();
        HttpScenes.end(scene, server);
    }

    private static void sendOne(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
        } catch (IOException dropped) {
            throw new UncheckedIOException(dropped);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "get, 1"})
    void a_client_that_asks_nothing_is_closed_without_a_word(String first, int answers) {
        HttpServer server =
                HttpScenes.serve(scene, HttpServerConfig.DEFAULT.withTimeouts(LONG, SHORT));

        String answer = scene.ask(server.tcpServer().localAddress(), first.isEmpty() ? "" : GET);

        assertThat(answer.split("hello", -1)).hasSize(answers + 1);
        assertThat(answer).doesNotContain("408");
        assertThat(server.timedOut()).isZero();
        assertThat(server.tcpServer().idleClosed()).isOne();
        HttpScenes.end(scene, server);
    }

    @Test
    void a_client_that_does_not_close_after_its_last_answer_is_dropped() throws Exception {
        HttpServer server =
                HttpScenes.serve(scene, HttpServerConfig.DEFAULT.withTimeouts(SHORT, LONG));
        try (Socket socket = new Socket()) {
            socket.connect(server.tcpServer().localAddress());
            socket.getOutputStream().write("nonsense\r\n".getBytes(StandardCharsets.US_ASCII));

            scene.runUntil(
                    () ->
                            server.tcpServer().accepted() == 1
                                    && server.tcpServer().connections() == 0);

            assertThat(SocketScene.readAll(socket.getInputStream())).startsWith("HTTP/1.1 400");
        }
        HttpScenes.end(scene, server);
    }

    @Test
    void a_client_that_does_not_read_its_answer_is_dropped() throws Exception {
        HttpServer server = large(HttpServerConfig.DEFAULT.withTimeouts(SHORT, LONG));
        try (Socket socket = new Socket()) {
            socket.connect(server.tcpServer().localAddress());
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));

            scene.runUntil(() -> server.timedOut() == 1);
            scene.runUntil(() -> server.tcpServer().connections() == 0);
        }
        HttpScenes.end(scene, server);
    }

    @Test
    void a_client_that_does_not_read_has_its_next_requests_wait() throws Exception {
        int requests = 1_000;
        int answerBytes = 20_000;
        HttpHandler handler =
                HttpHandler.fixed(
                        HttpResponse.text(
                                HttpStatus.OK, Character.toString(BODY).repeat(answerBytes)));
        HttpServer server = HttpScenes.serve(scene, HttpServerConfig.DEFAULT, Map.of("/", handler));
        try (Socket socket = new Socket()) {
            socket.connect(server.tcpServer().localAddress());
            socket.getOutputStream()
                    .write(GET.repeat(requests).getBytes(StandardCharsets.US_ASCII));
            scene.runUntil(() -> server.queueBytesMax() > ServerConnection.HIGH_WATER_BYTES);
            long before = server.requests();

            int bodyBytes =
                    scene.whileRunning(
                            () -> count(socket.getInputStream(), requests * answerBytes));

            assertThat(before).isLessThan(requests);
            assertThat(bodyBytes).isEqualTo(requests * answerBytes);
            assertThat(server.requests()).isEqualTo(requests);
            assertThat(server.queueBytesMax())
                    .isLessThan(ServerConnection.HIGH_WATER_BYTES + answerBytes + 1000);
        }
        HttpScenes.end(scene, server);
    }

    /** How many body bytes have come, once they are as many as expected. */
    private static int count(InputStream in, int expected) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int bytes = 0;
        while (bytes < expected) {
            int read = in.read(buffer);
            assertThat(read).as("after %d bytes", bytes).isPositive();
            for (int i = 0; i < read; i++) {
                bytes += buffer[i] == BODY ? 1 : 0;
            }
        }
        return bytes;
    }

    @Test
    void a_reset_amid_an_answer_ends_that_connection_alone() throws Exception {
        HttpServer server = large(HttpServerConfig.DEFAULT);
        try (Socket socket = new Socket()) {
            socket.connect(server.tcpServer().localAddress());
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            scene.runUntil(() -> server.queueBytesMax() > 0);
            socket.setSoLinger(true, 0);
        }

        scene.runUntil(() -> server.tcpServer().connections() == 0);

        assertThat(
                        scene.ask(
                                server.tcpServer().localAddress(),
                                "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(scene.uncaught()).isEmpty();
        HttpScenes.end(scene, server);
    }

    @Test
    void connections_beyond_the_limit_are_closed_at_once() throws Exception {
        HttpServer server = HttpScenes.serve(scene, HttpServerConfig.DEFAULT.withMaxConnections(1));
        try (Socket first = new Socket()) {
            first.connect(server.tcpServer().localAddress());
            scene.runUntil(() -> server.tcpServer().accepted() == 1);

            assertThat(scene.ask(server.tcpServer().localAddress(), "")).isEmpty();

            assertThat(server.tcpServer().refused()).isOne();
            assertThat(server.tcpServer().connections()).isOne();
        }
        HttpScenes.end(scene, server);
    }

    @Test
    void closing_the_server_closes_its_connections() throws Exception {
        HttpServer server = large(HttpServerConfig.DEFAULT);
        try (Socket busy = new Socket();
                Socket idle = new Socket()) {
            busy.connect(server.tcpServer().localAddress());
            idle.connect(server.tcpServer().localAddress());
            busy.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            scene.runUntil(() -> server.tcpServer().accepted() == 2 && server.queueBytesMax() > 0);

            HttpScenes.end(scene, server);

            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            // An answer cut off may end with a reset.
            assertThat(catchThrowable(() -> SocketScene.readAll(busy.getInputStream())))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            reset -> assertThat(reset).isInstanceOf(SocketException.class));
        }
    }

    /** More than sockets buffer. */
    private HttpServer large(HttpServerConfig config) {
        byte[] body = new byte[50_000_000];
        HttpResponse response = HttpResponse.of(HttpStatus.OK, "application/octet-stream", body);
        return HttpScenes.serve(scene, config, Map.of("/", HttpHandler.fixed(response)));
    }
}
