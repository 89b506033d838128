package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.sim.VirtualClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepetitionTest {

    @ParameterizedTest
    @CsvSource({"100, 1", "500, 1", "95, 1", "60, 2", "70, 1", "33, 3", "10, 10", "41, 2", "39, 3"})
    void work_is_repeated_as_often_as_comes_nearest_to_the_time(long tookNanos, int times) {
        VirtualClock clock = VirtualClock.still();
        Repetition.until(clock, new Extent.Lasting(100), () -> clock.charge(tookNanos));

        assertThat(clock.nanoTime()).isEqualTo(times * tookNanos);
    }
}
