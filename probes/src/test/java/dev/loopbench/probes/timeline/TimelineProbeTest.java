package dev.loopbench.probes.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.Phase;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.WorkLanes;
import dev.loopbench.probes.host.Disturbances;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.phase.PhaseProbe;
import dev.loopbench.probes.phase.StallStacks;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TimelineProbeTest {

    private static final long MS = 1_000_000;
    private static final Disturbances NOTHING =
            new Disturbances(List.of(), 0, List.of(), new TreeMap<>());

    private final TimelineProbe probe = new TimelineProbe(2);

    @Test
    void a_stretch_is_spread_over_the_bins_it_lies_in() {
        probe.open(0);
        probe.overhead(MS / 2, 3 * MS + 1);
        probe.close(5 * MS, List.of());

        assertThat(timeline().bins().binNanos()).isEqualTo(MS);
        assertThat(timeline().bins().phaseNanos().get("poll"))
                .containsExactly(MS / 2, MS, MS, 1L, 0L);
    }

    @Test
    void bins_that_are_outgrown_are_twice_as_wide_and_lose_nothing() {
        probe.open(0);
        probe.overhead(0, 1);
        probe.overhead(MS, MS + 2);
        probe.overhead(511 * MS, 512 * MS);
        probe.close(512 * MS, List.of());
        assertThat(timeline().bins().binNanos()).isEqualTo(MS);
        assertThat(timeline().bins().phaseNanos().get("poll")).hasSize(Timeline.MAX_BINS);

        probe.open(0);
        probe.overhead(0, 1);
        probe.overhead(MS, MS + 2);
        probe.overhead(511 * MS, 512 * MS + 1);
        probe.close(512 * MS + 1, List.of());
        assertThat(timeline().bins().binNanos()).isEqualTo(2 * MS);
        List<Long> poll = timeline().bins().phaseNanos().get("poll");
        assertThat(poll).hasSize(257).startsWith(3L, 0L).endsWith(MS, 1L);
    }

    @Test
    void a_run_that_is_idle_to_its_end_has_bins_up_to_there() {
        probe.open(0);
        probe.overhead(0, 1);
        probe.close(3_000 * MS, List.of());

        assertThat(timeline().bins().binNanos()).isEqualTo(8 * MS);
        assertThat(timeline().bins().phaseNanos().get("poll")).hasSize(375).startsWith(1L);
    }

    @Test
    void drains_are_taken_out_of_the_phase_they_lie_in_bin_by_bin() {
        probe.open(0);
        probe.runStarted(0);
        probe.callbackEnded(Phase.TIMERS, "tick", 0, MS);
        probe.drained(Phase.TICKS, 1, MS, 3 * MS);
        probe.phaseEnded(Phase.TIMERS, 1, 0, 4 * MS);
        probe.close(4 * MS, List.of());

        assertThat(timeline().bins().phaseNanos().get("timers")).containsExactly(MS, 0L, 0L, MS);
        assertThat(timeline().bins().phaseNanos().get("ticks")).containsExactly(0L, MS, MS, 0L);
    }

    @Test
    void a_slice_is_named_after_its_longest_callback() {
        probe.open(100);
        probe.runStarted(100);
        probe.callbackEnded(Phase.CHECK, "short", 110, 120);
        probe.callbackEnded(Phase.CHECK, "long", 120, 160);
        probe.callbackEnded(Phase.CHECK, "short", 160, 170);
        probe.phaseEnded(Phase.CHECK, 3, 110, 175);
        probe.close(200, List.of());

        assertThat(timeline().longest().slices())
                .containsExactly(new Timeline.Slice(10, 65, "check", 3, "long"));
    }

    @Test
    void a_phase_that_did_not_run_has_no_bins_and_a_worker_without_a_job_has_empty_ones() {
        probe.open(0);
        probe.served(1, 0, MS);
        probe.served(7, 0, MS);
        probe.served(-1, 0, MS);
        probe.close(2 * MS, List.of());

        assertThat(timeline().bins().phaseNanos()).isEmpty();
        assertThat(timeline().bins().workerNanos())
                .containsExactly(List.of(0L, 0L), List.of(MS, 0L));
    }

    @Test
    void a_job_that_began_before_the_window_counts_from_its_opening() {
        probe.open(10 * MS);
        probe.served(0, 3 * MS, 11 * MS);
        probe.close(12 * MS, List.of());

        assertThat(timeline().bins().workerNanos().get(0)).containsExactly(MS, 0L);
    }

    @Test
    void a_worker_whose_job_has_not_ended_is_busy_until_the_window_closes() {
        WorkLanes lanes = new WorkLanes(PoolShape.of(2));
        PoolRequest<String> hung = new PoolRequest<>(Lane.CPU, "work", () -> "", null);
        lanes.add(hung, new CompletionQueue(() -> {}), 0);
        lanes.take(1);
        hung.begin(2 * MS);
        probe.open(0);
        probe.close(4 * MS, lanes.underWay());

        assertThat(timeline().bins().workerNanos().get(1)).containsExactly(0L, 0L, MS, MS);
        assertThat(timeline().unavailable()).isEmpty();
    }

    @Test
    void workers_beyond_the_limit_have_no_bins() {
        TimelineProbe wide = new TimelineProbe(100);
        wide.open(0);
        wide.served(99, 0, MS);
        wide.close(MS, List.of());

        assertThat(wide.timeline(NOTHING, null).bins().workerNanos()).hasSize(Timeline.MAX_WORKERS);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void over_all_bins_a_phase_adds_up_to_its_total(long seed) {
        Random random = new Random(seed);
        long startNanos = random.nextBoolean() ? Long.MAX_VALUE - 50_000 : random.nextLong() / 4;
        PhaseProbe phases = new PhaseProbe(ThreadMeter.NONE, Long.MAX_VALUE);
        LoopTrace trace =
                new LoopTrace(random, startNanos, 1L << (4 + random.nextInt(20)), phases, probe);
        phases.open(startNanos);
        probe.open(startNanos);
        trace.run(1 + random.nextInt(3_000));
        trace.run(1 + random.nextInt(10));
        phases.close(trace.nowNanos());
        probe.close(trace.nowNanos(), List.of());

        Timeline timeline = timeline();
        Loop loop = phases.loop(StallStacks.none("none"), PauseOverlap.UNKNOWN);
        long bins = (trace.nowNanos() - startNanos - 1) / timeline.bins().binNanos() + 1;
        for (Loop.PhaseTime phase : loop.busyTime().phases()) {
            List<Long> row = timeline.bins().phaseNanos().get(phase.phase());
            if (row == null) {
                assertThat(phase.totalNanos()).as("seed %s, %s", seed, phase.phase()).isZero();
                continue;
            }
            assertThat(row.stream().mapToLong(nanos -> nanos).sum())
                    .as("seed %s, %s", seed, phase.phase())
                    .isEqualTo(phase.totalNanos());
            assertThat(row)
                    .as("seed %s, %s", seed, phase.phase())
                    .hasSize((int) bins)
                    .allMatch(nanos -> nanos >= 0 && nanos <= timeline.bins().binNanos());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_longest_slices_are_listed_and_the_others_counted(long seed) {
        Random random = new Random(seed);
        Reference reference = new Reference();
        LoopTrace trace = new LoopTrace(random, 0, 1L << random.nextInt(16), probe, reference);
        probe.open(0);
        trace.run(random.nextInt(6_000));
        probe.close(trace.nowNanos(), List.of());

        List<Long> longest =
                reference.durations.stream()
                        .sorted(Comparator.reverseOrder())
                        .limit(Timeline.MAX_SLICES)
                        .toList();
        assertThat(timeline().longest().slices())
                .as("seed %s", seed)
                .isSortedAccordingTo(Comparator.comparingLong(Timeline.Slice::atNanos))
                .extracting(Timeline.Slice::durationNanos)
                .containsExactlyInAnyOrderElementsOf(longest);
        assertThat(timeline().longest().slicesDropped())
                .as("seed %s", seed)
                .isEqualTo(reference.durations.size() - longest.size());
    }

    private static final class Reference implements LoopObserver {

        private final List<Long> durations = new ArrayList<>();

        @Override
        public void phaseEnded(Phase phase, int callbacks, long startNanos, long endNanos) {
            durations.add(endNanos - startNanos);
        }
    }

    private Timeline timeline() {
        return probe.timeline(NOTHING, null);
    }
}
