package dev.loopbench.probes.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.pool.WorkType;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has not ended when a run does, on the simulated machine: it counts like what has. */
class WorkUnderWayTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;
    private static final WarmupPlan NO_WARMUP = new WarmupPlan(false, 0);

    private final List<WorkPlan> works = new ArrayList<>();
    private DrainPlan drain = DrainPlan.USUAL;
    private WarmupPlan warmup = NO_WARMUP;
    private @Nullable MeasurementSession session;

    @Test
    void jobs_that_hang_hold_the_pool_and_those_behind_them_wait_though_none_has_ended()
            throws Exception {
        pool("work", "1000s", open(1, 100 * SECOND));
        pool("stat", "10us", open(100, 100 * SECOND));
        interruptAt(5 * SECOND + 500 * MS);

        Report report = run();

        assertThat(report.run().ending()).isEqualTo(Run.Ending.INTERRUPTED);
        Pool.UnderWay work = underWay(report, "work");
        assertThat(work.running()).isEqualTo(4);
        assertThat(work.longestRunningNanos()).isCloseTo(5 * SECOND + 500 * MS, within(50 * MS));
        Pool.UnderWay stat = underWay(report, "stat");
        assertThat(stat.running()).isZero();
        assertThat(stat.queued()).isBetween(240L, 260L);
        assertThat(stat.longestQueuedNanos()).isCloseTo(2 * SECOND + 500 * MS, within(50 * MS));
        // One thread more each second: 1 + 2 + 3 seconds free of 4 x 5.5.
        assertThat(report.pool().utilizationShare()).isCloseTo(16.0 / 22, within(0.01));
        assertThat(report.pool().workers())
                .extracting(Pool.WorkerUse::busyNanos)
                .allMatch(busy -> busy > 2 * SECOND);
        assertThat(report.pool().waiting().littleResidualShare()).isCloseTo(0.0, within(0.001));
        assertThat(report.pool().waiters())
                .filteredOn(waiter -> waiter.victim().equals("stat"))
                .filteredOn(waiter -> waiter.culprit().equals("work"))
                .singleElement()
                .satisfies(
                        waiter -> assertThat(waiter.nanos()).isGreaterThan(stat.queued() * SECOND));
        assertThat(operation(report, "work").unfinished()).isEqualTo(6);
        assertThat(operation(report, "stat").unfinished()).isEqualTo(stat.queued());
        assertThat(report.pool().counts().cancelled()).isZero();
        assertThat(report.jobs())
                .filteredOn(job -> job.outcome() == Job.Outcome.RUNNING)
                .hasSize(4)
                .allMatch(job -> job.finishedNanos() == null && job.worker() >= 0);
        assertThat(report.jobs())
                .filteredOn(job -> job.outcome() == Job.Outcome.QUEUED)
                .hasSize((int) stat.queued() + 2)
                .allMatch(job -> job.startedNanos() == null && job.worker() == -1);
        assertThat(report.jobs()).extracting(Job::id).doesNotHaveDuplicates().contains(1L);
    }

    @Test
    void a_drain_that_takes_longer_than_it_may_is_cut() throws Exception {
        pool("work", "1s", open(10, 2 * SECOND));
        drain = new DrainPlan(SECOND, true);

        Report report = run();

        assertThat(report.run().ending()).isEqualTo(Run.Ending.DRAIN_TIMEOUT);
        assertThat(report.run().complete()).isTrue();
        assertThat(report.run().durationNanos()).isCloseTo(3 * SECOND, within(5 * MS));
        assertThat(operation(report, "work").started()).isEqualTo(20);
        assertThat(operation(report, "work").unfinished()).isBetween(10L, 13L);
        assertThat(report.warnings())
                .extracting(Warning::id)
                .contains(Warning.Kind.RUN_DRAIN_TIMEOUT);
    }

    @Test
    void a_drain_of_no_time_cuts_when_the_load_is_over() throws Exception {
        pool("work", "1000s", new LoadModel.Closed(2, SECOND));
        drain = new DrainPlan(0, true);

        Report report = run();

        assertThat(report.run().ending()).isEqualTo(Run.Ending.DRAIN_TIMEOUT);
        assertThat(report.run().durationNanos()).isCloseTo(SECOND, within(5 * MS));
        assertThat(operation(report, "work").unfinished()).isEqualTo(2);
    }

    @Test
    void a_burst_lasts_as_long_as_its_operations_do_unless_it_was_given_a_limit() throws Exception {
        pool("work", "100s", new LoadModel.Burst(4));

        assertThat(run().run().ending()).isEqualTo(Run.Ending.DONE);

        drain = new DrainPlan(SECOND, true);
        Report limited = run();
        assertThat(limited.run().ending()).isEqualTo(Run.Ending.DRAIN_TIMEOUT);
        assertThat(operation(limited, "work").unfinished()).isEqualTo(4);
    }

    @Test
    void work_that_goes_on_beside_a_burst_is_cut_some_time_after_it() throws Exception {
        pool("work", "100s", new LoadModel.Burst(1));
        pool("beside", "1000s", new LoadModel.Closed(1, LoadModel.ENDLESS_NANOS));

        Report report = run();

        assertThat(report.run().ending()).isEqualTo(Run.Ending.DRAIN_TIMEOUT);
        assertThat(operation(report, "work").count()).isEqualTo(1);
        assertThat(report.run().durationNanos()).isCloseTo(130 * SECOND, within(5 * SECOND));
    }

    @Test
    void a_load_that_drains_in_time_is_done() throws Exception {
        pool("work", "1s", open(10, 2 * SECOND));

        Report report = run();

        assertThat(report.run().ending()).isEqualTo(Run.Ending.DONE);
        assertThat(operation(report, "work").unfinished()).isZero();
        assertThat(report.pool().atEnd().underWay()).isEmpty();
    }

    @Test
    void a_warm_up_that_hangs_is_given_up_and_what_it_holds_is_told() throws Exception {
        pool("work", "1000s", open(1, 2 * SECOND));
        warmup = new WarmupPlan(true, SECOND);
        drain = new DrainPlan(3 * SECOND, true);

        Report report = run();

        assertThat(report.config().warmup().unfinished()).isEqualTo(1);
        assertThat(report.config().warmup().steady()).isFalse();
        assertThat(report.warnings())
                .extracting(Warning::id)
                .contains(Warning.Kind.WARMUP_UNFINISHED);
        assertThat(operation(report, "work").started()).isEqualTo(2);
        assertThat(underWay(report, "work").running()).isEqualTo(3);
        assertThat(underWay(report, "work").longestRunningNanos()).isGreaterThan(8 * SECOND);
    }

    @Test
    void what_ends_beside_the_leftovers_of_a_warm_up_is_a_whole_run() throws Exception {
        pool("work", "20s", open(1, 2 * SECOND));
        warmup = new WarmupPlan(true, SECOND);
        drain = new DrainPlan(19 * SECOND + 500 * MS, true);

        Report report = run();

        assertThat(report.config().warmup().unfinished()).isEqualTo(1);
        assertThat(operation(report, "work").started()).isEqualTo(2);
    }

    @Test
    void an_interrupt_in_the_warm_up_tells_what_hung() throws Exception {
        pool("work", "1000s", open(1, 2 * SECOND));
        FakeWorkload interrupter = new FakeWorkload("interrupter");
        interrupter.onStart =
                operation -> {
                    operation.succeeded();
                    interrupter.later(5_000, () -> session().interrupt());
                };
        works.add(0, plan(interrupter, new LoadModel.Burst(1), 0));
        warmup = new WarmupPlan(false, MS);

        Report report = run();

        assertThat(report.run().ending()).isEqualTo(Run.Ending.INTERRUPTED);
        assertThat(report.warnings()).extracting(Warning::id).contains(Warning.Kind.RUN_UNMEASURED);
        assertThat(report.config().warmup().unfinished()).isEqualTo(1);
        assertThat(underWay(report, "work").running()).isEqualTo(1);
        assertThat(underWay(report, "work").longestRunningNanos()).isGreaterThan(4 * SECOND);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_that_was_started_has_ended_or_is_unfinished_however_a_run_ends(long seed)
            throws Exception {
        Random random = new Random(seed);
        int parts = 1 + random.nextInt(3);
        for (int part = 0; part < parts; part++) {
            LoadModel load =
                    switch (random.nextInt(3)) {
                        case 0 -> new LoadModel.Burst(1 + random.nextInt(30));
                        case 1 -> new LoadModel.Closed(1 + random.nextInt(9), SECOND);
                        default -> open(1 + random.nextInt(500), SECOND);
                    };
            pool("part" + part, 1 + random.nextInt(400) + "ms", load);
        }
        if (random.nextBoolean()) {
            drain = new DrainPlan(random.nextInt(1_500) * MS, true);
        }
        if (random.nextInt(3) == 0) {
            interruptAt((1 + random.nextInt(1_500)) * MS);
        }

        Report report = run();

        Pool pool = report.pool();
        long running = pool.atEnd().underWay().stream().mapToLong(Pool.UnderWay::running).sum();
        long queued = pool.atEnd().underWay().stream().mapToLong(Pool.UnderWay::queued).sum();
        long started = 0;
        long unfinished = 0;
        for (Operation operation : report.operations()) {
            if (operation.kind().startsWith("part")) {
                started += operation.started();
                unfinished += operation.unfinished();
            }
        }
        assertThat(pool.counts().submitted()).as("seed %d", seed).isEqualTo(started);
        assertThat(unfinished).as("seed %d", seed).isEqualTo(running + queued);
        assertThat(pool.counts().submitted())
                .as("seed %d", seed)
                .isEqualTo(
                        pool.counts().completed() + pool.counts().cancelled() + running + queued);
        assertThat(pool.counts().started())
                .as("seed %d", seed)
                .isEqualTo(pool.counts().completed() + running);
        assertThat(report.jobs()).as("seed %d", seed).hasSize((int) pool.counts().submitted());
        assertThat(pool.workers().stream().mapToLong(Pool.WorkerUse::jobs).sum())
                .as("seed %d", seed)
                .isEqualTo(pool.counts().started());
        if (report.run().ending() == Run.Ending.DONE) {
            assertThat(unfinished).as("seed %d", seed).isZero();
        }
        if (pool.waiting().littleResidualShare() != null) {
            assertThat(pool.waiting().littleResidualShare()).as("seed %d", seed).isLessThan(0.01);
        }
    }

    private static LoadModel.Open open(double perSecond, long durationNanos) {
        return new LoadModel.Open(perSecond, durationNanos, LoadModel.Arrivals.CONSTANT);
    }

    private void pool(String name, String time, LoadModel load) throws Exception {
        WorkloadType type = new WorkType();
        ParameterValues values =
                ParameterValues.parse(type.parameters(), Map.of("how", "sleep", "time", time));
        works.add(new WorkPlan(name, type, values, load, 0));
    }

    private void interruptAt(long nanos) throws Exception {
        FakeWorkload interrupter = new FakeWorkload("interrupter");
        interrupter.onStart =
                operation -> {
                    operation.succeeded();
                    session().interrupt();
                };
        works.add(plan(interrupter, new LoadModel.Burst(1), nanos));
    }

    private static WorkPlan plan(FakeWorkload workload, LoadModel load, long startNanos)
            throws Exception {
        return new WorkPlan(
                workload.kind(),
                workload.type(),
                ParameterValues.parse(List.of(), Map.of()),
                load,
                startNanos);
    }

    private MeasurementSession session() {
        if (session == null) {
            throw new IllegalStateException("not begun");
        }
        return session;
    }

    private Report run() throws Exception {
        MeasurementSession one =
                new MeasurementSession(
                        new SessionPlan(
                                new SessionPlan.Work("work", new TreeMap<>(), null, works, null),
                                new SessionPlan.Pool(
                                        PoolShape.of(4), Config.PoolConfig.Source.DEFAULT),
                                new SessionPlan.Course(warmup, drain, 1),
                                SessionPlan.Disturbance.NONE,
                                7,
                                Simulation.USUAL,
                                50 * MS,
                                new SessionPlan.Origin(
                                        List.of("loopbench", "run"),
                                        new Tool("loopbench", "0", "none"),
                                        Wording.BARE)),
                        SessionListener.NONE);
        session = one;
        return one.run();
    }

    private static Pool.UnderWay underWay(Report report, String kind) {
        return report.pool().atEnd().underWay().stream()
                .filter(jobs -> jobs.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Operation operation(Report report, String kind) {
        return report.operations().stream()
                .filter(operation -> operation.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
