package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.http.ClientRequest;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.TcpConnection;
import dev.loopbench.loopcore.net.TcpServer;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.RealLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.loopcore.workload.server.Servers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoundTripsIT {

    private static final Costs COSTS = WorkloadCatalog.builtInCosts();

    private final RealLoop real = new RealLoop();

    RoundTripsIT() throws IOException {}

    /** A server that answers whatever it reads with nothing but zeros, as many. */
    private static Server zeros() {
        return Servers.of(
                Listening.DEFAULT,
                (tcp, observer) -> new TcpServer(tcp, TcpServer.NO_LIMIT, Zeros::start));
    }

    private record Zeros(TcpConnection connection) implements ReadCallback {

        static void start(TcpConnection connection) {
            connection.readStart(new Zeros(connection));
        }

        @Override
        public void read(ByteBuffer data) {
            connection.write(ByteBuffer.allocate(data.remaining()), error -> {});
        }

        @Override
        public void ended(NetError reason) {
            connection.close();
        }
    }

    private void assertWrong(RoundTrips.Protocol protocol, String detail) throws Exception {
        ParameterValues values = RealLoop.values(new EchoType(COSTS), "connections", "1");
        Workload workload = new RoundTrips("mine", RoundTrips.clients(values, protocol), zeros());
        workload.prepare(real.loop);
        LoadDriver driver = real.run(workload, new LoadModel.Burst(1));
        real.closeWhole(workload);

        assertThat(driver.firstWrong().map(Object::toString)).contains(detail);
    }

    @Test
    void a_byte_that_comes_back_changed_is_a_wrong_result() throws Exception {
        assertWrong(target -> Exchanges.echo(64), "byte 0 of 64 is not the one that was sent");
    }

    @Test
    void an_answer_that_is_none_is_a_wrong_result() throws Exception {
        assertWrong(
                target -> Exchanges.http(ClientRequest.get(target.authority(), "/")),
                "the server's answer does not begin as HTTP/1.1 does");
    }

    @Test
    void a_body_or_payload_that_is_too_large_is_refused() throws Exception {
        assertRefused(
                RealLoop.workload(new HttpType(COSTS), "reply-body", "65MiB"),
                "reply-body must be at most 67108864 bytes");
        assertRefused(
                RealLoop.workload(new EchoType(COSTS), "payload", "65MiB"),
                "payload must be at most 67108864 bytes");
    }

    private void assertRefused(Workload workload, String message) {
        assertThatThrownBy(() -> workload.prepare(real.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage(message);
        workload.close();
    }

    @Test
    void a_port_that_cannot_be_had_is_a_sentence() throws Exception {
        Server none =
                Servers.of(
                        Listening.DEFAULT,
                        (tcp, observer) -> {
                            throw new NetException(NetError.EMFILE);
                        });
        Workload workload =
                new RoundTrips(
                        "mine",
                        RoundTrips.clients(
                                RealLoop.values(new EchoType(COSTS)), target -> Exchanges.echo(1)),
                        none);

        assertRefused(workload, "cannot listen on a port of this machine: too many open files");
    }

    @Test
    void by_itself_each_connection_has_a_round_trip_under_way_for_five_seconds() throws Exception {
        long fiveSeconds = TimeUnit.SECONDS.toNanos(5);
        HttpType http = new HttpType(COSTS);
        EchoType echo = new EchoType(COSTS);

        assertThat(http.ownLoad(RealLoop.values(http), 0))
                .contains(new LoadModel.Closed(10, fiveSeconds));
        assertThat(echo.ownLoad(RealLoop.values(echo, "connections", "3"), 0))
                .contains(new LoadModel.Closed(3, fiveSeconds));
        assertThat(echo.ownLoad(RealLoop.values(echo), 1)).contains(new LoadModel.Closed(10, 1));
        assertThat(RealLoop.workload(echo, "connections", "3").warmupConcurrency()).isEqualTo(3);
    }
}
