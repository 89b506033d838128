package dev.loopbench.probes.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.probes.session.SessionListener.AfterOperations;
import dev.loopbench.probes.session.SessionListener.AfterTime;
import dev.loopbench.probes.session.SessionListener.Snapshot;
import dev.loopbench.probes.session.SessionListener.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<Snapshot> told = new ArrayList<>();
    private long nowNanos = 100 * SECOND;

    private static SessionPlan plan(LoadModel load, WarmupPlan warmup, int repeats)
            throws Exception {
        WorkloadType type = WorkloadCatalog.builtIn().find("pbkdf2").orElseThrow();
        ParameterValues values = ParameterValues.parse(type.parameters(), Map.of());
        return new SessionPlan(
                new SessionPlan.Work(
                        "pbkdf2",
                        type.shown(values),
                        null,
                        List.of(WorkPlan.of(type, values, load)),
                        null),
                new SessionPlan.Pool(new PoolShape(4, true), Config.PoolConfig.Source.DEFAULT),
                new SessionPlan.Course(warmup, DrainPlan.USUAL, repeats),
                SessionPlan.Disturbance.NONE,
                1,
                null,
                SECOND,
                new SessionPlan.Origin(List.of(), new Tool("loopbench", "1", "x"), Wording.BARE));
    }

    private Progress progress(LoadModel load, WarmupPlan warmup, int repeats) throws Exception {
        return new Progress(told::add, plan(load, warmup, repeats), clock(() -> nowNanos), null);
    }

    private static NanoClock clock(LongSupplier now) {
        return new NanoClock() {
            @Override
            public long nanoTime() {
                return now.getAsLong();
            }

            @Override
            public void sleep(long nanos) {}

            @Override
            public void charge(long nanos) {}
        };
    }

    private Progress progress(LoadModel load) throws Exception {
        return progress(load, new WarmupPlan(true, SECOND), 1);
    }

    private Snapshot after(Progress progress, long nanos) {
        nowNanos += nanos;
        progress.report();
        return told.get(told.size() - 1);
    }

    @Test
    void a_stage_without_an_end_that_is_known_tells_its_time() throws Exception {
        Progress progress = progress(new LoadModel.Burst(5));

        assertThat(after(progress, SECOND).stage()).isEqualTo(Stage.PREPARING);
        progress.enter(Stage.WARMING_UP);
        Snapshot warming = after(progress, SECOND / 2);
        assertThat(warming.stage()).isEqualTo(Stage.WARMING_UP);
        assertThat(warming.elapsedNanos()).isEqualTo(SECOND / 2);
        assertThat(warming.end()).isNull();
    }

    @Test
    void a_warm_up_of_a_given_length_ends_with_it() throws Exception {
        Progress progress = progress(new LoadModel.Burst(5), new WarmupPlan(false, 4 * SECOND), 1);
        progress.enter(Stage.WARMING_UP);

        assertThat(after(progress, SECOND).end()).isEqualTo(new AfterTime(SECOND, 4 * SECOND));
    }

    @Test
    void a_burst_ends_with_its_operations_of_all_repetitions() throws Exception {
        Progress progress = progress(new LoadModel.Burst(5), new WarmupPlan(true, SECOND), 3);
        progress.enter(Stage.MEASURING);

        assertThat(after(progress, SECOND).end()).isEqualTo(new AfterOperations(15, null));
    }

    @Test
    void a_load_with_a_duration_ends_with_it_and_then_drains() throws Exception {
        Progress progress = progress(new LoadModel.Closed(2, 10 * SECOND));
        progress.enter(Stage.MEASURING);
        progress.follow(List.of(), 10 * SECOND);

        assertThat(after(progress, 4 * SECOND).end())
                .isEqualTo(new AfterTime(4 * SECOND, 10 * SECOND));
        Snapshot draining = after(progress, 6 * SECOND);
        assertThat(draining.stage()).isEqualTo(Stage.DRAINING);
        assertThat(draining.end()).isEqualTo(new AfterOperations(0, null));
    }

    @Test
    void what_is_followed_in_a_later_stage_counts_from_there() throws Exception {
        Progress progress = progress(new LoadModel.Closed(2, 10 * SECOND));
        progress.enter(Stage.WARMING_UP);
        after(progress, 2 * SECOND);
        progress.enter(Stage.MEASURING);
        progress.follow(List.of(), 10 * SECOND);

        assertThat(after(progress, SECOND).elapsedNanos()).isEqualTo(SECOND);
    }

    @Test
    void the_p99_is_that_of_the_responses_so_far_once_there_are_enough() throws Exception {
        Progress progress = progress(new LoadModel.Burst(500));
        LatencyRecorder responses = new LatencyRecorder();
        progress.follow(responses);
        progress.enter(Stage.MEASURING);
        for (int i = 0; i < 99; i++) {
            responses.record(1_000);
        }
        assertThat(after(progress, SECOND).tally().p99Nanos()).isNull();
        responses.record(1_000);

        assertThat(after(progress, SECOND).tally().p99Nanos()).isBetween(1_000L, 1_001L);
    }

    @Test
    void a_rate_is_told_once_a_second_has_passed() throws Exception {
        Progress progress = progress(new LoadModel.Burst(500));
        progress.enter(Stage.MEASURING);

        assertThat(after(progress, SECOND / 4).tally().perSecond()).isNull();
        assertThat(after(progress, SECOND).tally().perSecond()).isZero();
    }

    @Test
    void without_a_listener_no_clock_is_read() throws Exception {
        Progress silent =
                new Progress(
                        SessionListener.NONE,
                        plan(new LoadModel.Burst(5), new WarmupPlan(true, SECOND), 1),
                        clock(
                                () -> {
                                    throw new IllegalStateException("nobody wants to know");
                                }),
                        null);
        silent.enter(Stage.MEASURING);
        silent.follow(List.of(), SECOND);

        assertThat(told).isEmpty();
    }
}
