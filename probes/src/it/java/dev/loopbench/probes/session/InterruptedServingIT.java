package dev.loopbench.probes.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.Servers;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Tool;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A server whose run is interrupted while its loop stands still. */
final class InterruptedServingIT {

    @Test
    void clients_that_wait_for_their_start_are_told_to_end() {
        AtomicReference<MeasurementSession> session = new AtomicReference<>();
        Rendezvous interrupting =
                new Rendezvous() {
                    @Override
                    public void awaitGo() {
                        Objects.requireNonNull(session.get()).interrupt();
                    }

                    @Override
                    public void done() {}
                };
        session.set(
                new MeasurementSession(
                        serving(new WaitingClients()), SessionListener.NONE, interrupting));

        assertThatThrownBy(() -> Objects.requireNonNull(session.get()).run())
                .isInstanceOf(WorkloadException.class)
                .hasMessage("told to end: true, to begin: false, that they may go: true");
    }

    private static SessionPlan serving(ClientLauncher.Clients clients) {
        ServePlan serve =
                new ServePlan(
                        ServerFigures.Model.LOOP,
                        live -> Servers.echo(Listening.DEFAULT, 0, null),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        (server, signals) -> {
                            signals.ready();
                            return clients;
                        },
                        new LoadModel.Closed(1, TimeUnit.SECONDS.toNanos(1)),
                        address -> {},
                        0,
                        false);
        return new SessionPlan(
                new SessionPlan.Work("flood", new TreeMap<>(), null, List.of(), serve),
                new SessionPlan.Pool(PoolShape.of(1), Config.PoolConfig.Source.DEFAULT),
                new SessionPlan.Course(new WarmupPlan(false, 0), DrainPlan.USUAL, 1),
                SessionPlan.Disturbance.NONE,
                1,
                null,
                TimeUnit.MILLISECONDS.toNanos(50),
                new SessionPlan.Origin(
                        List.of("run", "flood"),
                        new Tool("loopbench", "test", "none"),
                        Wording.BARE));
    }

    /** Clients that would wait for ever, so they tell what they were told instead of reporting. */
    private static final class WaitingClients implements ClientLauncher.Clients {

        private boolean interrupted;
        private boolean begun;
        private boolean dismissed;

        @Override
        public void go() {
            begun = true;
        }

        @Override
        public void dismiss() {
            dismissed = true;
        }

        @Override
        public OptionalLong cpuNanos() {
            return OptionalLong.empty();
        }

        @Override
        public void interrupt() {
            interrupted = true;
        }

        @Override
        public Report report() throws WorkloadException {
            throw new WorkloadException(
                    String.format(
                            "told to end: %b, to begin: %b, that they may go: %b",
                            interrupted, begun, dismissed));
        }

        @Override
        public void close() {}
    }
}
