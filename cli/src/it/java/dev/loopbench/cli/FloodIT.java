package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Floods on loopback with clients in a process of their own: counts and bytes, never times. */
@Timeout(120)
final class FloodIT {

    private static final String[] SHORT = {"--duration=300ms", "--warmup=0s", "--connections=8"};

    @Test
    void every_byte_comes_back_and_no_worker_is_used() throws Exception {
        Report report = run("--payload=1000B");

        Operation trips = report.operations().get(0);
        Clients clients = Objects.requireNonNull(report.clients());
        assertThat(trips.kind()).isEqualTo("flood");
        assertThat(trips.count()).isPositive();
        assertThat(trips.errors()).isZero();
        assertThat(trips.waitLeg()).isNull();
        assertThat(clients.process()).isEqualTo(Clients.OWN_PROCESS);
        assertThat(clients.connections()).isEqualTo(8);
        assertThat(clients.bytesSent()).isEqualTo(1000 * trips.count());
        assertThat(clients.bytesReceived()).isEqualTo(clients.bytesSent());
        assertThat(report.pool().submitted()).isZero();
        assertThat(report.loop().events()).isGreaterThanOrEqualTo(trips.count());
        assertThat(report.repeats().get(0).operations()).isEqualTo(trips.count());
    }

    @Test
    void the_kernel_shows_the_servers_sockets() throws Exception {
        Report report = run("--sockets");

        Sockets sockets = Objects.requireNonNull(report.sockets());
        assertThat(sockets.states()).containsEntry("ESTABLISHED", 8L).containsEntry("LISTEN", 1L);
        assertThat(sockets.connections()).hasSize(9);
    }

    @Test
    void the_latency_of_an_open_load_counts_from_the_intended_start_and_from_the_send()
            throws Exception {
        Report report = run("--rate=500/s");

        Operation trips = report.operations().get(0);
        assertThat(trips.count()).isEqualTo(150);
        assertThat(Objects.requireNonNull(trips.fromSend()).count()).isEqualTo(150);
        assertThat(Objects.requireNonNull(trips.startDelay()).count()).isEqualTo(150);
        assertThat(trips.response().maxNanos())
                .isGreaterThanOrEqualTo(Objects.requireNonNull(trips.fromSend().maxNanos()));
    }

    @Test
    void the_loops_server_speaks_http_too() throws Exception {
        Report report = run("--protocol=http");

        assertThat(report.operations().get(0).count()).isPositive();
        assertThat(report.config().parameters()).containsEntry("path", "/");
    }

    @Test
    void a_server_of_threads_takes_the_same_flood() throws Exception {
        Report report = run("--model=threads");

        ServerFigures server = Objects.requireNonNull(report.server());
        assertThat(report.operations().get(0).errors()).isZero();
        assertThat(server.model()).isEqualTo("threads");
        assertThat(server.threads()).isGreaterThan(8);
    }

    @Test
    void work_of_the_pool_runs_beside_the_flood() throws Exception {
        Report report = run("--with=pbkdf2:2");

        assertThat(report.operations())
                .extracting(Operation::kind)
                .containsExactly("flood", "pbkdf2");
        assertThat(report.operations().get(1).count()).isPositive();
        assertThat(report.pool().completed()).isEqualTo(report.operations().get(1).count());
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
            assertThat(clients.process()).isEqualTo(Clients.THIS_PROCESS);
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
            Invocation.Result result =
                    execute(with("--target=localhost:" + peer.port(), "--json=-", "-q"));
            Report report = new JsonReportReader().read(new StringReader(result.out()));

            Operation trips = report.operations().get(0);
            assertThat(result.code()).isEqualTo(1);
            assertThat(trips.count()).isBetween(1L, 8 * 20L);
            assertThat(trips.errors()).isPositive();
            assertThat(trips.started())
                    .isEqualTo(trips.count() + trips.errors() + trips.unfinished());
            assertThat(trips.failures().stream().mapToLong(Operation.Failure::count).sum())
                    .isEqualTo(trips.errors());
            long lastOkNanos = Objects.requireNonNull(trips.lastOkNanos());
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

    @Test
    void the_report_is_as_the_schema_says() throws Exception {
        Invocation.Result result = execute(with("--sockets", "--json=-", "-q"));
        ReportSchema.validate(result.out());
    }

    private static Report run(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(with(options)));
        words.addAll(List.of("--json=-", "-q"));
        Invocation.Result result = execute(words.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return new JsonReportReader().read(new StringReader(result.out()));
    }

    private static String[] with(String... options) {
        List<String> words = new ArrayList<>(List.of(SHORT));
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    private static Invocation.Result execute(String... options) {
        List<String> words = new ArrayList<>(List.of("run", "flood"));
        words.addAll(List.of(options));
        return Invocation.with(Sessions.measuring()).execute(words.toArray(String[]::new));
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
