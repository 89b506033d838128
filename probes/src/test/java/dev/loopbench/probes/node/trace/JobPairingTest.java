package dev.loopbench.probes.node.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.node.trace.PoolJob.State;
import dev.loopbench.probes.node.trace.SimulatedPool.Job;
import dev.loopbench.probes.node.trace.TraceEvent.Category;
import dev.loopbench.probes.node.trace.TraceEvent.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobPairingTest {

    private static final double MOST_MISPAIRED = 0.02;
    private static final double MOST_ERROR_NANOS = 1_000_000;

    static Stream<Recording> recordings() {
        return Recording.all();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 16);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void jobs_of_a_real_node_are_paired_as_they_were(Recording recording) {
        List<PoolJob> done = done(JobPairing.of(recording.events()));

        Map<PoolJob.Request, Recording.Truth> truths =
                recording.truths().ofRequests(done.stream().map(JobPairingTest::request).toList());
        long wrong =
                done.stream()
                        .filter(
                                job ->
                                        !recording
                                                .truths()
                                                .of(span(job))
                                                .equals(truths.get(request(job))))
                        .count();
        List<Double> errors =
                done.stream()
                        .map(
                                job -> {
                                    Recording.Truth truth =
                                            Objects.requireNonNull(truths.get(request(job)));
                                    return Math.abs(
                                            waitNanos(job) - (truth.started() - truth.submitted()));
                                })
                        .sorted()
                        .toList();

        long whole =
                recording.events().stream().filter(event -> event.mark() == Mark.STARTED).count();
        assertThat(done.size()).isGreaterThan((int) (0.98 * whole));
        assertThat(truths).hasSize(done.size());
        assertThat((double) wrong / done.size()).isLessThanOrEqualTo(MOST_MISPAIRED);
        assertThat(errors.get((int) (errors.size() * 0.99))).isLessThan(MOST_ERROR_NANOS);
        assertThat(done).allSatisfy(JobPairingTest::isNowhereNegative);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void waits_of_a_simulated_pool_are_told_as_they_were(long seed) {
        SimulatedPool pool = new SimulatedPool(seed).run();
        List<TraceEvent> events = pool.eventsWithin(0.1, 0.9);

        assertAsTheyWere(Result.of(JobPairing.of(events), pool));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_of_events_in_the_file_does_not_count(long seed) {
        SimulatedPool pool = new SimulatedPool(seed).run();
        List<TraceEvent> shuffled = new ArrayList<>(pool.eventsWithin(0.1, 0.9));
        Collections.shuffle(shuffled, new Random(seed));

        assertAsTheyWere(Result.of(JobPairing.of(shuffled), pool));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void where_events_are_lost_waits_are_as_they_were_or_not_told(long seed) {
        SimulatedPool pool = new SimulatedPool(seed).run();
        Random random = new Random(seed);
        List<TraceEvent> left =
                pool.eventsWithin(0.1, 0.9).stream()
                        .filter(event -> random.nextDouble() >= 0.005)
                        .toList();

        assertAsTheyWere(Result.of(JobPairing.of(left), pool));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_workers_did_while_a_trace_was_written_out_leaves_the_rest_right_or_untold(long seed) {
        SimulatedPool pool = new SimulatedPool(seed).run();
        long from = pool.atNanos(0.4);
        long to = pool.atNanos(0.405);
        List<TraceEvent> left =
                pool.eventsWithin(0, 1).stream()
                        .filter(
                                event ->
                                        event.mark() == Mark.SUBMITTED
                                                || event.mark() == Mark.COMPLETED
                                                || event.atNanos() < from
                                                || event.atNanos() > to)
                        .toList();

        assertAsTheyWere(Result.of(JobPairing.of(left), pool));
    }

    private static void assertAsTheyWere(Result result) {
        assertThat(result.done() + result.ambiguous()).as(result.toString()).isPositive();
        assertThat(result.off())
                .as(result.toString())
                .isLessThanOrEqualTo((long) (MOST_MISPAIRED * result.done()));
        assertThat(result.p99Nanos()).as(result.toString()).isLessThan(MOST_ERROR_NANOS);
    }

    @Test
    void a_kind_of_which_many_events_are_missing_is_ambiguous() {
        List<TraceEvent> events = new ArrayList<>();
        for (int job = 0; job < 100; job++) {
            int at = 1_000 + 100 * job;
            events.add(event(Mark.SUBMITTED, 1, job + 1L, at));
            if (job % 20 > 0) {
                events.add(event(Mark.STARTED, 11, 0, at + 10));
                events.add(event(Mark.FINISHED, 11, 0, at + 50));
            }
            events.add(event(Mark.COMPLETED, 1, job + 1L, at + 60));
        }

        assertThat(JobPairing.of(events))
                .extracting(PoolJob::state)
                .containsOnly(State.AMBIGUOUS, State.UNPAIRED)
                .filteredOn(state -> state == State.UNPAIRED)
                .hasSize(5);
    }

    @Test
    void five_jobs_on_four_threads_leave_the_fifth_to_the_first_that_ends() {
        List<TraceEvent> events = new ArrayList<>();
        for (int job = 1; job <= 5; job++) {
            events.add(event(Mark.SUBMITTED, 1, job, job));
        }
        for (int worker = 11; worker <= 14; worker++) {
            events.add(event(Mark.STARTED, worker, 0, 10 + worker));
            events.add(event(Mark.FINISHED, worker, 0, 200 - worker));
        }
        events.add(event(Mark.STARTED, 14, 0, 190));
        events.add(event(Mark.FINISHED, 14, 0, 300));
        for (int job = 1; job <= 4; job++) {
            events.add(event(Mark.COMPLETED, 1, job, 195 + 5 - job));
        }
        events.add(event(Mark.COMPLETED, 1, 5, 305));

        List<PoolJob> jobs = done(JobPairing.of(events));

        PoolJob fifth =
                jobs.stream()
                        .filter(job -> request(job).submittedNanos() == 5_000)
                        .findFirst()
                        .orElseThrow();
        assertThat(jobs).hasSize(5);
        assertThat(span(fifth).workerId()).isEqualTo(14);
        assertThat(span(fifth).startedNanos()).isEqualTo(190_000);
    }

    @Test
    void a_cancelled_job_takes_nobody_elses_worker() {
        List<PoolJob> jobs =
                JobPairing.of(
                        List.of(
                                event(Mark.SUBMITTED, 1, 1, 1),
                                event(Mark.SUBMITTED, 1, 2, 2),
                                new TraceEvent(
                                        Category.POOL_WORK,
                                        Mark.COMPLETED,
                                        "crypto",
                                        1,
                                        1,
                                        3_000,
                                        0,
                                        -125),
                                event(Mark.STARTED, 11, 0, 10),
                                event(Mark.FINISHED, 11, 0, 20),
                                event(Mark.COMPLETED, 1, 2, 21)));

        assertThat(jobs)
                .extracting(PoolJob::state)
                .containsExactlyInAnyOrder(State.CANCELLED, State.DONE);
        assertThat(request(done(jobs).get(0)).submittedNanos()).isEqualTo(2_000);
    }

    @Test
    void what_is_under_way_at_the_end_is_running_or_queued() {
        List<PoolJob> jobs =
                JobPairing.of(
                        List.of(
                                event(Mark.SUBMITTED, 1, 1, 1),
                                event(Mark.SUBMITTED, 1, 2, 2),
                                event(Mark.STARTED, 11, 0, 10)));

        assertThat(jobs).extracting(PoolJob::state).containsExactly(State.RUNNING, State.QUEUED);
    }

    @Test
    void a_job_without_its_span_is_unpaired_and_never_negative() {
        List<PoolJob> jobs =
                JobPairing.of(
                        List.of(
                                event(Mark.SUBMITTED, 1, 1, 100),
                                event(Mark.COMPLETED, 1, 1, 200),
                                event(Mark.STARTED, 11, 0, 10),
                                event(Mark.FINISHED, 11, 0, 50)));

        assertThat(jobs).extracting(PoolJob::state).containsOnly(State.UNPAIRED);
        assertThat(jobs).hasSize(2);
    }

    private static TraceEvent event(Mark mark, long threadId, long workId, long atMicros) {
        return new TraceEvent(
                Category.POOL_WORK, mark, "crypto", threadId, workId, atMicros * 1000, 0, 0);
    }

    private static List<PoolJob> done(List<PoolJob> jobs) {
        return jobs.stream().filter(job -> job.state() == State.DONE).toList();
    }

    private static PoolJob.Request request(PoolJob job) {
        return Objects.requireNonNull(job.request());
    }

    private static PoolJob.Span span(PoolJob job) {
        return Objects.requireNonNull(job.span());
    }

    private static double waitNanos(PoolJob job) {
        return (double) span(job).startedNanos() - request(job).submittedNanos();
    }

    private static void isNowhereNegative(PoolJob job) {
        assertThat(span(job).startedNanos())
                .isGreaterThanOrEqualTo(request(job).submittedNanos() - TraceEvent.STEP_NANOS);
        assertThat(span(job).finishedNanos()).isGreaterThanOrEqualTo(span(job).startedNanos());
        assertThat(request(job).completedNanos())
                .isGreaterThanOrEqualTo(span(job).finishedNanos() - TraceEvent.STEP_NANOS);
    }

    /**
     * What came of a pairing, held against the truth.
     *
     * @param off jobs whose waits are far from the truth: which of two short jobs is which hardly
     *     matters
     */
    private record Result(
            long done, long ambiguous, long unpaired, long off, double p99Nanos, String pool) {

        private static final long FAR_NANOS = 100_000;

        static Result of(List<PoolJob> jobs, SimulatedPool pool) {
            List<PoolJob> done = JobPairingTest.done(jobs);
            assertThat(done).allSatisfy(JobPairingTest::isNowhereNegative);
            Map<List<Long>, Job> truths =
                    pool.jobs().stream().collect(Collectors.toMap(Result::seenByLoop, job -> job));
            List<Double> errors = done.stream().map(job -> error(job, truths)).sorted().toList();
            return new Result(
                    done.size(),
                    count(State.AMBIGUOUS, jobs),
                    count(State.UNPAIRED, jobs),
                    errors.stream().filter(error -> error > FAR_NANOS).count(),
                    errors.isEmpty() ? 0 : errors.get((int) (errors.size() * 0.99)),
                    pool.toString());
        }

        private static List<Long> seenByLoop(Job job) {
            return List.of(job.loopId(), job.submittedNanos(), job.completedNanos());
        }

        private static double error(PoolJob job, Map<List<Long>, Job> truths) {
            PoolJob.Request seen = request(job);
            Job truth =
                    Objects.requireNonNull(
                            truths.get(
                                    List.of(
                                            seen.loopId(),
                                            seen.submittedNanos(),
                                            seen.completedNanos())));
            return Math.abs(waitNanos(job) - (truth.startedNanos() - truth.submittedNanos()));
        }

        private static long count(State state, List<PoolJob> jobs) {
            return jobs.stream().filter(job -> job.state() == state).count();
        }
    }
}
