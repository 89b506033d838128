package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loopbench.cli.command.Sessions;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Floods on loopback with clients in a process of their own: counts and bytes, never times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // what several tests ask of is run once
@Execution(ExecutionMode.CONCURRENT) // counts and names, never times
final class FloodIT {

    private static final String[] SHORT = {"--duration=300ms", "--warmup=0s", "--connections=8"};

    private Report echo;
    private Report http;

    @BeforeAll
    void flood() throws Exception {
        echo = run("--payload=1000B", "--sockets");
        http = run("--protocol=http");
    }

    @Test
    void every_byte_comes_back_and_no_worker_is_used() {
        Report report = echo;
        Operation trips = report.operations().get(0);
        Clients clients = Objects.requireNonNull(report.clients());
        assertThat(trips.kind()).isEqualTo("flood");
        assertThat(trips.count()).isPositive();
        assertThat(trips.errors()).isZero();
        assertThat(trips.legs().waitLeg()).isNull();
        assertThat(clients.process()).isEqualTo(Clients.Place.OWN_PROCESS);
        assertThat(clients.counts().connections()).isEqualTo(8);
        assertThat(clients.exchange().bytesSent()).isEqualTo(1000 * trips.count());
        assertThat(clients.exchange().bytesReceived()).isEqualTo(clients.exchange().bytesSent());
        assertThat(report.pool().counts().submitted()).isZero();
        assertThat(report.loop().counts().events()).isGreaterThanOrEqualTo(trips.count());
        assertThat(report.repeats().get(0).operations()).isEqualTo(trips.count());
    }

    @Test
    void the_kernel_shows_the_servers_sockets() {
        Sockets sockets = Objects.requireNonNull(echo.sockets());
        // Somebody else may have a connection from the same port of another address.
        assertThat(sockets.lastSample().states())
                .hasEntrySatisfying("ESTABLISHED", count -> assertThat(count).isBetween(8L, 10L))
                .containsEntry("LISTEN", 1L);
        assertThat(sockets.listed().connections()).hasSizeBetween(9, 11);
    }

    @Test
    void the_latency_of_an_open_load_counts_from_the_intended_start_and_from_the_send()
            throws Exception {
        Report report = run("--rate=500/s");

        Operation trips = report.operations().get(0);
        assertThat(trips.count()).isEqualTo(150);
        assertThat(Objects.requireNonNull(trips.latency().fromSend()).count()).isEqualTo(150);
        assertThat(Objects.requireNonNull(trips.latency().startDelay()).count()).isEqualTo(150);
        assertThat(trips.latency().response().maxNanos())
                .isGreaterThanOrEqualTo(
                        Objects.requireNonNull(trips.latency().fromSend().maxNanos()));
    }

    @Test
    void the_loops_server_speaks_http_too() {
        assertThat(http.operations().get(0).count()).isPositive();
        assertThat(http.config().parameters()).containsEntry("path", "/");
    }

    @Test
    void the_server_counts_what_the_clients_asked() {
        ServerFigures.Requests requests =
                Objects.requireNonNull(Objects.requireNonNull(http.server()).requests());
        Operation trips = http.operations().get(0);
        assertThat(requests.count()).isEqualTo(trips.count());
        assertThat(requests.status()).containsExactly(Map.entry("200", trips.count()));
        assertThat(requests.response().count()).isEqualTo(trips.count());
        assertThat(Objects.requireNonNull(http.clients()).exchange().status())
                .containsExactly(Map.entry("200", trips.count()));
    }

    @Test
    void the_clients_cpu_is_part_of_the_run() {
        assertThat(Objects.requireNonNull(echo.clients()).generator().cpuNanos()).isNotNegative();
    }

    @Test
    void connections_that_are_closed_and_opened_anew_are_counted_on_both_sides() throws Exception {
        Report report = run("--churn=200/s");

        Clients clients = Objects.requireNonNull(report.clients());
        ServerFigures server = Objects.requireNonNull(report.server());
        Operation connects = report.operations().get(1);
        assertThat(connects.kind()).isEqualTo("connect");
        assertThat(connects.count()).isEqualTo(clients.counts().churned()).isPositive();
        assertThat(Objects.requireNonNull(server.connectionCounts()).accepted())
                .isEqualTo(clients.counts().churned());
        assertThat(clients.counts().connected()).isEqualTo(8);
        assertThat(report.operations().get(0).errors()).isZero();
    }

