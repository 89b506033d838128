package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Timeline;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GcProbeTest {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    private long count = 3;
    private long timeMillis = 40;
    private long uptimeMillis = 1_000;
    private final SortedMap<String, String> unavailable = new TreeMap<>();
    private final GcProbe probe = new GcProbe(List.of(new Counters()), () -> uptimeMillis);

    @Test
    void pauses_are_the_difference_of_the_counters() {
        probe.open(0);
        pause(1_100, 20);
        pause(1_200, 30);
        close(2_000);

        assertThat(probe.gc(unavailable))
                .isEqualTo(new Host.Gc(2, 50 * MILLISECOND_NANOS, 30 * MILLISECOND_NANOS));
        assertThat(unavailable).isEmpty();
    }

    @Test
    void without_a_pause_there_is_no_longest_one() {
        probe.open(0);
        close(2_000);

        assertThat(probe.gc(unavailable)).isEqualTo(new Host.Gc(0, 0, null));
        assertThat(unavailable).containsEntry("gc.maxNanos", "there was no pause");
    }

    @Test
    void a_pause_nobody_reported_leaves_the_longest_one_and_the_overlaps_unknown() {
        probe.open(0);
        count++;
        timeMillis += 10;
        close(2_000);

        assertThat(probe.gc(unavailable).maxNanos()).isNull();
        assertThat(unavailable).containsKey("gc.maxNanos");
        assertThat(probe.nanosBetween(0, MILLISECOND_NANOS)).isNull();
    }

    @Test
    void a_pause_below_the_jvms_resolution_is_counted_and_not_timed_as_zero() {
        probe.open(0);
        pause(1_100, 0);
        close(2_000);

        assertThat(probe.gc(unavailable)).isEqualTo(new Host.Gc(1, 0, null));
        assertThat(unavailable).containsKeys("gc.totalNanos", "gc.maxNanos");
    }

    @Test
    void a_pause_overlaps_a_stall_by_what_lies_in_both() {
        long openedNanos = Long.MAX_VALUE - 5;
        probe.open(openedNanos);
        pause(1_100, 20);
        pause(1_300, 20);
        close(2_000);

        long stall = openedNanos + 110 * MILLISECOND_NANOS;
        assertThat(probe.nanosBetween(stall, stall + 50 * MILLISECOND_NANOS))
                .isEqualTo(10 * MILLISECOND_NANOS);
        assertThat(probe.nanosBetween(stall, stall + 500 * MILLISECOND_NANOS))
                .isEqualTo(30 * MILLISECOND_NANOS);
        long between = stall + 50 * MILLISECOND_NANOS;
        assertThat(probe.nanosBetween(between, between + 60)).isZero();
    }

    @Test
    void pauses_outside_the_window_are_not_placed_in_it() {
        probe.paused(900, 10);
        probe.open(0);
        probe.paused(999, 10);
        pause(1_100, 20);
        close(2_000);
        probe.paused(2_500, 700);

        assertThat(probe.gc(unavailable).maxNanos()).isEqualTo(20 * MILLISECOND_NANOS);
    }

    @Test
    void pauses_with_a_length_are_listed_and_counted_where_they_begin() {
        probe.open(7);
        pause(1_300, 20);
        pause(1_100, 5);
        pause(1_200, 0);
        close(2_000);

        assertThat(probe.longest())
                .containsExactly(
                        new Timeline.Pause(100 * MILLISECOND_NANOS, 5 * MILLISECOND_NANOS),
                        new Timeline.Pause(300 * MILLISECOND_NANOS, 20 * MILLISECOND_NANOS));
        assertThat(probe.pauses()).isEqualTo(3);
        assertThat(probe.countBetween(7, 7 + 250 * MILLISECOND_NANOS)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Copy",
                "MarkSweepCompact",
                "PS Scavenge",
                "PS MarkSweep",
                "G1 Young Generation",
                "G1 Old Generation",
                "G1 Concurrent GC",
                "ZGC Pauses",
                "ZGC Minor Pauses",
                "ZGC Major Pauses",
                "Shenandoah Pauses"
            })
    void these_beans_count_pauses(String bean) {
        assertThat(Collector.stopsTheWorld(bean)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ZGC Cycles", "ZGC Minor Cycles", "ZGC Major Cycles", "Shenandoah Cycles"})
    void these_beans_count_concurrent_work(String bean) {
        assertThat(Collector.stopsTheWorld(bean)).isFalse();
    }

    @Test
    void a_collector_is_named_by_its_beans() {
        assertThat(GcName.of(List.of("G1 Young Generation", "G1 Concurrent GC"))).isEqualTo("G1");
        assertThat(GcName.of(List.of("Copy", "MarkSweepCompact"))).isEqualTo("Serial");
        assertThat(GcName.of(List.of("PS MarkSweep", "PS Scavenge"))).isEqualTo("Parallel");
        assertThat(GcName.of(List.of("ZGC Cycles", "ZGC Pauses"))).isEqualTo("ZGC");
        assertThat(GcName.of(List.of("ZGC Minor Cycles"))).isEqualTo("ZGC (generational)");
        assertThat(GcName.of(List.of("Shenandoah Pauses"))).isEqualTo("Shenandoah");
        assertThat(GcName.of(List.of("Strange", "Other"))).isEqualTo("Strange, Other");
        assertThat(GcName.of(List.of())).isEqualTo("none");
    }

    private void pause(long startMillis, long durationMillis) {
        count++;
        timeMillis += durationMillis;
        probe.paused(startMillis, durationMillis);
    }

    private void close(long atUptimeMillis) {
        uptimeMillis = atUptimeMillis;
        probe.close(0);
    }

    private final class Counters implements Collector {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public long timeMillis() {
            return timeMillis;
        }
    }
}
