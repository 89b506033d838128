package dev.loopbench.probes.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Sockets;
import dev.loopbench.probes.result.Sockets.Descriptors.Point;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DescriptorFiguresTest {

    private final DescriptorFigures figures = new DescriptorFigures();

    @Test
    void start_most_and_end_are_told_apart() {
        figures.add(0, 12);
        figures.add(1_000, 4_000);
        figures.add(2_000, 40);

        Sockets.Descriptors told = told();
        assertThat(told.start()).isEqualTo(12);
        assertThat(told.max()).isEqualTo(4_000);
        assertThat(told.end()).isEqualTo(40);
        assertThat(told.limit()).isEqualTo(65_536);
        assertThat(told.series())
                .containsExactly(new Point(0, 12), new Point(1_000, 4_000), new Point(2_000, 40));
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257, 1_000, 100_000})
    void the_series_stays_short_and_keeps_its_peak(int samples) {
        for (int i = 0; i < samples; i++) {
            figures.add(i, i == samples / 3 ? 9_999 : 10);
        }

        assertThat(told().series())
                .hasSizeBetween(
                        Math.min(samples, DescriptorFigures.MAX_POINTS / 2),
                        DescriptorFigures.MAX_POINTS);
        assertThat(told().series().stream().mapToLong(Point::count).max()).hasValue(9_999);
        assertThat(told().series().stream().map(Point::atNanos)).isSorted().startsWith(0L);
    }

    @Test
    void points_are_equally_far_apart_however_long_it_runs() {
        for (int i = 0; i < 5_000; i++) {
            figures.add(i, 1);
        }

        assertThat(told().series().get(1).atNanos()).isEqualTo(32);
        assertThat(told().series().get(156).atNanos()).isEqualTo(156 * 32);
    }

    @Test
    void without_a_sample_there_is_a_reason() {
        assertThat(figures.descriptors(null, "nobody looked").reason()).isEqualTo("nobody looked");
    }

    private Sockets.Descriptors told() {
        return Objects.requireNonNull(figures.descriptors(65_536L, "none").value());
    }
}