    @Test
    void a_loop_that_is_held_lets_a_short_accept_queue_overflow() throws Exception {
        // A connect that the kernel dropped is tried again ever later: some replies may fail.
        Invocation.Result result =
                execute(
                        with(
                                "--backlog=1",
                                "--churn=2000/s",
                                "--connections=40",
                                "--block-with=sleep",
                                "--block-every=200ms",
                                "--block-for=150ms",
                                "--duration=1s",
                                "--drain-timeout=200ms", // what is tried again may come late
                                "--json=-",
                                "-q"));
        Report report = read(result.out());

        Sockets sockets = Objects.requireNonNull(report.sockets());
        assertThat(Objects.requireNonNull(sockets.queues().backlog()).asked()).isOne();
        assertThat(sockets.queues().backlog().inForce()).isOne();
        assertThat(sockets.losses().listenOverflows()).isPositive();
    }

    @Test
    void errors_of_http_are_counted_by_status_and_the_run_goes_on() throws Exception {
        try (HttpPeer peer = new HttpPeer()) {
            Path file = Files.createTempFile("loopbench", ".json");
            Invocation.Result result =
                    execute(
                            with(
                                    "--target=http://localhost:" + peer.port() + "/error",
                                    "--json=" + file));

            assertThat(result.code()).isEqualTo(1);
            Report report = read(Files.readString(file));
            Files.delete(file);
            long errors = report.operations().get(0).errors();
            assertThat(errors).isPositive();
            assertThat(Objects.requireNonNull(report.clients()).exchange().status())
                    .containsExactly(Map.entry("500", errors));
            assertThat(report.clients().counts().connected()).isEqualTo(8);
        }
    }

    @Test
    void method_headers_and_body_reach_the_server() throws Exception {
        try (HttpPeer peer = new HttpPeer()) {
            Report report =
                    run(
                            "--target=http://localhost:" + peer.port() + "/echo?a=b",
                            "--method=PUT",
                            "--header=X-One: 1",
                            "--header=X-Two: 2",
                            "--body=some bytes");

            assertThat(report.operations().get(0).errors()).isZero();
            assertThat(peer.last()).isEqualTo("PUT /echo?a=b 1 2 some bytes");
        }
    }

    @Test
    void an_echo_that_meets_an_http_server_says_what_to_try() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
            EchoPeer.start(() -> refuseInHttp(listener));
            Invocation.Result result =
                    execute(with("--target=localhost:" + listener.getLocalPort()));

