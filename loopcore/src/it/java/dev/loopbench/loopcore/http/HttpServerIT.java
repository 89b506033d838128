package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.net.SocketScene;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server answers to the JDK's client and to bare sockets. */
class HttpServerIT {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST_GET = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final byte[] large = new byte[5_000_000];
    private final SocketScene scene = new SocketScene();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server =
            HttpScenes.serve(
                    scene,
                    HttpServerConfig.DEFAULT,
                    Map.of(
                            "/",
                            HttpHandler.fixed(HttpResponse.text(HttpStatus.OK, "hello")),
                            "/large",
                            HttpHandler.fixed(octets(large)),
                            "/target",
                            request -> HttpResponse.text(HttpStatus.OK, request.target()),
                            "/broken",
                            request -> {
                                throw new IllegalStateException("broken");
                            }));

    @AfterEach
    void all_is_closed() {
        HttpScenes.end(scene, server);
    }

    private static HttpResponse octets(byte[] body) {
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31 / 7);
        }
        return HttpResponse.of(HttpStatus.OK, "application/octet-stream", body);
    }

    @Test
    void an_answer_has_status_type_length_date_and_body() {
        String answer = scene.ask(server.tcpServer().localAddress(), GET + LAST_GET);

        String head =
                """
                HTTP/1.1 200 OK
                Content-Type: text/plain; charset=utf-8
                Content-Length: 5
                Date: Sun, 06 Nov 1994 08:49:37 GMT
                """
                        .replace("\n", "\r\n");
        assertThat(answer).isEqualTo(head + "\r\nhello" + head + "Connection: close\r\n\r\nhello");
    }

    @Test
    void a_connection_is_closed_as_soon_as_both_sides_have_ended_it() {
        scene.ask(server.tcpServer().localAddress(), LAST_GET);

        scene.runUntil(() -> server.tcpServer().connections() == 0);

        assertThat(server.timedOut()).isZero();
    }

    @Test
    void a_foreign_client_gets_its_answers_over_one_connection() {
        for (int i = 0; i < 20; i++) {
            assertThat(send("GET", "/target?" + i, BodyPublishers.noBody(), false).body())
                    .isEqualTo("/target?" + i);
        }

        assertThat(server.requests()).isEqualTo(20);
        assertThat(server.tcpServer().accepted()).isOne();
    }

    @Test
    void a_head_request_gets_the_head_alone() {
        java.net.http.HttpResponse<String> answer =
                send("HEAD", "/", BodyPublishers.noBody(), false);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void other_paths_and_methods_are_refused_and_the_connection_goes_on() {
        assertThat(send("GET", "/x", BodyPublishers.noBody(), false).statusCode()).isEqualTo(404);
        java.net.http.HttpResponse<String> answer =
                send("POST", "/", BodyPublishers.ofString("a body"), false);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(send("PUT", "/x", BodyPublishers.ofString("a body"), false).statusCode())
                .isEqualTo(404);
        assertThat(server.tcpServer().accepted()).isOne();
    }

    @Test
    void a_client_that_waits_with_its_body_is_told_to_send_it() {
        assertThat(send("POST", "/", BodyPublishers.ofString("a body"), true).statusCode())
                .isEqualTo(405);
    }

    @Test
    void a_body_in_chunks_is_taken() {
        BodyPublisher chunks =
                BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(100_000)));

        assertThat(send("POST", "/", chunks, false).statusCode()).isEqualTo(405);
    }

    private java.net.http.HttpResponse<String> send(
            String method, String target, BodyPublisher body, boolean waits) {
        java.net.http.HttpRequest request =
                java.net.http.HttpRequest.newBuilder(HttpScenes.uri(server, target))
                        .method(method, body)
                        .expectContinue(waits)
                        .build();
        return scene.whileRunning(() -> client.send(request, BodyHandlers.ofString()));
    }

    @Test
    void a_large_body_arrives_as_it_is() {
        java.net.http.HttpRequest request =
                java.net.http.HttpRequest.newBuilder(HttpScenes.uri(server, "/large")).build();

        byte[] body =
                scene.whileRunning(() -> client.send(request, BodyHandlers.ofByteArray())).body();

        assertThat(body).isEqualTo(large);
    }

    @Test
    void requests_that_come_together_are_answered_in_order() {
        int requests = 5_000;
        StringBuilder text = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < requests; i++) {
            text.append("GET /target?%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i));
            expected.append("/target?").append(i).append('\n');
        }

        String answers = scene.ask(server.tcpServer().localAddress(), text + LAST_GET + GET);

        StringBuilder bodies = new StringBuilder();
        answers.lines()
                .filter(line -> line.startsWith("/target"))
                .forEach(line -> bodies.append(line.replaceFirst("HTTP/1.1.*", "")).append('\n'));
        assertThat(bodies).hasToString(expected.toString());
        assertThat(answers).endsWith("hello");
        assertThat(server.requests()).isEqualTo(requests + 1);
    }

    @Test
    void old_clients_are_answered_and_closed_unless_they_ask_to_go_on() {
        assertThat(scene.ask(server.tcpServer().localAddress(), "GET / HTTP/1.0\r\n\r\n"))
                .contains("Connection: close\r\n\r\nhello");
        assertThat(
                        scene.ask(
                                server.tcpServer().localAddress(),
                                "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n" + LAST_GET))
                .contains("Connection: keep-alive\r\n\r\nhelloHTTP/1.1 200 OK")
                .endsWith("Connection: close\r\n\r\nhello");
    }

    @Test
    void after_a_malformed_request_nothing_is_answered_any_more() {
        String answer =
                scene.ask(
                        server.tcpServer().localAddress(),
                        GET + "GET / HTTP/1.1\r\nHost : a\r\n\r\n" + GET);

        assertThat(answer.split("HTTP/1.1 ", -1))
                .hasSize(3)
                .satisfies(parts -> assertThat(parts[1]).startsWith("200 OK").endsWith("hello"))
                .satisfies(
                        parts ->
                                assertThat(parts[2])
                                        .startsWith("400 Bad Request")
                                        .contains("Connection: close"));
        assertThat(server.requests()).isOne();
        assertThat(server.refusedRequests()).isOne();
    }

    @Test
    void an_answer_reaches_a_client_that_is_still_sending() {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n";

        assertThat(scene.ask(server.tcpServer().localAddress(), head + "x".repeat(20_000_000)))
                .startsWith("HTTP/1.1 413 Content Too Large");
    }

    @Test
    void a_client_that_has_ended_its_side_gets_its_answers() {
        String answer =
                scene.whileRunning(
                        () -> {
                            try (Socket socket = new Socket()) {
                                socket.connect(server.tcpServer().localAddress());
                                socket.getOutputStream()
                                        .write((GET + GET).getBytes(StandardCharsets.US_ASCII));
                                socket.shutdownOutput();
                                return SocketScene.readAll(socket.getInputStream());
                            }
                        });

        assertThat(answer.split("hello", -1)).hasSize(3);
    }

    @Test
    void what_a_handler_throws_is_answered_with_500_and_goes_to_the_loop() {
        String answer =
                scene.ask(
                        server.tcpServer().localAddress(),
                        "GET /broken HTTP/1.1\r\nHost: a\r\n\r\n" + GET);

        assertThat(answer).startsWith("HTTP/1.1 500 Internal Server Error").doesNotContain("hello");
        assertThat(scene.uncaught())
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasMessage("broken"));
    }
}
