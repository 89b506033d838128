package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadDriverTest {

    private static final long JOB = SimulatedLoop.JOB_NANOS;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SimulatedLoop simulated = new SimulatedLoop();
    private final OperationLog log = new OperationLog();

    private LoadDriver driver(LoadModel load, Consumer<Operation> end) {
        return new LoadDriver(
                simulated.loop,
                () -> simulated.alarm,
                new JobWorkload(simulated.loop, end),
                load,
                1,
                log);
    }

    private LoadDriver driver(LoadModel load) {
        return driver(load, Operation::succeeded);
    }

    private static LoadModel.Open constant(double perSecond, long durationNanos) {
        return new LoadModel.Open(perSecond, durationNanos, LoadModel.Arrivals.CONSTANT);
    }

    @Test
    void a_burst_starts_all_at_once_and_the_fifth_job_waits_for_a_thread() {
        LoadDriver driver = driver(new LoadModel.Burst(5));
        simulated.run(driver::start);

        assertThat(log.starts).hasSize(5).containsOnly(new OperationLog.Start("job", 0, 0));
        assertThat(log.ends)
                .extracting(OperationLog.End::nowNanos)
                .containsExactly(JOB, JOB, JOB, JOB, 2 * JOB);
        assertThat(driver.counts().started()).isEqualTo(5);
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(5);
    }

    @Test
    void a_closed_load_keeps_its_number_in_flight_until_the_time_is_over() {
        LoadDriver driver = driver(new LoadModel.Closed(2, 10 * JOB));
        simulated.run(driver::start);

        assertThat(log.starts)
                .extracting(OperationLog.Start::nowNanos)
                .containsExactlyElementsOf(
                        LongStream.range(0, 20).map(i -> i / 2 * JOB).boxed().toList());
        assertThat(driver.counts().ended()).isEqualTo(20);
        assertThat(simulated.clock.nanoTime()).isEqualTo(10 * JOB);
    }

    @Test
    void an_open_load_starts_each_operation_at_its_instant_and_lets_the_loop_end() {
        LoadDriver driver = driver(constant(3000, SECOND));
        simulated.run(driver::start);

        assertThat(log.starts).hasSize(3000);
        assertThat(log.starts.get(1).intendedNanos()).isEqualTo(333_333);
        assertThat(log.starts).allMatch(start -> start.nowNanos() == start.intendedNanos());
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(3000);
        assertThat(simulated.loop.isAlive()).isFalse();
    }

    @Test
    void what_was_due_while_the_loop_was_held_starts_late_and_counts_from_when_it_was_due() {
        LoadDriver driver = driver(constant(1000, SECOND));
        simulated.loop.setTimeout(() -> simulated.clock.charge(50_500_000), 100);
        simulated.run(driver::start);

        // Held from 100 ms to 150.5 ms: what was due from 101 ms on starts when that is over.
        assertThat(log.starts)
                .containsExactlyElementsOf(
                        LongStream.range(0, 1000)
                                .mapToObj(
                                        milli ->
                                                new OperationLog.Start(
                                                        "job",
                                                        milli * 1_000_000,
                                                        milli > 100 && milli <= 150
                                                                ? 150_500_000
                                                                : milli * 1_000_000))
                                .toList());
    }

    @Test
    void an_open_load_does_not_slow_down_with_what_it_loads() {
        // Each job takes 10 ms on one of four threads: 400/s is all that can end.
        LoadDriver driver = driver(constant(1000, SECOND));
        simulated.run(driver::start);

        assertThat(log.starts).hasSize(1000);
        OperationLog.End last = log.ends.get(999);
        assertThat(last.nowNanos()).isEqualTo(3_000_000 + 250 * JOB);
        assertThat(last.nowNanos() - last.intendedNanos()).isGreaterThan(SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_seed_gives_the_same_run_again(long seed) {
        LoadModel load = new LoadModel.Open(500, SECOND, LoadModel.Arrivals.POISSON);
        List<List<OperationLog.End>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            SimulatedLoop fresh = new SimulatedLoop();
            OperationLog ends = new OperationLog();
            Workload workload = new JobWorkload(fresh.loop, Operation::succeeded);
            LoadDriver driver =
                    new LoadDriver(fresh.loop, () -> fresh.alarm, workload, load, seed, ends);
            fresh.run(driver::start);
            runs.add(ends.ends);
        }

        assertThat(runs.get(0)).as("seed %d", seed).isNotEmpty().isEqualTo(runs.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"burst", "closed", "open"})
    void after_a_stop_nothing_starts_and_what_is_in_flight_ends(String model) {
        LoadModel load =
                switch (model) {
                    case "burst" -> new LoadModel.Burst(9);
                    case "closed" -> new LoadModel.Closed(8, 100 * SECOND);
                    default -> constant(1000, 100 * SECOND);
                };
        LoadDriver driver = driver(load);
        List<Long> startedByThen = new ArrayList<>();
        simulated.loop.setTimeout(
                () -> {
                    driver.stop();
                    startedByThen.add(driver.counts().started());
                },
                15);
        simulated.run(driver::start);

        assertThat(startedByThen).containsExactly(driver.counts().started());
        assertThat(driver.counts().ended()).isEqualTo(driver.counts().started()).isPositive();
        assertThat(simulated.loop.isAlive()).isFalse();
    }

    @Test
    void outcomes_are_counted_and_the_first_reasons_kept() {
        IOException first = new IOException("first");
        int[] number = {0};
        LoadDriver driver =
                driver(
                        new LoadModel.Burst(7),
                        operation -> {
                            switch (number[0]++) {
                                case 0, 1 -> operation.succeeded();
                                case 2 -> operation.failed(first);
                                case 3 -> operation.failed(new IOException("second"));
                                case 4 -> operation.wrong("one byte is missing");
                                case 5 -> operation.wrong("two bytes are missing");
                                default -> operation.cancelled();
                            }
                        });
        simulated.run(driver::start);

        OperationCounts counts = driver.counts();
        assertThat(counts.ended(OperationOutcome.OK)).isEqualTo(2);
        assertThat(counts.ended(OperationOutcome.FAILED)).isEqualTo(2);
        assertThat(counts.ended(OperationOutcome.WRONG)).isEqualTo(2);
        assertThat(counts.ended(OperationOutcome.CANCELLED)).isEqualTo(1);
        assertThat(counts.ended()).isEqualTo(7);
        assertThat(driver.firstFailure()).containsSame(first);
        assertThat(driver.firstWrong().map(Object::toString)).contains("one byte is missing");
        assertThat(log.ends)
                .extracting(OperationLog.End::outcome)
                .containsOnly(OperationOutcome.values());
    }

    @Test
    void an_operation_ends_once() {
        List<Operation> operations = new ArrayList<>();
        LoadDriver driver =
                driver(
                        new LoadModel.Burst(1),
                        operation -> {
                            operation.succeeded();
                            operations.add(operation);
                        });
        simulated.run(driver::start);

        Operation ended = operations.get(0);
        assertThatIllegalStateException().isThrownBy(ended::succeeded);
        assertThatIllegalStateException().isThrownBy(() -> ended.failed(new IOException()));
        assertThatIllegalStateException().isThrownBy(() -> ended.wrong("again"));
        assertThatIllegalStateException().isThrownBy(ended::cancelled);
        assertThat(driver.counts().ended()).isEqualTo(1);
    }

    @Test
    void a_load_runs_once() {
        LoadDriver driver = driver(new LoadModel.Burst(1));
        simulated.run(driver::start);

        assertThatIllegalStateException().isThrownBy(driver::start);
    }

    @Test
    void one_load_may_follow_another_on_the_same_loop() {
        simulated.run(driver(constant(100, SECOND))::start);
        LoadDriver second = driver(constant(100, SECOND));
        simulated.run(second::start);

        assertThat(second.counts().ended()).isEqualTo(100);
    }

    @Test
    void a_rate_beyond_what_the_loop_can_start_lets_it_see_other_events_in_between() {
        LoadDriver driver = driver(constant(1e9, SECOND), held -> {});
        long[] startedBefore = {0};
        simulated.run(
                () -> {
                    driver.start();
                    simulated.clock.charge(SECOND / 2);
                    simulated.loop.setImmediate(
                            () -> {
                                startedBefore[0] = driver.counts().started();
                                driver.stop();
                                simulated.loop.stop();
                            });
                });

        assertThat(startedBefore[0]).isBetween(1L, 3L * OpenPacing.TURN_STARTS);
    }

    @Test
    void no_more_are_in_flight_than_there_is_room_for_and_the_others_start_late() {
        int[] started = {0};
        OpenPacing pacing =
                new OpenPacing(
                        simulated.loop,
                        simulated.alarm,
                        new ArrivalSchedule(constant(1_000, SECOND / 10), 1),
                        intended -> {
                            started[0]++;
                            return simulated.clock.nanoTime();
                        },
                        () -> {},
                        3);
        simulated.run(
                () -> {
                    pacing.begin(simulated.clock.nanoTime());
                    simulated.loop.setTimeout(() -> pacing.operationEnded(0), 50);
                    simulated.loop.setTimeout(pacing::stop, 80);
                });

        assertThat(started[0]).isEqualTo(4);
    }

    @Test
    void a_small_heap_has_room_for_fewer() {
        assertThat(HeapRoom.operations(64L << 20)).isEqualTo(64L << 10);
        assertThat(HeapRoom.operations(Long.MAX_VALUE)).isEqualTo(HeapRoom.OPERATIONS_MAX);
    }

    @Test
    void of_an_abandoned_load_nobody_is_told_any_more() {
        LoadDriver driver = driver(new LoadModel.Burst(5));
        simulated.run(
                () -> {
                    driver.start();
                    driver.abandon();
                });

        assertThat(log.starts).hasSize(5);
        assertThat(log.ends).isEmpty();
        assertThat(driver.counts().ended()).isEqualTo(5);
    }
}
