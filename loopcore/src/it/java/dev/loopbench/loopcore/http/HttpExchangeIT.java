package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.net.ConnectObserver;
import dev.loopbench.loopcore.net.ExchangeLog;
import dev.loopbench.loopcore.net.ScriptedServer;
import dev.loopbench.loopcore.net.SocketScene;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, against our server, the JDK's, and one that says what it is told to. */
class HttpExchangeIT {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final SocketScene scene = new SocketScene();
    private final StatusCounts statuses = new StatusCounts();
    private final HttpExchange exchange =
            new HttpExchange(
                    scene.tcp(),
                    ClientRequest.get("127.0.0.1", "/"),
                    statuses,
                    ConnectObserver.NONE);
    private final ExchangeLog client = new ExchangeLog(scene, exchange);

    private ScriptedServer scripted(String... answers) {
        ScriptedServer server = new ScriptedServer(scene.tcp(), answers);
        client.connect(server.localAddress());
        return server;
    }

    private void end(ScriptedServer server) {
        exchange.close();
        server.close();
        scene.runToEnd();
    }

    @Test
    void many_requests_use_one_connection() {
        HttpServer server = HttpScenes.serve(scene, HttpServerConfig.DEFAULT);
        client.connect(server.tcpServer().localAddress());
        assertThat(client.send()).isEqualTo("answered");
        long sent = exchange.bytesSent();
        long received = exchange.bytesReceived();

        for (int i = 1; i < 100; i++) {
            assertThat(client.send()).isEqualTo("answered");
        }

        assertThat(server.requests()).isEqualTo(100);
        assertThat(server.tcpServer().accepted()).isOne();
        assertThat(exchange.reconnects()).isZero();
        assertThat(exchange.bytesSent()).isEqualTo(100 * sent).isPositive();
        assertThat(exchange.bytesReceived()).isEqualTo(100 * received).isPositive();
        exchange.close();
        HttpScenes.end(scene, server);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void a_foreign_server_is_understood(int announcedBytes) throws IOException {
        byte[] body = new byte[100_000];
        com.sun.net.httpserver.HttpServer server =
                com.sun.net.httpserver.HttpServer.create(SocketScene.loopback(), 0);
        server.createContext(
                "/",
                request -> {
                    request.sendResponseHeaders(200, announcedBytes); // 0: in chunks
                    try (OutputStream out = request.getResponseBody()) {
                        out.write(body);
                    }
                });
        server.start();
        client.connect(server.getAddress());

        for (int i = 0; i < 10; i++) {
            assertThat(client.send()).isEqualTo("answered");
        }

        assertThat(exchange.bytesReceived()).isGreaterThan(10L * body.length);
        exchange.close();
        scene.runToEnd();
        server.stop(0);
    }

    @Test
    void a_server_that_says_it_closes_is_connected_to_anew() {
        String last = OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        ScriptedServer server = scripted(OK, last, last + ScriptedServer.CLOSE, OK);

        for (int i = 0; i < 4; i++) {
            assertThat(client.send()).isEqualTo("answered");
        }

        assertThat(server.accepted()).isEqualTo(3);
        assertThat(exchange.reconnects()).isEqualTo(2);
        end(server);
    }

    @Test
    void a_server_that_closes_an_idle_connection_is_connected_to_anew() {
        ScriptedServer server = scripted(OK + ScriptedServer.CLOSE, OK);

        assertThat(client.send()).isEqualTo("answered");
        scene.runUntil(() -> server.connections() == 0);
        scene.loop().run(RunMode.NOWAIT); // the client sees the end, too
        assertThat(client.send()).isEqualTo("answered");

        assertThat(exchange.reconnects()).isOne();
        end(server);
    }

    @Test
    void an_answer_may_end_with_its_connection() {
        ScriptedServer server =
                scripted("HTTP/1.1 200 OK\r\n\r\nsome bytes" + ScriptedServer.CLOSE, OK);

        assertThat(client.send()).isEqualTo("answered");
        assertThat(client.send()).isEqualTo("answered");
        end(server);
    }

    @ParameterizedTest
    @CsvSource({
        "503 Service Unavailable, unsuccessful: HTTP 503",
        "404, unsuccessful: HTTP 404",
        "301 Moved, answered",
        "204 No Content, answered",
    })
    void every_complete_answer_is_counted_and_an_error_ends_no_connection(
            String status, String logged) {
        ScriptedServer server =
                scripted("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n", OK);

        assertThat(client.send()).isEqualTo(logged);
        assertThat(client.send()).isEqualTo("answered");

        assertThat(statuses.byStatus()).containsEntry(status.substring(0, 3), 1L).hasSize(2);
        assertThat(exchange.reconnects()).isZero();
        end(server);
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedServer.CLOSE, ScriptedServer.RESET})
    void a_kept_connection_that_ends_as_the_request_is_sent_is_counted_and_made_anew(
            String ending) {
        ScriptedServer server = scripted(OK, ending, OK);

        assertThat(client.send()).isEqualTo("answered");
        assertThat(client.send()).startsWith("unsuccessful: the server closed the kept connection");
        assertThat(client.send()).isEqualTo("answered");

        assertThat(exchange.keepAliveResets()).isOne();
        assertThat(exchange.reconnects()).isOne();
        end(server);
    }

