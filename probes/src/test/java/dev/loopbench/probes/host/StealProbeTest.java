package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StealProbeTest {

    private static final long SECOND_NANOS = 1_000_000_000L;

    @TempDir private Path root;
    private Fixture machine;
    private StealProbe probe;

    @BeforeEach
    void setUp() {
        machine = new Fixture(root);
        probe = new StealProbe(machine.files());
    }

    @Test
    void steal_is_its_share_of_all_ticks() {
        window("cpu 100 0 0 100 0 0 0 10 50 0", "cpu 180 0 0 200 0 0 0 30 90 0");

        assertThat(probe.stealShare().value()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void cores_of_others_are_the_busy_ones_less_our_own() {
        window("cpu 0 0 0 0 0 0 0 0 0 0", "cpu 100 20 30 40 10 0 0 0 0 0");

        assertThat(probe.otherCores(Reading.of(SECOND_NANOS / 2), SECOND_NANOS).value())
                .isCloseTo(2 * 0.75 - 0.5, within(1e-12));
    }

    @Test
    void cores_of_others_are_unknown_where_our_own_use_is() {
        window("cpu 0 0 0 0 0 0 0 0", "cpu 100 20 30 40 10 0 0 0");

        assertThat(probe.otherCores(Reading.missing("no CPU time"), SECOND_NANOS).reason())
                .isEqualTo("no CPU time");
    }

    @Test
    void rounding_never_makes_others_use_less_than_nothing() {
        window("cpu 0 0 0 0 0 0 0 0", "cpu 100 0 0 100 0 0 0 0");

        assertThat(probe.otherCores(Reading.of(2 * SECOND_NANOS), SECOND_NANOS).value()).isZero();
    }

    @Test
    void a_window_of_a_few_ticks_tells_nothing() {
        window("cpu 0 0 0 0 0 0 0 0", "cpu 5 0 0 4 0 0 0 0");

        assertThat(probe.stealShare().value()).isNull();
        assertThat(probe.stealShare().reason()).contains("too short");
    }

    @Test
    void counters_that_go_backwards_tell_nothing() {
        window("cpu 0 0 0 90 0 0 0 0", "cpu 500 0 0 80 0 0 0 0");

        assertThat(probe.stealShare().reason()).contains("backwards");
    }

    @Test
    void garbage_and_missing_files_tell_nothing() {
        probe.open();
        probe.close();
        assertThat(probe.stealShare().reason()).isEqualTo("/proc/stat does not tell");

        window("cpu a b c d e f g h", "processes 7");
        assertThat(probe.stealShare().value()).isNull();
        assertThat(new StealProbe(machine.notLinux()).logicalCores()).isEmpty();
    }

    private void window(String before, String after) {
        String cores = "\ncpu0 1 2 3 4 5 6 7 8\ncpu1 1 2 3 4 5 6 7 8\nintr 5\n";
        machine.file("proc/stat", before + cores);
        probe.open();
        machine.file("proc/stat", after + cores);
        probe.close();
    }
}
