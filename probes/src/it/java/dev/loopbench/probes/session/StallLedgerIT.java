package dev.loopbench.probes.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Loops that are held on the real machine: which part of the stalls is the largest, not how large.
 */
final class StallLedgerIT {

    @Test
    void a_loop_that_computes_is_told_to_compute() throws Exception {
        Report report = blockedBy("loop");

        assertThat(sum(report, Loop.StallParts::cpuNanos))
                .isGreaterThan(
                        sum(report, Loop.StallParts::gcNanos)
                                + sum(report, Loop.StallParts::blockedNanos));
    }

    @Test
    void a_loop_that_sleeps_is_told_to_be_blocked() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/schedstat")), "needs Linux");
        Report report = blockedBy("sleep");

        assertThat(sum(report, Loop.StallParts::blockedNanos))
                .isGreaterThan(
                        sum(report, Loop.StallParts::cpuNanos)
                                + sum(report, Loop.StallParts::gcNanos));
    }

    @Test
    void a_loop_that_collects_garbage_is_told_to_stand_still_for_it() throws Exception {
        Report report = blockedBy("gc");

        boolean told =
                report.loop().held().stalls().stream().allMatch(s -> s.parts().gcNanos() != null);
        assumeTrue(told, "the JVM tells of its pauses late");
        assertThat(sum(report, Loop.StallParts::gcNanos))
                .isGreaterThan(sum(report, Loop.StallParts::cpuNanos))
                .isGreaterThan(sum(report, Loop.StallParts::blockedNanos))
                .isGreaterThan(sum(report, Loop.StallParts::unexplainedNanos));
    }

    private static long sum(Report report, Function<Loop.StallParts, @Nullable Long> part) {
        return report.loop().held().stalls().stream()
                .map(stall -> part.apply(stall.parts()))
                .mapToLong(nanos -> nanos == null ? 0 : nanos)
                .sum();
    }

    private static Report blockedBy(String how) throws Exception {
        FakeWorkload workload = new FakeWorkload("fake");
        workload.onStart = workload::succeedLater;
        LoadModel load = new LoadModel.Closed(1, TimeUnit.MILLISECONDS.toNanos(500));
        Blocking blocking =
                Blocking.every(
                        BlockCatalog.builtIn().find(how).orElseThrow(),
                        TimeUnit.MILLISECONDS.toNanos(150),
                        TimeUnit.MILLISECONDS.toNanos(60));
        Report report =
                new MeasurementSession(
                                new SessionPlan(
                                        new SessionPlan.Work(
                                                "fake",
                                                new TreeMap<>(),
                                                null,
                                                List.of(
                                                        WorkPlan.of(
                                                                workload.type(),
                                                                ParameterValues.parse(
                                                                        List.of(), Map.of()),
                                                                load)),
                                                null),
                                        new SessionPlan.Pool(
                                                PoolShape.of(1), Config.PoolConfig.Source.DEFAULT),
                                        new SessionPlan.Course(
                                                new WarmupPlan(false, 0), DrainPlan.USUAL, 1),
                                        new SessionPlan.Disturbance(blocking, null),
                                        7,
                                        null,
                                        TimeUnit.MILLISECONDS.toNanos(30),
                                        new SessionPlan.Origin(
                                                List.of("loopbench", "run"),
                                                new Tool("loopbench", "0", "none"),
                                                Wording.BARE)),
                                SessionListener.NONE)
                        .run();
        assertThat(report.loop().held().stalls())
                .isNotEmpty()
                .allSatisfy(
                        stall -> assertThat(all(stall.parts())).isEqualTo(stall.durationNanos()));
        assertThat(report.timeline()).isNotNull();
        return report;
    }

    private static long all(Loop.StallParts parts) {
        long told = parts.unexplainedNanos();
        told += parts.cpuNanos() == null ? 0 : parts.cpuNanos();
        told += parts.gcNanos() == null ? 0 : parts.gcNanos();
        told += parts.throttledNanos() == null ? 0 : parts.throttledNanos();
        told += parts.runQueueNanos() == null ? 0 : parts.runQueueNanos();
        return told + (parts.blockedNanos() == null ? 0 : parts.blockedNanos());
    }
}