            assertThat(result.code()).isEqualTo(15);
            assertThat(result.err()).contains("try --protocol http").hasLineCount(1);
        }
    }

    private static void refuseInHttp(ServerSocket listener) {
        try {
            while (true) {
                Socket client = listener.accept();
                if (client.getInputStream().read() >= 0) {
                    client.getOutputStream()
                            .write(
                                    "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Test
    void a_server_of_threads_takes_the_same_flood() throws Exception {
        Report report = run("--model=threads");

        ServerFigures server = Objects.requireNonNull(report.server());
        assertThat(report.operations().get(0).errors()).isZero();
        assertThat(server.model()).isEqualTo(ServerFigures.Model.THREADS);
        assertThat(server.threadCounts().threads()).isGreaterThan(8);
    }

    @Test
    void work_of_the_pool_runs_beside_the_flood() throws Exception {
        Report report = run("--with=pbkdf2:2");

        assertThat(report.operations())
                .extracting(Operation::kind)
                .containsExactly("flood", "pbkdf2");
        assertThat(report.operations().get(1).count()).isPositive();
        assertThat(report.pool().counts().completed())
                .isEqualTo(report.operations().get(1).count());
    }

    @Test
    void all_models_are_shown_side_by_side() {
        Invocation.Result result =
                execute("--model=all", "--duration=200ms", "--warmup=0s", "--connections=4");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("loop ", "threads ", "CPU/trip");
    }

    @Test
    void a_server_that_is_not_ours_can_be_flooded() throws Exception {
        try (EchoPeer peer = new EchoPeer(false)) {
            Report report = run("--target=localhost:" + peer.port());

            Clients clients = Objects.requireNonNull(report.clients());
            assertThat(report.operations().get(0).count()).isPositive();
            assertThat(clients.process()).isEqualTo(Clients.Place.THIS_PROCESS);
            assertThat(report.sockets()).isNull();
        }
    }

    @Test
    void a_wrong_byte_ends_the_run_with_its_own_exit_code() throws Exception {
        try (EchoPeer peer = new EchoPeer(true)) {
            Invocation.Result result = execute(with("--target=localhost:" + peer.port()));

            assertThat(result.code()).isEqualTo(15);
            assertThat(result.err()).contains("is not the one that was sent");
        }
    }

    @Test
    void a_target_that_dies_leaves_errors_with_a_reason_and_the_instant_they_began()
            throws Exception {
        try (EchoPeer peer = EchoPeer.dyingAfter(20)) {
            // One connection: of several some may live on while the first ones have died.
            Invocation.Result result =
                    execute(
                            with(
                                    "--target=localhost:" + peer.port(),
                                    "--connections=1",
                                    "--json=-",
                                    "-q"));
            Report report = new JsonReportReader().read(new StringReader(result.out()));

            Operation trips = report.operations().get(0);
            assertThat(result.code()).isEqualTo(1);
            assertThat(trips.count()).isBetween(1L, 20L);
            assertThat(trips.errors()).isPositive();
            assertThat(trips.started())
                    .isEqualTo(trips.count() + trips.errors() + trips.unfinished());
            assertThat(trips.failures().stream().mapToLong(Operation.Failure::count).sum())
                    .isEqualTo(trips.errors());
            long lastOkNanos = Objects.requireNonNull(trips.pace().lastOkNanos());
            assertThat(trips.failures())
                    .extracting(Operation.Failure::reason)
                    .anyMatch(reason -> reason.startsWith("connection"))
                    .noneMatch(reason -> reason.contains(String.valueOf(peer.port())));
            assertThat(trips.failures())
                    .allMatch(failure -> failure.firstAtNanos() <= failure.lastAtNanos())
                    .allMatch(failure -> failure.lastAtNanos() <= report.run().durationNanos())
                    .anyMatch(failure -> failure.lastAtNanos() >= lastOkNanos);
        }
    }

    @Test
    void where_nobody_listens_the_target_is_said_to_refuse() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Invocation.Result result = execute(with("--target=localhost:" + port));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("connection refused").hasLineCount(1);
    }

    /** Runs well, and validates the report against its schema. */
    private static Report run(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(with(options)));
        words.addAll(List.of("--json=-", "-q"));
        Invocation.Result result = execute(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        ReportSchema.validate(result.out());
        return read(result.out());
    }

    private static Report read(String json) throws Exception {
        return new JsonReportReader().read(new StringReader(json));
    }

    /** Of a short run, but for what the options say. */
    private static String[] with(String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        for (String usual : SHORT) {
            String name = usual.substring(0, usual.indexOf('=') + 1);
            if (words.stream().noneMatch(word -> word.startsWith(name))) {
                words.add(usual);
            }
        }
        return words.toArray(String[]::new);
    }

    private static Invocation.Result execute(String... options) {
        List<String> words = new ArrayList<>(List.of("run", "flood"));
        words.addAll(List.of(options));
        return Invocation.with(Sessions.measuring()).execute(words.toArray(String[]::new));
    }

    /** An HTTP server that knows nothing of this project. */
    private static final class HttpPeer implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        private volatile String last = "";

        HttpPeer() throws IOException {
            server.createContext("/error", exchange -> answer(exchange, 500));
            server.createContext("/echo", exchange -> answer(exchange, 200));
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        /** What the last request said. */
        String last() {
            return last;
        }

        private void answer(HttpExchange exchange, int status) throws IOException {
            byte[] body = exchange.getRequestBody().readAllBytes();
            last =
                    String.join(
                            " ",
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            String.valueOf(exchange.getRequestHeaders().getFirst("X-One")),
                            String.valueOf(exchange.getRequestHeaders().getFirst("X-Two")),
                            new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** An echo server that knows nothing of this project. */
    private static final class EchoPeer implements AutoCloseable {

        private final ServerSocket listener =
                new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        private final boolean garbles;
        private final int replies;

        EchoPeer(boolean garbles) throws IOException {
            this(garbles, Integer.MAX_VALUE);
        }

        /** Each connection ends after so many replies. */
        static EchoPeer dyingAfter(int replies) throws IOException {
            return new EchoPeer(false, replies);
        }

        private EchoPeer(boolean garbles, int replies) throws IOException {
            this.garbles = garbles;
            this.replies = replies;
            start(this::accept);
        }

        int port() {
            return listener.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket client = listener.accept();
                    start(() -> serve(client));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void serve(Socket client) {
            try (client) {
                InputStream in = client.getInputStream();
                OutputStream out = client.getOutputStream();
                byte[] buffer = new byte[4096];
                int left = replies;
                for (int count = in.read(buffer);
                        count > 0 && left-- > 0;
                        count = in.read(buffer)) {
                    if (garbles) {
                        buffer[count / 2] ^= 1;
                    }
                    out.write(buffer, 0, count);
                }
            } catch (IOException gone) {
                // So is the client.
            }
        }

        private static void start(Runnable task) {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
