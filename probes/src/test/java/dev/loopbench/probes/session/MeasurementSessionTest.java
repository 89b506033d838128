package dev.loopbench.probes.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.loopbench.loopcore.UncaughtException;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.result.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Sessions in virtual time, with workloads whose operations do as the test says. */
class MeasurementSessionTest {

    private final FakeWorkload workload = new FakeWorkload("fake");
    private List<WorkPlan> beside = List.of();

    @Test
    void a_wrong_result_ends_the_run_without_a_report() {
        workload.onStart = operation -> operation.wrong("2 + 2 gave 5");

        assertThatThrownBy(() -> session(new LoadModel.Burst(3)).run())
                .isInstanceOf(WrongResultException.class)
                .hasMessage("2 + 2 gave 5");
        assertThat(workload.closed).isTrue();
    }

    @Test
    void failed_operations_are_counted_and_the_first_reason_is_told() throws Exception {
        workload.onStart = operation -> operation.failed(new IOException("disk is gone"));

        Report report = session(new LoadModel.Burst(3)).run();

        assertThat(report.operations().get(0).count()).isZero();
        assertThat(report.operations().get(0).errors()).isEqualTo(3);
        assertThat(report.warnings())
                .anySatisfy(
                        warning -> {
                            assertThat(warning.id()).isEqualTo(Warning.Kind.OPERATIONS_FAILED);
                            assertThat(warning.message()).contains("disk is gone");
                        });
    }

    @Test
    void what_cannot_be_prepared_is_thrown_on_and_the_workload_is_closed() {
        workload.prepareFailure = new WorkloadException("no such thing");

        assertThatThrownBy(() -> session(new LoadModel.Burst(1)).run())
                .isInstanceOf(WorkloadException.class)
                .hasMessage("no such thing");
        assertThat(workload.closed).isTrue();
    }

    @Test
    void an_exception_in_a_callback_ends_the_run() {
        workload.onStart =
                operation -> {
                    throw new IllegalStateException("bug");
                };

        assertThatThrownBy(() -> session(new LoadModel.Burst(1)).run())
                .isInstanceOf(UncaughtException.class)
                .hasRootCauseMessage("bug");
        assertThat(workload.closed).isTrue();
    }

    @Test
    void an_interrupted_run_reports_what_had_ended() throws Exception {
        MeasurementSession session = session(new LoadModel.Burst(10));
        int[] started = {0};
        workload.onStart =
                operation -> {
                    if (started[0]++ < 4) {
                        operation.succeeded();
                    } else {
                        session.interrupt(); // and the operation never ends
                    }
                };

        Report report = session.run();

        assertThat(report.run().complete()).isFalse();
        assertThat(report.operations().get(0).count()).isEqualTo(4);
        assertThat(report.operations().get(0).errors()).isZero();
        assertThat(report.warnings())
                .extracting(Warning::id)
                .contains(Warning.Kind.RUN_INTERRUPTED);
        assertThat(workload.closed).isTrue();
    }

    @Test
    void a_session_interrupted_beforehand_reports_nothing_and_says_so() throws Exception {
        workload.onStart = Operation::succeeded;
        MeasurementSession session = session(new LoadModel.Burst(10));
        session.interrupt();

        Report report = session.run();

        assertThat(report.run().complete()).isFalse();
        assertThat(report.repeats()).isEmpty();
        assertThat(report.operations().get(0).count()).isZero();
    }

    @Test
    void what_the_workload_settles_is_reported_in_place_of_what_was_asked() throws Exception {
        workload.onStart = Operation::succeeded;
        workload.settled = Map.of("size", "3B");

        Report report = session(new LoadModel.Burst(1)).run();

        assertThat(report.config().parameters()).containsEntry("size", "3B");
    }

    @Test
    void operations_of_the_warm_up_are_not_in_the_report() throws Exception {
        Consumer<Operation> succeed = Operation::succeeded;
        workload.onStart = succeed;

        Report report = session(new LoadModel.Burst(5), new WarmupPlan(true, 1_000_000)).run();

        assertThat(report.config().warmup().operations()).isPositive();
        assertThat(report.operations().get(0).count()).isEqualTo(5);
    }

    private MeasurementSession session(LoadModel load) throws Exception {
        return session(load, new WarmupPlan(false, 0));
    }

