package dev.loopbench.probes.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.probes.result.Operation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OperationProbeTest {

    private final OperationProbe probe = new OperationProbe(Set.of("read"), List.of("read"));

    @Test
    void response_counts_from_the_intended_start() {
        probe.open(0);
        probe.started("read", 100, 900);
        probe.ended("read", OperationOutcome.OK, 100, 900, 1_100);
        probe.close(2_000);

        assertThat(only().latency().response().maxNanos()).isEqualTo(1_000);
        assertThat(Objects.requireNonNull(only().latency().startDelay()).maxNanos()).isEqualTo(800);
    }

    @Test
    void a_load_without_intended_starts_has_no_start_delay() {
        OperationProbe unpaced = new OperationProbe(Set.of(), List.of("read"));
        unpaced.open(0);
        unpaced.started("read", 5, 5);
        unpaced.close(10);

        assertThat(unpaced.operations(kind -> Optional.empty()).get(0).latency().startDelay())
                .isNull();
    }

    @Test
    void what_waited_for_its_turn_is_told_from_what_took_its_time() {
        probe.open(0);
        probe.started("read", 100, 150);
        probe.ended("read", OperationOutcome.OK, 100, 400, 1000);
        probe.close(2000);

        assertThat(only().latency().response().maxNanos()).isEqualTo(900);
        assertThat(Objects.requireNonNull(only().latency().startDelay()).maxNanos()).isEqualTo(300);
        assertThat(Objects.requireNonNull(only().latency().fromSend()).maxNanos()).isEqualTo(600);
    }

    @Test
    void time_away_adds_up_and_is_unknown_where_nobody_tells() {
        probe.open(0);
        probe.ended("read", OperationOutcome.OK, 0, 0, 10);
        assertThat(only().awayNanos()).isNull();
        probe.away("read", 4);
        probe.ended("read", OperationOutcome.OK, 0, 0, 10);
        probe.away("read", 3);
        probe.ended("read", OperationOutcome.OK, 0, 0, 10);

        assertThat(only().awayNanos()).isEqualTo(7);
    }

    @Test
    void what_failed_or_was_wrong_is_an_error_but_not_what_was_cancelled() {
        probe.open(0);
        probe.ended("read", OperationOutcome.OK, 0, 0, 10);
        probe.ended("read", OperationOutcome.FAILED, 0, 0, 20);
        probe.ended("read", OperationOutcome.WRONG, 0, 0, 30);
        probe.ended("read", OperationOutcome.CANCELLED, 0, 0, 40);
        probe.close(100);

        assertThat(only().count()).isEqualTo(1);
        assertThat(only().errors()).isEqualTo(2);
        assertThat(only().latency().response().count()).isEqualTo(1);
    }

    @Test
    void throughput_is_what_ended_well_over_the_window() {
        probe.open(0);
        probe.ended("read", OperationOutcome.OK, 0, 0, 10);
        probe.ended("read", OperationOutcome.OK, 0, 0, 20);
        probe.close(TimeUnit.MILLISECONDS.toNanos(500));

        assertThat(only().pace().perSecond()).isEqualTo(4.0);
    }

    @Test
    void what_happens_outside_the_window_is_ignored() {
        probe.ended("read", OperationOutcome.OK, 0, 0, 10);
        probe.open(100);
        probe.close(200);
        probe.ended("read", OperationOutcome.OK, 0, 0, 300);

        assertThat(only().count()).isZero();
        assertThat(probe.events()).isZero();
    }

    @Test
    void a_kind_nobody_announced_gets_a_row_of_its_own() {
        probe.open(0);
        probe.ended("write", OperationOutcome.OK, 0, 0, 10);
        probe.close(100);

        assertThat(probe.operations(kind -> Optional.empty()))
                .extracting(Operation::kind)
                .containsExactly("read", "write");
    }

    @Test
    void an_operation_that_ends_before_it_was_meant_to_start_is_a_fault_that_is_counted() {
        probe.open(0);
        probe.ended("read", OperationOutcome.OK, 50, 50, 10);
        probe.close(100);

        // Once from the intended start and once from the actual one.
        assertThat(probe.invalid()).isEqualTo(2);
    }

    private Operation only() {
        return probe.operations(kind -> Optional.empty()).get(0);
    }
}
