package dev.loopbench.probes.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.Timeline;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MemoryProbeTest {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);

    private long rssBytes = 10;
    private long held;
    private final MemoryProbe probe = new MemoryProbe(new Memory());

    @Test
    void a_look_that_is_not_due_reads_nothing() {
        probe.open(5, () -> held);
        rssBytes = 30;
        probe.look(5 + PERIOD - 1);
        held = 7;
        rssBytes = 20;
        probe.look(5 + PERIOD);
        probe.close(5 + PERIOD + 1);

        assertThat(probe.samples(5))
                .extracting(Timeline.MemorySample::rssBytes)
                .containsExactly(10L, 20L, 20L);
        assertThat(probe.samples(5).get(1).heldBytes()).isEqualTo(7);
    }

    @Test
    void a_long_run_keeps_its_start_its_end_and_its_peak_in_bounded_room() {
        probe.open(0, () -> held);
        long now = 0;
        for (int i = 1; i < 5_000; i++) {
            now += PERIOD;
            rssBytes = i / 10 == 77 ? 1_000_000 : i; // a second in the midst of others
            probe.look(now);
        }
        probe.close(now);

        List<Timeline.MemorySample> samples = probe.samples(0);
        assertThat(samples).hasSizeLessThanOrEqualTo(Timeline.MAX_MEMORY_SAMPLES);
        assertThat(samples.get(0).rssBytes()).isEqualTo(10);
        assertThat(samples.get(samples.size() - 1).atNanos()).isEqualTo(now);
        assertThat(samples).extracting(Timeline.MemorySample::rssBytes).contains(1_000_000L);
        assertThat(samples)
                .extracting(Timeline.MemorySample::atNanos)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private final class Memory implements ProcessMemory {

        @Override
        public Reading<Long> rssBytes() {
            return Reading.of(rssBytes);
        }

        @Override
        public Reading<Long> rssPeakBytes() {
            return Reading.of(rssBytes);
        }

        @Override
        public long heapBytes() {
            return 1;
        }

        @Override
        public long heapMaxBytes() {
            return -1;
        }

        @Override
        public Reading<Long> directBytes() {
            return Reading.missing("not told");
        }
    }
}
