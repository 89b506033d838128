package dev.loopbench.probes.node.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.ArrivalSchedule;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.DrainPlan;
import dev.loopbench.probes.session.SessionPlan;
import dev.loopbench.probes.session.WarmupPlan;
import dev.loopbench.probes.session.WorkPlan;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Node has a counterpart for is told to the harness as it is; the rest is refused. */
final class HarnessPlanTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir private Path folder;

    @Test
    void a_workload_is_told_with_its_parameters_and_its_load() throws Exception {
        JsonNode told = told(plan("pbkdf2", Map.of("iterations", "7"), new LoadModel.Burst(5)));
        JsonNode work = told.path("works").path(0);
        assertThat(work.path("workload").asString()).isEqualTo("pbkdf2");
        assertThat(work.path("parameters").path("iterations").asInt()).isEqualTo(7);
        assertThat(work.path("parameters").path("digest").asString()).isEqualTo("sha512");
        assertThat(work.path("parameters").path("keyLength").asInt()).isEqualTo(64);
        assertThat(work.path("load").path("model").asString()).isEqualTo("burst");
        assertThat(work.path("load").path("jobs").asInt()).isEqualTo(5);
        assertThat(told.path("drain").path("scheduledNanos").isNull()).isTrue();
    }

    @Test
    void random_arrivals_are_those_that_our_own_loop_gets() throws Exception {
        LoadModel.Open load = new LoadModel.Open(500, SECOND, LoadModel.Arrivals.POISSON);
        JsonNode told = told(plan("random", Map.of(), load));
        byte[] bytes =
                Files.readAllBytes(
                        Path.of(
                                told.path("works")
                                        .path(0)
                                        .path("load")
                                        .path("arrivalsFile")
                                        .asString()));
        ByteBuffer arrivals = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ArrivalSchedule own = new ArrivalSchedule(load, 7);
        List<Long> expected = new ArrayList<>();
        while (own.nextNanos() != ArrivalSchedule.END) {
            expected.add(own.nextNanos());
            own.advance();
        }
        List<Long> sent = new ArrayList<>();
        while (arrivals.hasRemaining()) {
            sent.add((long) arrivals.getDouble());
        }
        assertThat(sent).isEqualTo(expected).hasSizeGreaterThan(100);
    }

    @Test
    void a_job_of_the_pool_that_requests_wait_for_has_a_name_of_its_own() throws Exception {
        HarnessPlan plan =
                HarnessPlan.of(
                        plan("http", Map.of("pool-job", "pbkdf2"), new LoadModel.Closed(3, SECOND)),
                        WorkloadCatalog.builtInCosts(),
                        folder);
        Counterpart counterpart = plan.parts().get(0).counterpart();
        assertThat(counterpart.jobKind()).isEqualTo("pbkdf2");
        assertThat(counterpart.jobName()).isEqualTo("http-pbkdf2");
    }

    @ParameterizedTest
    @CsvSource({
        "work,,,it has no call that holds a thread of its pool",
        "pipe,,,pipe cannot run on Node; what can are pbkdf2",
        "dns,resolver-delay,5ms,resolver-delay cannot be had on Node",
        "echo,churn,5/s,churn cannot be had on Node",
        "timers,delay,500us,delay must be at least 1ms",
        "timers,cost-with,sleep,cost-with needs cost or cost-work",
        "http,pool-job,work,work cannot run on Node",
        "fs-read,file,/does/not/exist,is not a file that can be read"
    })
    void what_has_no_counterpart_is_refused(
            String workload, @Nullable String name, @Nullable String value, String sentence)
            throws Exception {
        Map<String, String> values = name == null || value == null ? Map.of() : Map.of(name, value);
        SessionPlan plan = plan(workload, values, new LoadModel.Closed(1, SECOND));
        assertThatThrownBy(() -> told(plan))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void garbage_cannot_be_collected_on_demand() throws Exception {
        Blocking gc =
                Blocking.every(
                        BlockCatalog.builtIn().find("gc").orElseThrow(), SECOND, SECOND / 10);
        SessionPlan plan =
                plan(
                        List.of(work("pbkdf2", Map.of(), new LoadModel.Burst(5))),
                        new SessionPlan.Disturbance(gc, null));
        assertThatThrownBy(() -> told(plan))
                .hasMessageContaining("gc cannot hold the loop of Node; what can are fs-sync");
    }

    @Test
    void jobs_of_two_workloads_that_node_calls_the_same_are_refused() throws Exception {
        SessionPlan plan =
                plan(
                        List.of(
                                work("pbkdf2", Map.of(), new LoadModel.Burst(5)),
                                work(
                                        "http",
                                        Map.of("pool-job", "pbkdf2"),
                                        new LoadModel.Closed(3, SECOND))),
                        SessionPlan.Disturbance.NONE);
        assertThatThrownBy(() -> told(plan)).hasMessageContaining("cannot be told from those");
    }

    @Test
    void a_pool_that_takes_few_jobs_is_traced_whole_and_one_that_may_take_many_is_not()
            throws Exception {
        HarnessLog.WarmedUp slow = new HarnessLog.WarmedUp(SECOND, 100, 0, true);
        HarnessLog.WarmedUp fast = new HarnessLog.WarmedUp(SECOND, 50_000, 0, true);
        HarnessLog.WarmedUp none = new HarnessLog.WarmedUp(0, 0, 0, false);
        LoadModel closed = new LoadModel.Closed(4, 2 * SECOND);
        assertThat(isTracedWhole(closed, slow)).isTrue();
        assertThat(isTracedWhole(closed, fast)).isFalse();
        assertThat(isTracedWhole(closed, none)).isFalse();
        assertThat(isTracedWhole(new LoadModel.Burst(5), none)).isTrue();
        assertThat(isTracedWhole(new LoadModel.Burst(50_000), none)).isFalse();
    }

    private boolean isTracedWhole(LoadModel load, HarnessLog.WarmedUp warmup) throws Exception {
        return HarnessPlan.of(
                        plan("pbkdf2", Map.of(), load), WorkloadCatalog.builtInCosts(), folder)
                .isTracedWhole(List.of(warmup));
    }

    private JsonNode told(SessionPlan plan) throws WorkloadException {
        return JsonMapper.shared()
                .readTree(HarnessPlan.of(plan, WorkloadCatalog.builtInCosts(), folder).json());
    }

    private static SessionPlan plan(String workload, Map<String, String> values, LoadModel load)
            throws Exception {
        return plan(List.of(work(workload, values, load)), SessionPlan.Disturbance.NONE);
    }

    private static WorkPlan work(String workload, Map<String, String> values, LoadModel load)
            throws Exception {
        WorkloadType type = WorkloadCatalog.builtIn().find(workload).orElseThrow();
        return WorkPlan.of(type, ParameterValues.parse(type.parameters(), values), load);
    }

    private static SessionPlan plan(List<WorkPlan> works, SessionPlan.Disturbance disturbance) {
        return new SessionPlan(
                new SessionPlan.Work(
                        works.get(0).type().name(), new TreeMap<>(), null, works, null),
                new SessionPlan.Pool(PoolShape.of(4), Config.PoolConfig.Source.DEFAULT),
                new SessionPlan.Course(new WarmupPlan(true, SECOND), DrainPlan.USUAL, 1),
                disturbance,
                7,
                null,
                SECOND / 20,
                new SessionPlan.Origin(
                        List.of("loopbench", "run"),
                        new Tool("loopbench", "0", "none"),
                        Wording.BARE));
    }
}
