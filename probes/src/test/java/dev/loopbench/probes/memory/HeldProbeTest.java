package dev.loopbench.probes.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Memory;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeldProbeTest {

    private final HeldProbe probe = new HeldProbe(List.of("zlib"));

    @Test
    void the_peak_is_that_of_all_kinds_together_and_has_an_instant() {
        probe.open(1_000);
        probe.held("zlib", 100, 1_010);
        probe.held("zlib", -60, 1_020);
        probe.held("pipe", 70, 1_030);
        probe.held("zlib", -40, 1_040);
        probe.close();

        assertThat(probe.held())
                .isEqualTo(
                        new Memory.Held(
                                110,
                                30L,
                                70,
                                List.of(
                                        new Memory.Kind("zlib", 100),
                                        new Memory.Kind("pipe", 70))));
    }

    @Test
    void what_was_held_before_the_window_is_held_in_it() {
        probe.held("zlib", 100, 0);
        probe.open(1_000);
        probe.held("zlib", -100, 1_010);
        probe.close();

        assertThat(probe.held())
                .isEqualTo(new Memory.Held(100, 0L, 0, List.of(new Memory.Kind("zlib", 100))));
        assertThat(probe.heldBytes()).isZero();
    }

    @Test
    void nothing_held_has_no_instant() {
        probe.open(0);
        probe.close();

        assertThat(probe.held()).isEqualTo(new Memory.Held(0, null, 0, List.of()));
    }
}
