package dev.loopbench.probes.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.pool.WorkType;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.queueing.QueueingLaws;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated pool, under random arrivals for long, waits as theory says it does. */
class QueueingTheoryTest {

    private static final long SERVICE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final double UTILIZATION = 0.8;
    private static final long JOBS = 100_000;
    private static final long SEED = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void constant_services_wait_as_m_d_c_within_five_percent(int threads) throws Exception {
        Operation work = run(threads, "constant");

        double offered = UTILIZATION * threads;
        double expected =
                meanNanos(work.legs().serviceLeg())
                        * QueueingLaws.constantServiceWait(threads, offered);
        assertThat(meanNanos(work.legs().waitLeg())).isCloseTo(expected, within(0.05 * expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void exponential_services_wait_as_erlang_says_within_ten_percent(int threads) throws Exception {
        Operation work = run(threads, "exponential");

        double offered = UTILIZATION * threads;
        double expected =
                meanNanos(work.legs().serviceLeg())
                        * QueueingLaws.exponentialWait(threads, offered);
        assertThat(meanNanos(work.legs().waitLeg())).isCloseTo(expected, within(0.10 * expected));
    }

    private static double meanNanos(@Nullable Histogram leg) {
        return Objects.requireNonNull(Objects.requireNonNull(leg).meanNanos());
    }

    private static Operation run(int threads, String distribution) throws Exception {
        WorkloadType type = new WorkType();
        ParameterValues values =
                ParameterValues.parse(
                        type.parameters(),
                        Map.of(
                                "how",
                                "spin",
                                "time",
                                SERVICE_NANOS + "ns",
                                "distribution",
                                distribution));
        double perSecond =
                UTILIZATION * threads * TimeUnit.SECONDS.toNanos(1) / (double) SERVICE_NANOS;
        LoadModel load =
                new LoadModel.Open(
                        perSecond,
                        Math.round(JOBS / perSecond * TimeUnit.SECONDS.toNanos(1)),
                        LoadModel.Arrivals.POISSON);
        SessionPlan plan =
                new SessionPlan(
                        new SessionPlan.Work(
                                "work",
                                new TreeMap<>(),
                                null,
                                List.of(WorkPlan.of(type, values, load)),
                                null),
                        new SessionPlan.Pool(
                                PoolShape.of(threads), Config.PoolConfig.Source.DEFAULT),
                        new SessionPlan.Course(new WarmupPlan(false, 0), DrainPlan.USUAL, 1),
                        SessionPlan.Disturbance.NONE,
                        SEED,
                        Simulation.USUAL,
                        TimeUnit.MILLISECONDS.toNanos(50),
                        new SessionPlan.Origin(
                                List.of("loopbench"),
                                new Tool("loopbench", "0", "none"),
                                Wording.BARE));
        Report report = new MeasurementSession(plan, SessionListener.NONE).run();
        return report.operations().get(0);
    }
}
