package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.pool.WorkType.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorkWorkloadTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final SimulatedRun run = new SimulatedRun();

    /** Real time in steps of a microsecond for each reading; of CPU time every second of them. */
    private static final class SteppingClock implements NanoClock, CpuClock {

        private long nanos;
        private long cpuNanos;

        @Override
        public long nanoTime() {
            cpuNanos += 500;
            return nanos += 1_000;
        }

        @Override
        public void sleep(long forNanos) {
            nanos += forNanos;
        }

        @Override
        public void charge(long forNanos) {}

        @Override
        public long threadCpuNanos() {
            return cpuNanos;
        }
    }

    private static List<Long> drawn(Distribution distribution, long seed, int count) {
        List<Long> lengths = new ArrayList<>();
        Holding log = (clock, forNanos) -> lengths.add(forNanos);
        WorkType.Job job = new WorkType.Job(log, 10 * MILLI, distribution, 0, seed);
        try {
            job.prepare(new SimulatedRun().simulated.loop);
            for (int index = 0; index < count; index++) {
                job.next().call();
            }
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
        return lengths;
    }

    @ParameterizedTest
    @CsvSource({"sleep, 20010000", "spin, 20000000"})
    void five_jobs_on_four_threads_take_two_turns(String how, long nanos) throws Exception {
        LoadDriver driver = run.burst(5, SimulatedRun.workload(new WorkType(), "how", how));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(5);
        assertThat(run.jobs).hasSize(5).containsOnly("CPU mine");
        assertThat(run.nanos()).isEqualTo(nanos);
    }

    /**
     * The first three threads hold for 10 ms and wait; the one that is left works their jobs off.
     */
    @Test
    void a_job_holds_its_thread_until_what_it_waits_for_has_run() throws Exception {
        LoadDriver driver =
                run.burst(3, SimulatedRun.workload(new WorkType(), "how", "spin", "nested", "1"));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(3);
        // A thread is free again, and takes the third one, when the first has what it waits for.
        assertThat(run.jobs)
                .containsExactly(
                        "CPU mine-nested",
                        "CPU mine",
                        "CPU mine-nested",
                        "CPU mine",
                        "CPU mine-nested",
                        "CPU mine");
        assertThat(run.nanos()).isEqualTo(30_000_000);
    }

    @Test
    void as_many_jobs_that_wait_as_threads_are_stuck_for_good() throws Exception {
        Workload workload = SimulatedRun.workload(new WorkType(), "nested", "1");

        assertThatThrownBy(() -> run.burst(4, workload))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the loop waits for ever");
        assertThat(run.jobs).isEmpty();
        run.simulated.loop.pool().abandon();
        run.simulated.loop.run(RunMode.NOWAIT);
        // Those that waited for a thread come back as cancelled, and so the others end.
        assertThat(run.jobs).hasSize(8);
    }

    @ParameterizedTest
    @EnumSource
    void every_length_is_held(Distribution distribution) throws Exception {
        Workload workload =
                SimulatedRun.workload(
                        new WorkType(), "distribution", distribution.label(), "time", "50us");
        LoadDriver driver = run.burst(200, workload);

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONSTANT")
    void a_seed_draws_the_same_lengths_again(Distribution distribution) {
        List<Long> lengths = drawn(distribution, 7, 100);

        assertThat(drawn(distribution, 7, 100)).isEqualTo(lengths);
        assertThat(drawn(distribution, 8, 100)).isNotEqualTo(lengths);
    }

    @Test
    void lengths_do_not_follow_what_else_is_drawn_from_the_seed() {
        SplittableRandom arrivals = new SplittableRandom(7);
        List<Long> gaps = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            gaps.add(Distribution.EXPONENTIAL.nanos(10 * MILLI, arrivals));
        }

        assertThat(drawn(Distribution.EXPONENTIAL, 7, 100)).doesNotContainAnyElementsOf(gaps);
    }

    @Test
    void work_that_ends_early_is_wrong() throws Exception {
        Holding half = (clock, forNanos) -> clock.sleep(forNanos / 2);
        WorkType.Job job = new WorkType.Job(half, 10 * MILLI, Distribution.CONSTANT, 0, 1);
        LoadDriver driver = run.burst(1, SimulatedRun.workload(job));

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains(
                        "the work was to hold its thread for 10000000 ns and held it for 5000000 ns");
    }

    @Test
    void spinning_takes_longer_where_the_thread_does_not_get_all_of_a_core() {
        SteppingClock clock = new SteppingClock();
        Holding.spin(clock).hold(clock, MILLI);

        assertThat(clock.threadCpuNanos()).isBetween(MILLI, MILLI + 3_000);
        assertThat(clock.nanoTime()).isGreaterThanOrEqualTo(2 * MILLI);
    }

    @Test
    void spinning_goes_by_time_where_the_platform_knows_no_cpu_time() {
        SteppingClock clock = new SteppingClock();
        Holding.spin(CpuClock.NONE).hold(clock, MILLI);

        assertThat(clock.nanoTime()).isBetween(MILLI, MILLI + 5_000);
    }

    @Test
    void a_time_that_nobody_waits_for_is_refused() throws Exception {
        Workload workload = SimulatedRun.workload(new WorkType(), "time", "25h");

        assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("time must be at most 24h");
    }
}
