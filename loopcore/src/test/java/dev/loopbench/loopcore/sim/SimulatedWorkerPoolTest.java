package dev.loopbench.loopcore.sim;

import static dev.loopbench.loopcore.sim.PoolScene.ORIGIN_NANOS;
import static dev.loopbench.loopcore.sim.PoolScene.SERVICE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.sim.PoolScene.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedWorkerPoolTest {

    @Test
    @Rule("P03")
    void cpu_work_and_fast_io_start_in_the_order_of_submission() {
        PoolScene scene = PoolScene.of(1, 1);
        scene.submit(Lane.CPU, "c1");
        scene.submit(Lane.FAST_IO, "f1");
        scene.submit(Lane.CPU, "c2");

        scene.runOut();

        assertThat(scene.completed).containsExactly("c1", "f1", "c2");
    }

    @Test
    @Rule("P05")
    void slow_io_leaves_half_of_the_workers_free() {
        PoolScene scene = PoolScene.of(4, 4);
        scene.submit(8, Lane.SLOW_IO);
        PoolRequest<String> fast = scene.submit(Lane.FAST_IO, "f1");

        assertThat(fast.worker()).isEqualTo(2);
        scene.runOut();

        assertThat(scene.changes).extracting(Change::running).allMatch(running -> running <= 3);
        assertThat(scene.sinceStartNanos()).isEqualTo(4 * SERVICE_NANOS);
    }

    @Test
    @Rule("P06")
    void with_only_slow_work_queued_the_other_workers_sleep_on_purpose() {
        PoolScene scene = PoolScene.of(4, 4);
        List<PoolRequest<String>> requests = scene.submit(4, Lane.SLOW_IO);

        scene.runOut();

        assertThat(requests).extracting(PoolRequest::worker).containsExactly(0, 1, 0, 1);
    }

    @Test
    @Rule("P07")
    void long_cpu_work_on_every_worker_stalls_files_and_names_but_not_the_submitter() {
        PoolScene scene = PoolScene.of(4, 4);
        scene.submit(4, Lane.CPU);
        PoolRequest<String> file = scene.submit(Lane.FAST_IO, "f1");
        PoolRequest<String> name = scene.submit(Lane.SLOW_IO, "s1");
        assertThat(scene.sinceStartNanos()).as("submitting waits for nobody").isZero();

        scene.runOut();

        assertThat(waitNanos(file)).isEqualTo(SERVICE_NANOS);
        assertThat(waitNanos(name)).isEqualTo(SERVICE_NANOS);
    }

    @Test
    @Rule("P10")
    void jobs_that_end_together_are_handed_over_as_one_batch() {
        PoolScene scene = PoolScene.of(4, 4);
        scene.submit(4, Lane.CPU);

        scene.clock.advance(SERVICE_NANOS);

        assertThat(scene.wakeups).isEqualTo(1);
        scene.drain();
        assertThat(scene.completed).containsExactly("job 0", "job 1", "job 2", "job 3");
    }

    @Test
    @Rule({"P11", "P13"})
    void a_cancelled_request_completes_later_and_once() {
        PoolScene scene = PoolScene.of(1, 1);
        scene.submit(Lane.CPU, "running");
        PoolRequest<String> queued = scene.submit(Lane.CPU, "queued");

        assertThat(scene.pool.cancel(queued)).isTrue();
        assertThat(scene.completed).as("never from inside cancel").isEmpty();
        assertThat(scene.pool.cancel(queued)).isFalse();
        scene.runOut();

        assertThat(scene.completed).containsExactly("queued", "running");
        assertThat(queued.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(queued.result()).isNull();
        assertThat(queued.startedNanos()).isZero();
    }

    @Test
    @Rule("P12")
    void a_running_request_cannot_be_cancelled_and_ends_as_it_would_have() {
        PoolScene scene = PoolScene.of(1, 1);
        PoolRequest<String> running = scene.submit(Lane.CPU, "running");

        assertThat(scene.pool.cancel(running)).isFalse();
        scene.runOut();

        assertThat(running.outcome()).isEqualTo(Outcome.OK);
        assertThat(running.result()).isEqualTo("running done");
        assertThat(scene.pool.cancel(running)).as("finished").isFalse();
    }

    @Test
    @Rule("P15")
    void closing_lets_everything_queued_and_running_finish() {
        PoolScene scene = PoolScene.of(2, 2);
        scene.submit(5, Lane.CPU);
        scene.submit(3, Lane.SLOW_IO);

        scene.pool.close();
        scene.pool.close();

        assertThat(scene.sinceStartNanos()).isGreaterThanOrEqualTo(4 * SERVICE_NANOS);
        scene.drain();
        assertThat(scene.completed).hasSize(8);
    }

    @Test
    void abandoning_cancels_what_is_queued_and_leaves_what_runs_to_itself() {
        PoolScene scene = PoolScene.of(1, 1);
        PoolRequest<String> running = scene.submit(Lane.CPU, "running");
        PoolRequest<String> queued = scene.submit(Lane.CPU, "queued");

        scene.pool.abandon();
        scene.pool.abandon();
        scene.pool.close();

        assertThat(scene.sinceStartNanos()).as("waits for nobody").isZero();
        assertThat(queued.outcome()).isEqualTo(Outcome.CANCELLED);
        scene.runOut();
        assertThat(running.outcome()).isEqualTo(Outcome.OK);
        assertThat(scene.completed).containsExactly("queued", "running");
    }

    @Test
    void a_closed_pool_takes_nothing() {
        PoolScene scene = PoolScene.of(1, 1);
        scene.pool.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> scene.submit(Lane.CPU, "late"))
                .withMessage("the pool is closed");
    }

    @Test
    void a_request_is_submitted_once() {
        PoolScene scene = PoolScene.of(1, 1);
        PoolRequest<String> request = scene.submit(Lane.CPU, "job");
        scene.runOut();

        assertThatIllegalStateException().isThrownBy(() -> scene.submit(request));
    }

    @Test
    void the_lowest_idle_worker_takes_the_next_job() {
        PoolScene scene =
                PoolScene.of(
                        3,
                        3,
                        (request, charged) -> request.kind().equals("short") ? 1 : SERVICE_NANOS);
        scene.submit(Lane.CPU, "long");
        PoolRequest<String> second = scene.submit(Lane.CPU, "short");
        PoolRequest<String> third = scene.submit(Lane.CPU, "short");
        scene.clock.advance(10);

        PoolRequest<String> next = scene.submit(Lane.CPU, "next");

        assertThat(List.of(second.worker(), third.worker(), next.worker()))
                .containsExactly(1, 2, 1);
    }

    @Test
    void timestamps_tell_wait_from_service_and_service_from_cpu_time() {
        PoolScene scene = PoolScene.of(2, 1);
        scene.submit(2, Lane.CPU);
        PoolRequest<String> third = scene.submit(Lane.CPU, "third");

        scene.runOut();

        assertThat(third.submittedNanos()).isEqualTo(ORIGIN_NANOS);
        assertThat(waitNanos(third)).isEqualTo(2 * SERVICE_NANOS);
        assertThat(third.finishedNanos() - third.startedNanos()).isEqualTo(SERVICE_NANOS);
        assertThat(third.serviceCpuNanos()).isEqualTo(SERVICE_NANOS);
    }

    @Test
    void a_job_that_joins_late_slows_the_others_from_then_on() {
        PoolScene scene = PoolScene.of(2, 1);
        PoolRequest<String> early = scene.submit(Lane.CPU, "early");
        scene.clock.advance(SERVICE_NANOS / 2);
        PoolRequest<String> late = scene.submit(Lane.CPU, "late");

        scene.runOut();

        assertThat(early.finishedNanos() - ORIGIN_NANOS).isEqualTo(SERVICE_NANOS * 3 / 2);
        assertThat(late.finishedNanos() - ORIGIN_NANOS).isEqualTo(SERVICE_NANOS * 2);
    }

    @Test
    void the_observer_sees_each_change_at_its_instant() {
        PoolScene scene = PoolScene.of(1, 1);
        scene.submit(2, Lane.CPU);

        scene.runOut();

        assertThat(scene.changes)
                .containsExactly(
                        new Change(0, 1, 0),
                        new Change(0, 0, 1),
                        new Change(0, 1, 1),
                        new Change(SERVICE_NANOS, 1, 0),
                        new Change(SERVICE_NANOS, 0, 1),
                        new Change(2 * SERVICE_NANOS, 0, 0));
    }

    @Test
    void a_job_takes_what_its_work_is_charged_and_sleeps_and_only_computing_needs_a_core() {
        PoolScene scene = PoolScene.of(2, 1, (request, charged) -> charged);
        PoolRequest<Long> first = scene.submit(sleepThenCompute(scene, 300, 100));
        PoolRequest<Long> second = scene.submit(sleepThenCompute(scene, 300, 100));
        scene.runOut();

        assertThat(first.result()).as("what the work itself saw pass").isEqualTo(400);
        assertThat(second.finishedNanos() - second.startedNanos()).isEqualTo(300 + 2 * 100);
        assertThat(second.serviceCpuNanos()).isEqualTo(100);
    }

    private static PoolRequest<Long> sleepThenCompute(
            PoolScene scene, long sleepNanos, long computeNanos) {
        return new PoolRequest<>(
                Lane.CPU,
                "job",
                () -> {
                    long beganNanos = scene.clock.nanoTime();
                    scene.clock.sleep(sleepNanos);
                    scene.clock.charge(computeNanos);
                    return scene.clock.nanoTime() - beganNanos;
                },
                null);
    }

    @Test
    void a_closing_pool_waits_for_work_that_sleeps() {
        PoolScene scene = PoolScene.of(1, 1, (request, charged) -> charged);
        PoolRequest<Long> request = scene.submit(sleepThenCompute(scene, 300, 100));

        scene.pool.close();

        assertThat(request.outcome()).isEqualTo(Outcome.OK);
        assertThat(scene.sinceStartNanos()).isEqualTo(400);
    }

    @Test
    void work_that_throws_fails_its_request_and_nothing_else() {
        PoolScene scene = PoolScene.of(1, 1);
        PoolRequest<String> bad =
                scene.submit(
                        new PoolRequest<>(
                                Lane.CPU,
                                "bad",
                                () -> {
                                    throw new StackOverflowError();
                                },
                                null));
        PoolRequest<String> good = scene.submit(Lane.CPU, "good");

        scene.runOut();

        assertThat(bad.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(good.outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void a_pool_that_nobody_observes_reads_no_clock() {
        VirtualClock clock = new VirtualClock(0, 1);
        SimulatedWorkerPool pool =
                new SimulatedWorkerPool(
                        clock, PoolShape.of(1), 1, (request, charged) -> 10, PoolObserver.NONE);
        PoolRequest<String> request = new PoolRequest<>(Lane.CPU, "job", () -> "done", null);

        pool.submit(request, new CompletionQueue(() -> {}));
        pool.close();

        assertThat(clock.instantNanos()).isEqualTo(10);
        assertThat(request.finishedNanos()).isZero();
        assertThat(request.serviceCpuNanos()).isEqualTo(CpuClock.NOT_MEASURED);
    }

    @Test
    void a_clock_reading_that_costs_time_lets_a_job_end_before_the_next_is_queued() {
        VirtualClock clock = new VirtualClock(0, 10);
        CompletionQueue completions = new CompletionQueue(() -> {});
        SimulatedWorkerPool pool =
                new SimulatedWorkerPool(
                        clock, PoolShape.of(1), 1, (request, charged) -> 5, PoolScene.ignoring());
        PoolRequest<String> first = new PoolRequest<>(Lane.CPU, "first", () -> "1", null);
        PoolRequest<String> second = new PoolRequest<>(Lane.CPU, "second", () -> "2", null);

        pool.submit(first, completions);
        pool.submit(second, completions);

        assertThat(first.finishedNanos()).isEqualTo(15);
        assertThat(waitNanos(second)).isZero();
    }

    private static long waitNanos(PoolRequest<?> request) {
        return request.startedNanos() - request.submittedNanos();
    }
}
