package dev.loopbench.loopcore.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loop thread, the workers and others on the same cores. */
class SimulatedCoresTest {

    private final VirtualClock clock = VirtualClock.still();

    @Test
    void a_loop_with_a_core_takes_what_it_is_charged() {
        SimulatedCores cores = SimulatedCores.ofMachine(clock, 2, 1);
        clock.charge(1_000);

        assertThat(clock.nanoTime()).isEqualTo(1_000);
        assertThat(cores.loopCpuNanos()).isEqualTo(1_000);
        assertThat(cores.loopRunDelayNanos()).isZero();
        assertThat(cores.strangersCpuNanos()).isEqualTo(1_000);
    }

    @Test
    void a_loop_among_three_on_one_core_takes_three_times_as_long() {
        SimulatedCores cores = SimulatedCores.ofMachine(clock, 1, 2);
        clock.charge(1_000);

        assertThat(clock.nanoTime()).isEqualTo(3_000);
        assertThat(cores.loopCpuNanos()).isEqualTo(1_000);
        assertThat(cores.loopRunDelayNanos()).isEqualTo(2_000);
        assertThat(cores.strangersCpuNanos()).isEqualTo(2_000);
    }

    @Test
    void worker_and_loop_slow_each_other_down_while_both_compute() {
        List<Long> finished = new ArrayList<>();
        SimulatedCores cores = SimulatedCores.ofMachine(clock, 1, 0);
        cores.start(1_000, () -> finished.add(clock.instantNanos()));
        clock.charge(400);

        assertThat(clock.nanoTime()).isEqualTo(800);
        clock.advance(10_000);
        assertThat(finished).containsExactly(1_400L);
        assertThat(cores.workersRunDelayNanos()).isEqualTo(400);
        assertThat(cores.processCpuNanos()).isEqualTo(1_400);
    }

    @Test
    void a_loop_that_sleeps_uses_no_core_and_lacks_none() {
        SimulatedCores cores = SimulatedCores.ofMachine(clock, 1, 1);
        clock.sleep(500);

        assertThat(clock.nanoTime()).isEqualTo(500);
        assertThat(cores.loopCpuNanos()).isZero();
        assertThat(cores.loopRunDelayNanos()).isZero();
    }

    @Test
    void in_a_pause_nobody_gets_on_but_the_others() {
        List<Long> finished = new ArrayList<>();
        SimulatedCores cores = SimulatedCores.ofMachine(clock, 2, 1);
        cores.start(1_000, () -> finished.add(clock.instantNanos()));
        clock.chargePause(5_000);
        clock.advance(10_000);

        assertThat(finished).containsExactly(6_000L);
        assertThat(cores.pauses()).containsExactly(new SimulatedCores.Pause(0, 5_000));
        assertThat(cores.strangersCpuNanos()).isEqualTo(15_000);
        assertThat(cores.workersRunDelayNanos()).isZero();
    }

    /** What cores can do is done, for whomever, unless fewer compute than there are cores. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void what_is_used_and_what_is_lacked_add_up_to_the_time(long seed) {
        Random random = new Random(seed);
        int strangers = random.nextInt(4);
        SimulatedCores cores = SimulatedCores.ofMachine(clock, 1 + random.nextInt(4), strangers);
        long[] jobs = new long[1];
        long[] workNanos = new long[1];
        long[] lastedNanos = new long[1];
        for (int i = 0; i < 200; i++) {
            long cpuNanos = 1L + random.nextInt(10_000);
            long startNanos = clock.instantNanos();
            jobs[0]++;
            workNanos[0] += cpuNanos;
            cores.start(
                    cpuNanos,
                    () -> {
                        jobs[0]--;
                        lastedNanos[0] += clock.instantNanos() - startNanos;
                    });
            clock.charge(random.nextInt(5_000));
            clock.advance(random.nextInt(5_000));
        }
        clock.advance(1_000_000_000);

        assertThat(jobs[0]).as("seed " + seed).isZero();
        assertThat(cores.processCpuNanos() - cores.loopCpuNanos() - workNanos[0])
                .as("seed " + seed)
                .isBetween(-400L, 400L);
        assertThat(lastedNanos[0] - workNanos[0] - cores.workersRunDelayNanos())
                .as("seed " + seed)
                .isBetween(-400L, 400L);
    }
}
