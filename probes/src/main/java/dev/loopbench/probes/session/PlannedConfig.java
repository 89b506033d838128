package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a plan asks for, as reports tell it, whatever loop it runs on. Stateless. */
public final class PlannedConfig {

    private PlannedConfig() {}

    /**
     * @param settled by the name of a work, what it settled in place of its parameters
     * @param blockSize of the work that held the loop, in words; null where there is none
     */
    public static Config of(
            SessionPlan plan,
            Config.Warmup warmup,
            Map<String, Map<String, String>> settled,
            @Nullable String blockSize) {
        List<Config.Work> works =
                plan.work().works().stream()
                        .map(work -> work(work, settled.get(work.name())))
                        .toList();
        return new Config(
                plan.work().workload(),
                plan.work().served() == null ? works.get(0).parameters() : plan.work().parameters(),
                plan.work().scenario(),
                works,
                new Config.PoolConfig(
                        plan.pool().shape().threads(),
                        plan.pool().shape().slowThreads(),
                        plan.pool().shape().slowLane(),
                        plan.pool().source()),
                load(plan.load()),
                warmup,
                block(plan.disturbance().blocking(), blockSize),
                plan.disturbance().injection() == null
                        ? null
                        : plan.disturbance().injection().shown(),
                plan.course().repeats());
    }

    static Config.Work work(WorkPlan plan, @Nullable Map<String, String> settled) {
        SortedMap<String, String> parameters = new TreeMap<>(plan.type().shown(plan.values()));
        if (settled != null) {
            parameters.putAll(settled);
        }
        return new Config.Work(
                plan.name(),
                plan.type().name(),
                Collections.unmodifiableSortedMap(parameters),
                load(plan.load()),
                plan.startNanos());
    }

    private static Load load(@Nullable LoadModel load) {
        if (load == null) {
            return new Load.External();
        }
        if (load instanceof LoadModel.Burst burst) {
            return new Load.Burst(burst.jobs());
        }
        if (load instanceof LoadModel.Closed closed) {
            return new Load.Closed(
                    closed.concurrency(),
                    closed.isEndless() ? null : (Long) closed.durationNanos());
        }
        LoadModel.Open open = (LoadModel.Open) load;
        return new Load.Open(
                open.perSecond(),
                open.durationNanos(),
                switch (open.arrivals()) {
                    case CONSTANT -> Load.Arrivals.CONSTANT;
                    case POISSON -> Load.Arrivals.POISSON;
                });
    }

    private static Config.@Nullable Block block(
            @Nullable Blocking blocking, @Nullable String size) {
        if (blocking == null) {
            return null;
        }
        Blocking.Timing timing = blocking.timing();
        return new Config.Block(
                blocking.type().name(),
                timing instanceof Blocking.Every every ? (Long) every.nanos() : null,
                timing instanceof Blocking.Once once ? (Long) once.atNanos() : null,
                blocking.extent() instanceof Extent.Lasting lasting ? (Long) lasting.nanos() : null,
                size);
    }
}