    @Test
    void background_work_runs_beside_the_measured_work_and_ends_with_it() throws Exception {
        FakeWorkload other = new FakeWorkload("beside");
        other.onStart = other::succeedLater;
        workload.onStart = workload::succeedLater;
        beside =
                List.of(
                        WorkPlan.of(
                                other.type(),
                                noValues(),
                                new LoadModel.Closed(3, LoadModel.ENDLESS_NANOS)));

        Report report = session(new LoadModel.Closed(1, 20_000_000)).run();

        assertThat(report.operations())
                .extracting(row -> row.kind())
                .containsExactly("fake", "beside");
        assertThat(report.operations().get(0).count()).isGreaterThan(10);
        assertThat(report.operations().get(1).count())
                .isGreaterThan(2 * report.operations().get(0).count());
        assertThat(report.repeats().get(0).operations())
                .isEqualTo(report.operations().get(0).count());
        assertThat(other.closed).isTrue();
    }

    @Test
    void work_with_a_start_of_its_own_begins_then_and_the_run_lasts_until_all_is_over()
            throws Exception {
        FakeWorkload late = new FakeWorkload("late");
        List<Long> startsNanos = new ArrayList<>();
        late.onStart =
                operation -> {
                    startsNanos.add(late.nanoTime());
                    late.succeedLater(operation);
                };
        workload.onStart = workload::succeedLater;
        beside =
                List.of(
                        new WorkPlan(
                                "late",
                                late.type(),
                                noValues(),
                                new LoadModel.Burst(2),
                                200_000_000));

        Report report = session(new LoadModel.Closed(1, 20_000_000)).run();

        assertThat(report.operations().get(1).count()).isEqualTo(2);
        assertThat(report.run().durationNanos()).isGreaterThan(200_000_000);
        assertThat(startsNanos).allMatch(nanos -> nanos >= 200_000_000);
        assertThat(report.config().workloads())
                .extracting(Config.Work::name, Config.Work::startNanos)
                .containsExactly(tuple("fake", 0L), tuple("late", 200_000_000L));
    }

    @Test
    void an_interrupt_ends_work_that_has_not_begun() throws Exception {
        FakeWorkload late = new FakeWorkload("late");
        beside =
                List.of(
                        new WorkPlan(
                                "late",
                                late.type(),
                                noValues(),
                                new LoadModel.Burst(2),
                                200_000_000));
        MeasurementSession session = session(new LoadModel.Burst(1));
        workload.onStart =
                operation -> {
                    session.interrupt();
                    operation.succeeded();
                };

        Report report = session.run();

        assertThat(report.run().complete()).isFalse();
        assertThat(report.operations().get(1).count()).isZero();
        assertThat(report.run().durationNanos()).isLessThan(200_000_000);
    }

    @Test
    void among_several_the_workload_that_cannot_be_prepared_is_named() throws Exception {
        FakeWorkload other = new FakeWorkload("beside");
        other.prepareFailure = new WorkloadException("no such thing");
        beside = List.of(WorkPlan.of(other.type(), noValues(), new LoadModel.Burst(1)));
        MeasurementSession session = session(new LoadModel.Burst(1));

        assertThatThrownBy(session::run)
                .isInstanceOf(WorkloadException.class)
                .hasMessage("beside: no such thing");
        assertThat(workload.closed).isTrue();
        assertThat(other.closed).isTrue();
    }

    @Test
    void a_wrong_result_of_any_workload_ends_the_run() {
        FakeWorkload other = new FakeWorkload("beside");
        other.onStart = operation -> operation.wrong("beside itself");
        workload.onStart = workload::succeedLater;
        assertThatThrownBy(
                        () -> {
                            beside =
                                    List.of(
                                            WorkPlan.of(
                                                    other.type(),
                                                    noValues(),
                                                    new LoadModel.Burst(1)));
                            session(new LoadModel.Burst(1)).run();
                        })
                .isInstanceOf(WrongResultException.class)
                .hasMessage("beside itself");
        assertThat(other.closed).isTrue();
    }

    private static ParameterValues noValues() throws Exception {
        return ParameterValues.parse(List.of(), Map.of());
    }

    private MeasurementSession session(LoadModel load, WarmupPlan warmup) throws Exception {
        List<WorkPlan> works = new ArrayList<>();
        works.add(WorkPlan.of(workload.type(), noValues(), load));
        works.addAll(beside);
        return new MeasurementSession(
                new SessionPlan(
                        new SessionPlan.Work("fake", new TreeMap<>(), null, works, null),
                        new SessionPlan.Pool(PoolShape.of(2), Config.PoolConfig.Source.DEFAULT),
                        new SessionPlan.Course(warmup, DrainPlan.USUAL, 1),
                        SessionPlan.Disturbance.NONE,
                        7,
                        Simulation.USUAL,
                        50_000_000,
                        new SessionPlan.Origin(
                                List.of("loopbench", "run"),
                                new Tool("loopbench", "0", "none"),
                                Wording.BARE)),
                SessionListener.NONE);
    }
}
