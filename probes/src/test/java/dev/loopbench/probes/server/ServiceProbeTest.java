package dev.loopbench.probes.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.probes.result.ServerFigures;
import org.junit.jupiter.api.Test;

class ServiceProbeTest {

    private final ServiceProbe probe = new ServiceProbe();

    @Test
    void only_answers_of_the_window_count() {
        probe.answered(200, 0, 5);
        probe.open(100);
        probe.answered(200, 100, 107);
        probe.answered(503, 110, 113);
        probe.close(1_000_000_100);
        probe.answered(200, 120, 121);

        ServerFigures.Requests requests = probe.requests();
        assertThat(requests.count()).isEqualTo(2);
        assertThat(requests.perSecond()).isEqualTo(2.0);
        assertThat(requests.status()).containsOnlyKeys("200", "503").containsEntry("503", 1L);
        assertThat(requests.response().minNanos()).isEqualTo(3);
        assertThat(requests.response().maxNanos()).isEqualTo(7);
        assertThat(probe.events()).isEqualTo(2);
        assertThat(probe.invalid()).isZero();
    }

    @Test
    void where_the_protocol_has_no_status_none_is_told() {
        probe.open(0);
        probe.answered(ServiceObserver.NO_STATUS, 1, 2);
        probe.close(10);

        assertThat(probe.requests().count()).isOne();
        assertThat(probe.requests().status()).isNull();
    }

    @Test
    void a_pulse_has_the_counts_and_the_times_so_far() {
        probe.open(0);
        probe.connections(3);
        for (int i = 0; i < 99; i++) {
            probe.answered(i == 0 ? 500 : 200, 0, 64);
        }

        assertThat(probe.pulse()).isEqualTo(new ServiceProbe.Pulse(99, 1, 3, null));
        probe.answered(200, 0, 64);
        assertThat(probe.pulse()).isEqualTo(new ServiceProbe.Pulse(100, 1, 3, 64L));
    }

    @Test
    void live_figures_stand_while_the_window_is_open() {
        probe.open(0);
        probe.answered(200, 0, 64);

        assertThat(probe.live().count()).isOne();
        assertThat(probe.live().p50Nanos()).isEqualTo(64);
        assertThat(probe.live().p99Nanos()).isNull();
        assertThat(probe.live().totalNanos()).isEqualTo(64);
    }
}
