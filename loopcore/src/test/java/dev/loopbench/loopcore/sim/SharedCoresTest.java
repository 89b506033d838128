package dev.loopbench.loopcore.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedCoresTest {

    @Test
    void a_job_with_a_core_of_its_own_takes_its_cpu_time() {
        SharedCores<String> cores = new SharedCores<>(2, 0, 0);
        cores.start("a", 10, 0);
        cores.start("b", 30, 0);

        assertThat(cores.nextFinishNanos()).isEqualTo(10);
        assertThat(cores.pollFinished(9)).isNull();
        assertThat(cores.pollFinished(10)).isEqualTo("a");
        assertThat(cores.pollFinished(10)).isNull();
        assertThat(cores.nextFinishNanos()).isEqualTo(30);
    }

    @Test
    void half_a_core_takes_twice_as_long() {
        SharedCores<String> cores = new SharedCores<>(0.5, 0, 0);
        cores.start("a", 10, 100);

        assertThat(cores.nextFinishNanos()).isEqualTo(120);
    }

    @Test
    void the_rest_speeds_up_when_one_has_ended() {
        SharedCores<String> cores = new SharedCores<>(1, 0, 0);
        cores.start("a", 10, 0);
        cores.start("b", 30, 0);

        assertThat(cores.pollFinished(20)).isEqualTo("a");

        assertThat(cores.nextFinishNanos()).isEqualTo(40);
    }

    @Test
    void jobs_that_end_together_come_out_in_the_order_of_their_starts() {
        SharedCores<String> cores = new SharedCores<>(1, 0, 0);
        cores.start("a", 10, 0);
        cores.start("b", 10, 0);
        cores.start("c", 10, 0);

        assertThat(cores.pollFinished(30)).isEqualTo("a");
        assertThat(cores.pollFinished(30)).isEqualTo("b");
        assertThat(cores.pollFinished(30)).isEqualTo("c");
        assertThat(cores.isIdle()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void a_machine_without_cores_is_refused(double cores) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SharedCores<String>(cores, 0, 0));
    }
}
