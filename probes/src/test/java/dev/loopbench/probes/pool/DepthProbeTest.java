package dev.loopbench.probes.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.probes.result.Pool;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DepthProbeTest {

    private final DepthProbe probe = new DepthProbe(PoolShape.of(2), List.of("job"));
    private final PoolTrace trace = new PoolTrace(probe);

    @Test
    void depth_is_integrated_over_time_at_every_change() {
        probe.open(0);
        trace.changed(100, 3, 1);
        trace.changed(300, 0, 2);
        probe.close(1_000);

        assertThat(probe.queuedIntegralNanos()).isEqualTo(3 * 200);
        assertThat(probe.runningIntegralNanos()).isEqualTo(200 + 2 * 700);
        assertThat(probe.nonEmptyNanos()).isEqualTo(200);
        assertThat(probe.depthMax()).isEqualTo(3);
        assertThat(probe.windowNanos()).isEqualTo(1_000);
    }

    @Test
    void what_waits_when_the_window_opens_goes_on_waiting() {
        trace.changed(10, 5, 4);
        probe.open(100);
        probe.close(200);

        assertThat(probe.queuedIntegralNanos()).isEqualTo(500);
        assertThat(probe.runningIntegralNanos()).isEqualTo(400);
        assertThat(probe.series()).containsExactly(new Pool.DepthPoint(0, 5));
        assertThat(probe.submitted()).isZero();
    }

    @Test
    void what_happens_after_the_close_is_ignored() {
        probe.open(0);
        probe.close(100);
        trace.changed(200, 7, 7);

        assertThat(probe.queuedIntegralNanos()).isZero();
        assertThat(probe.depthMax()).isZero();
        assertThat(probe.events()).isZero();
    }

    @Test
    void an_instant_read_before_the_window_opened_adds_no_time() {
        probe.open(100);
        trace.changed(90, 1, 0);
        trace.changed(200, 0, 1);
        probe.close(200);

        assertThat(probe.queuedIntegralNanos()).isEqualTo(100);
    }

    @Test
    void a_submission_counts_whether_it_waits_or_goes_straight_to_a_worker() {
        probe.open(0);
        trace.changed(1, 0, 1);
        trace.changed(2, 1, 1);
        trace.changed(3, 0, 1);
        trace.changed(4, 0, 0);
        probe.close(5);

        assertThat(probe.submitted()).isEqualTo(2);
        assertThat(probe.queueGrowth()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_integral_equals_the_sum_over_every_nanosecond(long seed) {
        Random random = new Random(seed);
        long origin = random.nextLong();
        long expectedQueued = 0;
        long expectedRunning = 0;
        long expectedNonEmpty = 0;
        int queued = 0;
        int running = 0;
        long now = 0;
        probe.open(origin);
        for (int i = 0; i < 500; i++) {
            long until = now + random.nextInt(20);
            for (; now < until; now++) {
                expectedQueued += queued;
                expectedRunning += running;
                expectedNonEmpty += queued > 0 ? 1 : 0;
            }
            queued = random.nextInt(10);
            running = random.nextInt(4);
            trace.changed(origin + now, queued, running);
        }
        probe.close(origin + now);

        assertThat(probe.queuedIntegralNanos()).as("seed %d", seed).isEqualTo(expectedQueued);
        assertThat(probe.runningIntegralNanos()).as("seed %d", seed).isEqualTo(expectedRunning);
        assertThat(probe.nonEmptyNanos()).as("seed %d", seed).isEqualTo(expectedNonEmpty);
    }

    @Test
    void waiting_counts_apart_while_every_worker_is_busy() {
        probe.open(0);
        trace.changed(0, 1, 0); // an idle worker is waking up
        trace.changed(10, 0, 1);
        trace.changed(20, 0, 2);
        trace.changed(30, 3, 2);
        trace.changed(40, 2, 2);
        trace.changed(50, 2, 1);
        probe.close(60);

        assertThat(probe.queuedIntegralNanos()).isEqualTo(10 + 30 + 20 + 20);
        assertThat(probe.queuedWhileFullNanos()).isEqualTo(30 + 20);
    }
}
