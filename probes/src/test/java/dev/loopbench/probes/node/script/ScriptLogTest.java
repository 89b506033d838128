package dev.loopbench.probes.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Histogram;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ScriptLogTest {

    private static final Answer.Lost NONE_LOST = new Answer.Lost(0, 0, 0, 0, 0, 0, 0);

    private final ScriptLog log =
            new ScriptLog(
                    new Installation(
                            100,
                            0,
                            Hooking.ON,
                            0,
                            null,
                            5_000_000,
                            loop(1_000, 500, new Answer.UvMetrics(10, 20, 5), null),
                            new Installation.ObservedProcess(
                                    1, "v24.0.0", "1", "13", List.of(), null, null, null)));

    @Test
    void records_and_counted_jobs_add_up_with_their_exact_extremes_and_mean() {
        log.add(
                answer(
                        1,
                        new Answer.Jobs(
                                List.of(new Answer.Job("fs", 5_000, 1_000)),
                                List.of(
                                        new Answer.CountedJobs(
                                                "fs",
                                                4,
                                                8_300,
                                                1_990,
                                                2_210,
                                                List.of(
                                                        new Answer.Bucket(2_016, 3),
                                                        new Answer.Bucket(2_208, 1)))),
                                List.of(),
                                List.of(),
                                List.of()),
                        null));

        KindLog files = Objects.requireNonNull(log.kinds().get("fs"));
        assertThat(files.completed()).isEqualTo(5);
        assertThat(files.counted()).isEqualTo(4);
        Histogram histogram = Objects.requireNonNull(files.toHistogram());
        assertThat(histogram.count()).isEqualTo(5);
        assertThat(histogram.minNanos()).isEqualTo(1_000);
        assertThat(histogram.maxNanos()).isEqualTo(2_210);
        assertThat(histogram.meanNanos()).isEqualTo(9_300 / 5.0);
    }

    @Test
    void jobs_without_a_submission_are_counted_and_have_no_response() {
        log.add(
                answer(
                        1,
                        new Answer.Jobs(
                                List.of(),
                                List.of(),
                                List.of(new Answer.UntimedJobs("zlib", 7)),
                                List.of(),
                                List.of()),
                        null));

        KindLog zlib = Objects.requireNonNull(log.kinds().get("zlib"));
        assertThat(zlib.completed()).isEqualTo(7);
        assertThat(zlib.toHistogram()).isNull();
    }

    @Test
    void what_is_under_way_is_that_of_the_last_answer() {
        Answer.JobsUnderWay two = new Answer.JobsUnderWay("lookup", 2, 300);
        log.add(answer(1, jobsUnderWay(List.of(two)), 1_500L));
        assertThat(log.kinds().get("lookup")).extracting(KindLog::underWay).isEqualTo(two);
        assertThat(log.sentinelUnderWayNanos()).isEqualTo(500);

        log.add(answer(2, jobsUnderWay(List.of()), null));
        assertThat(log.kinds().get("lookup")).extracting(KindLog::underWay).isNull();
        assertThat(log.sentinelUnderWayNanos()).isNull();
    }

    @Test
    void durations_that_cannot_be_are_faults_and_in_no_distribution() {
        log.add(
                answer(
                        1,
                        new Answer.Jobs(
                                List.of(new Answer.Job("fs", 5_000, -1)),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new Answer.JobLegs("crypto", 10, 9, 12, 11))),
                        null));

        assertThat(log.faults()).isEqualTo(3);
        assertThat(Objects.requireNonNull(log.kinds().get("fs")).toHistogram()).isNull();
        LegsLog legs = Objects.requireNonNull(log.legs().get("crypto"));
        assertThat(legs.waiting().isEmpty()).isTrue();
        assertThat(legs.service().sumNanos()).isEqualTo(3);
        assertThat(legs.returning().isEmpty()).isTrue();
    }

    @Test
    void an_answer_that_did_not_arrive_is_missed() {
        log.add(answer(2, jobsUnderWay(List.of()), null));
        log.add(answer(3, jobsUnderWay(List.of()), null));
        log.add(answer(6, jobsUnderWay(List.of()), null));

        assertThat(log.answersMissed()).isEqualTo(3);
    }

    @Test
    void the_loop_is_told_by_differences() {
        assertThat(log.loop()).isNull();
        log.add(
                answer(
                        1,
                        jobsUnderWay(List.of()),
                        null,
                        loop(1_300, 600, new Answer.UvMetrics(15, 40, 6), null)));

        ScriptLog.LoopWindow loop = Objects.requireNonNull(log.loop());
        assertThat(loop.idleNanos()).isEqualTo(300);
        assertThat(loop.activeNanos()).isEqualTo(100);
        assertThat(loop.utilization()).isEqualTo(0.25);
        assertThat(loop.uv()).isEqualTo(new Answer.UvMetrics(5, 20, 1));
        assertThat(log.durationNanos()).isEqualTo(1_900);
    }

    @Test
    void counts_that_run_backwards_are_a_fault() {
        log.add(answer(1, jobsUnderWay(List.of()), null, loop(1_300, 600, null, null)));
        log.add(answer(2, jobsUnderWay(List.of()), null, loop(1_200, 700, null, null)));

        assertThat(log.faults()).isEqualTo(1);
    }

    @Test
    void the_delay_is_that_of_the_last_reading() {
        Answer.Delay delay = new Answer.Delay(1, 2, 2.0, 2, 0.0, new TreeMap<>());
        log.add(answer(1, jobsUnderWay(List.of()), null, loop(1_300, 600, null, delay)));
        log.add(answer(2, jobsUnderWay(List.of()), null, loop(1_400, 600, null, null)));

        assertThat(log.delay()).isEqualTo(delay);
    }

    @Test
    void pauses_are_told_by_kind_and_the_first_ones_with_their_instants() {
        Answer.Pause minor = new Answer.Pause(PauseKind.MINOR, 5, 7);
        List<Answer.Pause> pauses = Collections.nCopies(ScriptLog.MAX_PAUSES + 1, minor);
        log.add(
                answer(
                        1,
                        jobsUnderWay(List.of()),
                        null,
                        new Answer.Loop(1_000, 600, null, pauses, List.of(), null, null)));

        assertThat(log.pauseTimes().get(PauseKind.MINOR))
                .extracting(times -> times.sumNanos())
                .isEqualTo(7L * (ScriptLog.MAX_PAUSES + 1));
        assertThat(log.pauses()).hasSize(ScriptLog.MAX_PAUSES);
        assertThat(log.pausesDropped()).isEqualTo(1);
    }

    private static Answer.Jobs jobsUnderWay(List<Answer.JobsUnderWay> jobs) {
        return new Answer.Jobs(List.of(), List.of(), List.of(), jobs, List.of());
    }

    private static Answer.Loop loop(
            long idleNanos,
            long activeNanos,
            Answer.@Nullable UvMetrics uv,
            Answer.@Nullable Delay delay) {
        return new Answer.Loop(idleNanos, activeNanos, uv, List.of(), List.of(), delay, null);
    }

    private static Answer answer(
            long sequence, Answer.Jobs jobs, @Nullable Long sentinelSinceNanos) {
        return answer(sequence, jobs, sentinelSinceNanos, loop(1_000, 500, null, null));
    }

    private static Answer answer(
            long sequence, Answer.Jobs jobs, @Nullable Long sentinelSinceNanos, Answer.Loop loop) {
        return new Answer(
                sequence,
                2_000,
                false,
                new Answer.Instrument(Hooking.ON, false, 0, 0, NONE_LOST),
                jobs,
                new Answer.Sentinel(
                        List.of(),
                        sentinelSinceNanos == null
                                ? null
                                : new Answer.SentinelSubmission(
                                        sentinelSinceNanos, sentinelSinceNanos + 1)),
                loop);
    }
}
