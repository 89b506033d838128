package dev.loopbench.probes.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum of several runs, held against one run that saw everything they saw. */
final class ReportMergeTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987})
    void the_sum_of_several_reports_is_the_report_of_all_operations(long seed) throws Exception {
        Random random = new Random(seed);
        RandomRun all = new RandomRun("all", random.nextInt(4) + 1);
        List<Part> parts = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            RandomRun part = new RandomRun("run-" + i, all.threads());
            part.fill(random, all);
            parts.add(part.part());
        }
        Report sum = merged(parts);
        Report one = all.report();

        assertThat(sum.operations()).as("seed %d", seed).isEqualTo(one.operations());
        assertThat(sum.run().durationNanos()).isEqualTo(one.run().durationNanos());
        assertThat(sum.loop().durations().busy()).isEqualTo(one.loop().durations().busy());
        assertThat(sum.loop().durations().kernelWait())
                .isEqualTo(one.loop().durations().kernelWait());
        assertThat(sum.loop().durations().dispatch()).isEqualTo(one.loop().durations().dispatch());
        assertThat(sum.loop().durations().timerLateness())
                .isEqualTo(one.loop().durations().timerLateness());
        assertThat(sum.loop().utilizationShare())
                .isCloseTo(one.loop().utilizationShare(), within(1e-12));
        assertThat(sum.pool().counts().submitted()).isEqualTo(one.pool().counts().submitted());
        assertThat(sum.pool().workers()).isEqualTo(one.pool().workers());
        assertThat(sum.pool().waiters()).containsExactlyInAnyOrderElementsOf(one.pool().waiters());
        assertThat(sum.pool().depth().depthMax()).isEqualTo(one.pool().depth().depthMax());
        assertThat(sum.pool().depth().depthMean())
                .isCloseTo(one.pool().depth().depthMean(), within(1e-9));
        assertThat(sum.pool().utilizationShare())
                .isCloseTo(one.pool().utilizationShare(), within(1e-9));
        assertThat(sum.host().gc()).isEqualTo(one.host().gc());
        assertThat(sum.host().cpu().cpuNanos()).isEqualTo(one.host().cpu().cpuNanos());
        assertThat(sum.host().allocatedBytes()).isEqualTo(one.host().allocatedBytes());
        assertThat(sum.loop().counts().emptyPolls()).isEqualTo(one.loop().counts().emptyPolls());
        assertThat(sum.loop().counts().wakeups()).isEqualTo(one.loop().counts().wakeups());
        assertThat(sum.pool().counts().handOffs()).isEqualTo(one.pool().counts().handOffs());
        assertThat(sum.jobsDropped()).isEqualTo(one.jobs().size() + one.jobsDropped());
        assertDelayAlike(
                Objects.requireNonNull(sum.loop().delay()),
                Objects.requireNonNull(one.loop().delay()));
    }

    /** Double sums taken in another order differ in the last bits. */
    private static void assertDelayAlike(Loop.Delay sum, Loop.Delay one) {
        assertThat(sum.meanNanos()).isCloseTo(one.meanNanos(), within(1e-6 * one.meanNanos()));
        assertThat(sum.p50Nanos()).isCloseTo(one.p50Nanos(), within(1L));
        assertThat(sum.p90Nanos()).isCloseTo(one.p90Nanos(), within(1L));
        assertThat(sum.p99Nanos()).isCloseTo(one.p99Nanos(), within(1L));
        assertThat(sum.maxNanos()).isEqualTo(one.maxNanos());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 7, 11})
    void a_sum_can_be_added_to_and_the_order_does_not_matter(long seed) throws Exception {
        Random random = new Random(seed);
        RandomRun all = new RandomRun("all", 2);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RandomRun part = new RandomRun("run-" + i, 2);
            part.fill(random, all);
            parts.add(part.part());
        }
        Report atOnce = merged(parts);
        Report inSteps =
                merged(List.of(new Part("three", merged(parts.subList(0, 3))), parts.get(3)));
        Collections.shuffle(parts, random);
        Report otherwise = merged(parts);

        assertThat(inSteps.operations()).as("seed %d", seed).isEqualTo(atOnce.operations());
        assertThat(inSteps.run().merged()).isEqualTo(atOnce.run().merged());
        assertThat(otherwise.run().id()).isEqualTo(atOnce.run().id());
        assertThat(otherwise.operations())
                .usingElementComparator((one, other) -> one.equals(other) ? 0 : 1)
                .containsExactlyInAnyOrderElementsOf(atOnce.operations());
    }

    @Test
    void a_report_alone_is_its_own_sum_but_for_its_course() throws Exception {
        RandomRun run = new RandomRun("run", 1);
        run.fill(new Random(3), new RandomRun("all", 1));
        Report report = run.report();

        Report sum = merged(List.of(run.part()));

        assertThat(sum.operations()).isEqualTo(report.operations());
        assertThat(sum.jobs()).isEmpty();
        assertThat(sum.timeline()).isNull();
        assertThat(sum.run().merged()).containsExactly("run");
    }

    @Test
    void unlike_reports_are_refused_with_the_first_difference() {
        Part one = new RandomRun("one", 2).part();
        Part other = new RandomRun("other", 3).part();

        assertThatThrownBy(() -> merged(List.of(one, other)))
                .isInstanceOf(UnlikeReportsException.class)
                .hasMessage(
                        "one and other are not of one configuration:"
                                + " config.pool.threads is 2 in the one and 3 in the other");
    }

    @Test
    void a_run_that_is_named_twice_is_refused_also_within_a_sum() throws Exception {
        Part one = new RandomRun("one", 2).part();
        Part sum = new Part("sum", merged(List.of(one, new RandomRun("other", 2).part())));

        assertThatThrownBy(() -> merged(List.of(one, one)))
                .isInstanceOf(UnlikeReportsException.class)
                .hasMessage("the run one is in one and in one: it would count double");
        assertThatThrownBy(() -> merged(List.of(sum, one)))
                .isInstanceOf(UnlikeReportsException.class)
                .hasMessageContaining("the run one is in sum and in one");
    }

    @Test
    void the_longest_pause_is_that_of_all_runs_unless_one_does_not_tell() throws Exception {
        String below = Host.Gc.BELOW_RESOLUTION;

        assertLongestPause(paused(5L, null), paused(7L, null), 7L, null);
        assertLongestPause(paused(null, below), paused(7L, null), 7L, null);
        assertLongestPause(paused(null, below), paused(null, below), null, below);
        assertLongestPause(paused(null, below), paused(null, "not told"), null, "not told");
        assertLongestPause(paused(5L, null), paused(null, "not told"), null, "not told");
    }

    private static Consumer<RandomRun> paused(@Nullable Long nanos, @Nullable String whyNot) {
        return run -> run.paused(nanos, whyNot);
    }

    private static void assertLongestPause(
            Consumer<RandomRun> one,
            Consumer<RandomRun> other,
            @Nullable Long nanos,
            @Nullable String whyNot)
            throws Exception {
        RandomRun first = new RandomRun("first", 1);
        RandomRun second = new RandomRun("second", 1);
        one.accept(first);
        other.accept(second);
        Host host = merged(List.of(first.part(), second.part())).host();

        assertThat(Objects.requireNonNull(host.gc()).maxNanos()).isEqualTo(nanos);
        assertThat(host.unavailable().get("gc.maxNanos")).isEqualTo(whyNot);
    }

    @Test
    void a_figure_that_one_run_could_not_tell_is_null_with_its_reason() throws Exception {
        RandomRun told = new RandomRun("told", 1);
        RandomRun untold = new RandomRun("untold", 1);
        untold.withoutCpu("no such file");

        Report sum = merged(List.of(told.part(), untold.part()));

        assertThat(sum.host().cpu().cpuNanos()).isNull();
        assertThat(sum.host().unavailable()).containsEntry("cpuNanos", "no such file");
    }

    @Test
    void an_interrupted_part_makes_the_sum_incomplete() throws Exception {
        RandomRun interrupted = new RandomRun("interrupted", 1);
        interrupted.interrupt();

        Report sum = merged(List.of(new RandomRun("whole", 1).part(), interrupted.part()));

        assertThat(sum.run().complete()).isFalse();
        assertThat(sum.warnings()).isNotEmpty();
    }

    @Test
    void a_kind_that_only_one_run_had_is_in_the_sum() throws Exception {
        RandomRun with = new RandomRun("with", 1);
        with.operation("rare", 5_000_000);
        Report sum = merged(List.of(new RandomRun("without", 1).part(), with.part()));

        assertThat(sum.operations()).extracting(Operation::kind).contains("rare");
    }

    @Test
    void loops_of_which_shares_alone_are_told_add_up_by_their_time() throws Exception {
        RandomRun shorter = new RandomRun("shorter", 1);
        shorter.ofForeignLoop(1_000, 0.8, 50);
        RandomRun longer = new RandomRun("longer", 1);
        longer.ofForeignLoop(3_000, 0.4, 90);

        Loop sum = merged(List.of(shorter.part(), longer.part())).loop();

        assertThat(sum.utilizationShare()).isEqualTo(0.5);
        assertThat(sum.delay()).isNull();
        assertThat(sum.unavailable()).containsEntry("delay", "percentiles do not add up");
    }

    @Test
    void what_was_estimated_or_sampled_stays_so_in_a_sum() throws Exception {
        Report sum =
                merged(
                        List.of(
                                seenFromOutside("one", 3_000_000_000L, "JSON.parse"),
                                seenFromOutside("other", 5_000_000_000L, null)));

        assertThat(sum.pool().waiters()).containsExactly(new Pool.Waiter("fs", "pbkdf2", 20, true));
        assertThat(sum.operations().get(0).pace().oldestUnfinishedNanos())
                .isEqualTo(5_000_000_000L);
        assertThat(sum.loop().held().holds())
                .extracting(Loop.Hold::call)
                .containsExactlyInAnyOrder("JSON.parse", null);
        assertThat(sum.loop().held().sampledCalls())
                .containsExactly(new Loop.SampledCall("readFileSync", "f app.js:1", 4, 20_000));
    }

    private static Part seenFromOutside(String name, long oldestNanos, @Nullable String call) {
        Report report = new RandomRun(name, 1).part().report();
        Pool pool = report.pool();
        Loop loop = report.loop();
        return new Part(
                name,
                new Report(
                        report.schema(),
                        report.origin(),
                        new Report.Work(
                                List.of(
                                        new Operation(
                                                "fs",
                                                0,
                                                0,
                                                1,
                                                List.of(),
                                                new Operation.Pace(null, null, oldestNanos),
                                                new Operation.Latency(
                                                        Histograms.of(new LatencyRecorder()),
                                                        null,
                                                        null),
                                                Operation.Legs.NONE,
                                                null)),
                                List.of(),
                                0),
                        new Report.Observed(
                                new Pool(
                                        pool.threads(),
                                        pool.counts(),
                                        pool.depth(),
                                        pool.utilizationShare(),
                                        pool.waiting(),
                                        pool.workers(),
                                        List.of(new Pool.Waiter("fs", "pbkdf2", 10, true)),
                                        pool.atEnd()),
                                new Loop(
                                        loop.counts(),
                                        loop.utilizationShare(),
                                        loop.delay(),
                                        loop.availability(),
                                        loop.busyTime(),
                                        loop.durations(),
                                        new Loop.Held(
                                                List.of(),
                                                0,
                                                List.of(
                                                        new Loop.Hold(
                                                                null,
                                                                "f app.js:1",
                                                                1,
                                                                10,
                                                                10,
                                                                10,
                                                                new Loop.StallParts(
                                                                        10L, 0L, 0L, 0L, 0L, 0),
                                                                null,
                                                                call)),
                                                List.of(
                                                        new Loop.SampledCall(
                                                                "readFileSync",
                                                                "f app.js:1",
                                                                2,
                                                                10_000))),
                                        loop.unavailable()),
                                report.host(),
                                report.memory(),
                                report.timeline(),
                                report.probes()),
                        report.findings(),
                        report.repeats(),
                        Report.Traffic.NONE,
                        report.limits(),
                        report.warnings()));
    }

    private static Report merged(List<Part> parts) throws UnlikeReportsException {
        return ReportMerge.of(parts, Wording.BARE);
    }
}
