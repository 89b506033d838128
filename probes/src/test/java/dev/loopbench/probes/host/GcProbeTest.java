package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Timeline;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GcProbeTest {

    private static final long MILLISECOND_NANOS = 1_000_000L;

    private static final String COLLECTOR = "Copy";

    private long count = 3;
    private long timeMillis = 40;
    private Collector.@Nullable Collection last;
    private final SortedMap<String, String> unavailable = new TreeMap<>();

    /** Its instants are those of the loop's clock, less what is lost by the rounding. */
    private final GcProbe probe = probe(-MILLISECOND_NANOS / 2);

    @Test
    void pauses_are_the_difference_of_the_counters() {
        probe.open();
        pause(1_100, 20);
        pause(1_200, 30);
        probe.close();

        assertThat(probe.gc(unavailable))
                .isEqualTo(new Host.Gc(2, 50 * MILLISECOND_NANOS, 30 * MILLISECOND_NANOS, 0L));
        assertThat(unavailable).isEmpty();
    }

    @Test
    void without_a_pause_there_is_no_longest_one() {
        probe.open();
        probe.close();

        assertThat(probe.gc(unavailable)).isEqualTo(new Host.Gc(0, 0, null, 0L));
        assertThat(unavailable).containsEntry("gc.maxNanos", "there was no pause");
    }

    @Test
    void a_pause_nobody_reported_leaves_the_longest_one_and_the_overlaps_unknown() {
        probe.open();
        count++;
        timeMillis += 10;
        probe.close();

        assertThat(probe.gc(unavailable).maxNanos()).isNull();
        assertThat(unavailable).containsKey("gc.maxNanos");
        assertThat(probe.nanosBetween(0, MILLISECOND_NANOS)).isNull();
    }

    @Test
    void a_pause_below_the_jvms_resolution_is_counted_and_not_timed_as_zero() {
        probe.open();
        pause(1_100, 0);
        probe.close();

        assertThat(probe.gc(unavailable)).isEqualTo(new Host.Gc(1, 0, null, 0L));
        assertThat(unavailable).containsKeys("gc.totalNanos", "gc.maxNanos");
    }

    @Test
    void a_pause_overlaps_a_stall_by_what_lies_in_both() {
        long zeroNanos = Long.MAX_VALUE - 5;
        GcProbe late = probe(zeroNanos);
        late.open();
        late.paused(collection(4, 100, 20));
        late.paused(collection(5, 300, 20));
        count += 2;
        timeMillis += 40;
        late.close();

        long stall = zeroNanos + 90 * MILLISECOND_NANOS;
        assertThat(late.nanosBetween(stall, stall + 50 * MILLISECOND_NANOS))
                .isEqualTo(20 * MILLISECOND_NANOS);
        assertThat(late.nanosBetween(stall, stall + 500 * MILLISECOND_NANOS))
                .isEqualTo(40 * MILLISECOND_NANOS);
        long between = stall + 50 * MILLISECOND_NANOS;
        assertThat(late.nanosBetween(between, between + 60)).isZero();
    }

    @Test
    void a_pause_lies_in_a_stall_as_a_whole_or_not_at_all() {
        probe.open();
        pause(100, 20);
        probe.close();

        // What sticks out is an error of the instants: the loop read the clock at either end.
        assertThat(between(106, 200)).isEqualTo(20 * MILLISECOND_NANOS);
        assertThat(between(116, 200)).isZero();
        assertThat(between(50, 114)).isEqualTo(20 * MILLISECOND_NANOS);
        assertThat(between(50, 105)).isZero();
    }

    @Test
    void rounding_does_not_put_a_pause_outside_of_the_stall_that_it_filled() {
        probe.open();
        pause(100, 20);
        pause(200, 0);
        probe.close();

        // Told as 100 to 120: it may have lasted from 100.4 on, or up to 119.6.
        assertThat(between(100, 110)).isEqualTo(10 * MILLISECOND_NANOS);
        assertThat(probe.nanosBetween(100_400_000L, 120_400_000L)).isEqualTo(20_000_000L);
        assertThat(probe.countBetween(200_400_000L, 230_000_000L)).isOne();
        assertThat(probe.countBetween(200_600_000L, 230_000_000L)).isZero();
    }

    @Test
    void pauses_outside_the_window_are_not_placed_in_it() {
        probe.paused(collection(2, 0, 10));
        probe.open();
        probe.paused(collection(3, 0, 10));
        pause(1, 20);
        probe.close();
        probe.paused(collection(5, 21, 700));

        assertThat(probe.gc(unavailable).maxNanos()).isEqualTo(20 * MILLISECOND_NANOS);
    }

    @Test
    void pauses_with_a_length_are_listed_and_counted_where_they_begin() {
        probe.open();
        pause(1_300, 20);
        pause(1_100, 5);
        pause(1_200, 0);
        probe.close();

        assertThat(probe.longest(0))
                .containsExactly(
                        new Timeline.Pause(1_100 * MILLISECOND_NANOS, 5 * MILLISECOND_NANOS),
                        new Timeline.Pause(1_300 * MILLISECOND_NANOS, 20 * MILLISECOND_NANOS));
        assertThat(probe.pauses()).isEqualTo(3);
        assertThat(probe.countBetween(0, 1_250 * MILLISECOND_NANOS)).isEqualTo(2);
    }

    @Test
    void a_collection_made_on_purpose_sets_the_clock_of_all_others() {
        GcProbe late = probe(-400 * MILLISECOND_NANOS);
        VirtualClock clock = new VirtualClock(1_000 * MILLISECOND_NANOS, 0);
        late.calibrate(
                clock,
                () -> {
                    clock.advance(30 * MILLISECOND_NANOS);
                    last = collection(4, 50, 30);
                    count++;
                });
        late.open();
        late.paused(collection(5, 150, 10));
        count++;
        timeMillis += 10;
        late.close();

        long at = 1_100 * MILLISECOND_NANOS;
        assertThat(late.nanosBetween(at - MILLISECOND_NANOS, at + 11 * MILLISECOND_NANOS))
                .isEqualTo(10 * MILLISECOND_NANOS);
    }

    @Test
    void the_heap_is_fullest_when_a_collection_begins() {
        probe.open();
        probe.paused(new Collector.Collection(COLLECTOR, 4, 10, 1, false, 900, 300));
        probe.paused(new Collector.Collection(COLLECTOR, 5, 30, 1, false, 700, 200));
        probe.close();

        assertThat(probe.heapBeforeBytes()).isEqualTo(900);
        assertThat(probe.heapAfterBytes()).isEqualTo(200);
    }

    @Test
    void collections_that_code_asked_for_are_counted_unless_some_are_not_told_of() {
        probe.open();
        probe.paused(new Collector.Collection(COLLECTOR, 4, 10, 1, true, 900, 300));
        probe.paused(new Collector.Collection(COLLECTOR, 5, 30, 1, false, 700, 200));
        count += 2;
        probe.close();

        assertThat(probe.gc(unavailable).calledPauses()).isEqualTo(1);

        count++;
        probe.close();

        assertThat(probe.gc(unavailable).calledPauses()).isNull();
        assertThat(unavailable).containsKey("gc.calledPauses");
    }

    /** Of pauses with lengths to the nanosecond the JVM rounds what it tells, each in its way. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void the_longest_pause_is_no_longer_than_all_together(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long summedNanos = random.nextLong(MILLISECOND_NANOS);
        timeMillis = summedNanos / MILLISECOND_NANOS;
        probe.open();
        long nowNanos = 0;
        long trueTotalNanos = 0;
        long trueLongestNanos = 0;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            nowNanos += random.nextLong(1, 30 * MILLISECOND_NANOS);
            long startNanos = nowNanos;
            long lengthNanos = random.nextLong(1, 4 * MILLISECOND_NANOS);
            nowNanos += lengthNanos;
            trueTotalNanos += lengthNanos;
            trueLongestNanos = Math.max(trueLongestNanos, lengthNanos);
            long startMillis = startNanos / MILLISECOND_NANOS;
            count++;
            probe.paused(
                    collection(count, startMillis, nowNanos / MILLISECOND_NANOS - startMillis));
        }
        timeMillis = (summedNanos + trueTotalNanos) / MILLISECOND_NANOS;
        probe.close();

        Host.Gc gc = probe.gc(unavailable);
        Long longest = gc.maxNanos();
        assertThat(longest == null ? 0 : longest)
                .as("seed %s", seed)
                .isLessThanOrEqualTo(gc.totalNanos())
                .isCloseTo(trueLongestNanos, within(MILLISECOND_NANOS));
        assertThat(gc.totalNanos()).isCloseTo(trueTotalNanos, within(MILLISECOND_NANOS));
        assertThat(probe.longest(0))
                .allSatisfy(
                        pause ->
                                assertThat(pause.durationNanos())
                                        .isLessThanOrEqualTo(gc.totalNanos()));
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
        probe.paused(collection(count, startMillis, durationMillis));
    }

    private @Nullable Long between(long fromMillis, long toMillis) {
        return probe.nanosBetween(fromMillis * MILLISECOND_NANOS, toMillis * MILLISECOND_NANOS);
    }

    private GcProbe probe(long zeroNanos) {
        return new GcProbe(List.of(new Counters()), new GcClock(zeroNanos, 0));
    }

    private static Collector.Collection collection(
            long number, long startMillis, long durationMillis) {
        return new Collector.Collection(
                COLLECTOR, number, startMillis, durationMillis, false, 0, 0);
    }

    private final class Counters implements Collector {

        @Override
        public String name() {
            return COLLECTOR;
        }

        @Override
        public long count() {
            return count;
        }

        @Override
        public long timeMillis() {
            return timeMillis;
        }

        @Override
        public @Nullable Collection last() {
            return last;
        }
    }
}