    @Test
    void a_first_request_that_gets_no_answer_is_a_failure_of_the_connection() {
        ScriptedServer server = scripted(ScriptedServer.CLOSE);

        assertThat(client.send()).isEqualTo("failed EOF");
        assertThat(exchange.keepAliveResets()).isZero();
        end(server);
    }

    @Test
    void a_server_that_announces_its_idle_time_out_is_connected_to_anew() {
        ScriptedServer server = scripted(OK, OK);
        assertThat(client.send()).isEqualTo("answered");

        exchange.read(
                ByteBuffer.wrap(
                        "HTTP/1.1 408 Request Timeout\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII)));

        assertThat(client.send()).isEqualTo("answered");
        assertThat(exchange.reconnects()).isOne();
        end(server);
    }

    @Test
    void an_answer_to_head_has_no_body_whatever_its_fields_say() {
        HttpExchange head =
                new HttpExchange(
                        scene.tcp(), ClientRequest.of("HEAD", "a", "/", List.of(), new byte[0]));
        ExchangeLog asking = new ExchangeLog(scene, head);
        ScriptedServer server =
                new ScriptedServer(scene.tcp(), "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n");
        asking.connect(server.localAddress());

        assertThat(asking.send()).isEqualTo("answered");
        head.close();
        server.close();
        scene.runToEnd();
    }

    @Test
    void bytes_after_an_answer_are_wrong() {
        ScriptedServer server = scripted(OK + "more");

        assertThat(client.send()).isEqualTo("the server sent 4 bytes after its answer");
        end(server);
    }

    @Test
    void what_is_no_answer_is_wrong() {
        ScriptedServer server = scripted("220 mail.example ESMTP\r\n");

        assertThat(client.send()).isEqualTo("the server's answer does not begin as HTTP/1.1 does");
        end(server);
    }

    @ParameterizedTest
    @CsvSource({"<close>, failed EOF", "<reset>, failed ECONNRESET"})
    void a_connection_that_ends_within_an_answer_is_a_failure(String ending, String logged) {
        ScriptedServer server = scripted(OK.substring(0, OK.length() - 1) + ending);

        assertThat(client.send()).isEqualTo(logged);
        assertThatIllegalStateException().isThrownBy(client::send);
        end(server);
    }

    @Test
    void a_refused_connection_is_told_at_once_or_by_the_request_that_needs_it() {
        ScriptedServer server = scripted(OK + ScriptedServer.CLOSE);
        client.send();
        server.close();
        scene.runUntil(() -> server.connections() == 0 && !scene.loop().isAlive());

        assertThat(client.send()).isEqualTo("failed ECONNREFUSED");
        scene.runToEnd();
    }

    @Test
    void after_a_refused_connection_another_may_be_tried() {
        ScriptedServer gone = new ScriptedServer(scene.tcp());
        InetSocketAddress address = gone.localAddress();
        gone.close();
        scene.loop().run(RunMode.DEFAULT);
        assertThat(client.connect(address)).isEqualTo("connect ECONNREFUSED");
        assertThatIllegalStateException().isThrownBy(client::send);

        ScriptedServer server = scripted(OK);

        assertThat(client.send()).isEqualTo("answered");
        end(server);
    }

    @Test
    void only_one_request_at_a_time_is_sent_and_only_when_connected() {
        assertThatIllegalStateException().isThrownBy(() -> exchange.send(client));
        ScriptedServer server = scripted(OK);
        exchange.send(client);
        assertThatIllegalStateException().isThrownBy(() -> exchange.send(client));
        scene.runUntil(() -> client.log().contains("answered"));
        end(server);
        assertThatIllegalStateException().isThrownBy(() -> exchange.send(client));
    }

    @Test
    void closed_amid_a_request_it_says_nothing_more() {
        ScriptedServer server = scripted(OK);
        exchange.send(client);

        end(server);

        assertThat(client.log()).containsExactly("connected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/ x", "/\r\n", "/\u00e9", "/#x"})
    void a_target_that_would_break_the_request_is_refused(String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientRequest.get("a", target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a\r\n"})
    void a_host_that_would_break_the_request_is_refused(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientRequest.get(host, "/"));
    }
}
