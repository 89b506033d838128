package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.net.AnswerLog;
import dev.loopbench.loopcore.net.DelayedWork;
import dev.loopbench.loopcore.net.SocketScene;
import dev.loopbench.loopcore.net.TcpListener;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each answer is told once, when the system has it, pipelined ones and refusals too. */
class ObservedServerIT {

    private static final int LARGE_BYTES = 8 << 20;

    private final SocketScene scene = new SocketScene();
    private final AnswerLog told = new AnswerLog();
    private final HttpServer server =
            new HttpServer(
                    scene.tcp(),
                    HttpServerConfig.DEFAULT,
                    Map.of(
                            "/",
                            HttpHandler.fixed(HttpResponse.text(HttpStatus.OK, "hello")),
                            "/large",
                            HttpHandler.fixed(
                                    HttpResponse.text(HttpStatus.OK, "x".repeat(LARGE_BYTES)))),
                    () -> Instant.EPOCH,
                    told);

    private String ask(String requests) throws Exception {
        server.tcpServer().listen(SocketScene.loopback(), TcpListener.DEFAULT_BACKLOG);
        String answers = scene.ask(server.tcpServer().localAddress(), requests);
        server.tcpServer().close(() -> {});
        scene.runToEnd();
        return answers;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static String getAndClose(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    }

    @Test
    void requests_that_came_together_are_told_one_by_one() throws Exception {
        ask(get("/") + get("/none") + getAndClose("/"));

        assertThat(told.statuses()).containsExactly(200, 404, 200);
        assertThat(told.ranBackwards()).isFalse();
        assertThat(told.connections()).isZero();
    }

    @Test
    void a_refusal_is_an_answer() throws Exception {
        ask("nonsense\r\n\r\n");

        assertThat(told.statuses()).containsExactly(400);
    }

    @Test
    void an_answer_is_told_once_all_of_it_is_handed_over() throws Exception {
        String answers = ask(getAndClose("/large"));

        assertThat(answers.length()).isGreaterThan(LARGE_BYTES);
        assertThat(told.statuses()).containsExactly(200);
    }

    @Test
    void an_answer_that_waits_for_work_is_told_after_the_work() throws Exception {
        DelayedWork work = new DelayedWork(scene.loop(), told);
        server.requestWork("/", work);

        ask(get("/none") + get("/") + get("/none") + getAndClose("/"));

        assertThat(work.toldWhenDone()).containsExactly(1, 3);
        assertThat(told.statuses()).containsExactly(404, 200, 404, 200);
        assertThat(told.ranBackwards()).isFalse();
    }

    @Test
    void work_that_failed_is_told_as_a_server_error() throws Exception {
        server.requestWork("/", new DelayedWork(scene.loop(), told).failing());

        ask(get("/"));

        assertThat(told.statuses()).containsExactly(500);
    }
}
