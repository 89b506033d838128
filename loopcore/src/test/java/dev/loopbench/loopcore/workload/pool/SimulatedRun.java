package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.LoopObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.SimulatedLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Runs workloads on a simulated machine, where jobs take what they say they cost. */
final class SimulatedRun {

    /** Lane and kind of each job that completed. */
    final List<String> jobs = new ArrayList<>();

    /** Told the number of jobs so far when one has completed, before its callback. */
    IntConsumer jobCompleted = count -> {};

    final SimulatedLoop simulated =
            new SimulatedLoop(
                    VirtualClock.still(),
                    new LoopObserver() {
                        @Override
                        public void requestCompleted(PoolRequest<?> request, long nowNanos) {
                            jobs.add(request.lane() + " " + request.kind());
                            jobCompleted.accept(jobs.size());
                        }
                    },
                    (request, charged) -> charged);

    /** Named {@code mine}. */
    static Workload workload(WorkloadType type, String... namesAndTexts) throws Exception {
        return workload(type, 1, namesAndTexts);
    }

    static Workload workload(WorkloadType type, long seed, String... namesAndTexts)
            throws Exception {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return type.create(
                new WorkloadSetup("mine", ParameterValues.parse(type.parameters(), texts), seed));
    }

    static Workload workload(PoolJob<?> job) {
        return new PoolJobWorkload<>("mine", job);
    }

    /** Prepares it, runs so many operations at once, and closes it. */
    LoadDriver burst(int operations, Workload workload) throws Exception {
        try (workload) {
            workload.prepare(simulated.loop);
            return load(new LoadModel.Burst(operations), workload);
        }
    }

    /** Runs operations of a workload that is prepared. */
    LoadDriver load(LoadModel load, Workload prepared) {
        LoadDriver driver =
                new LoadDriver(
                        simulated.loop,
                        () -> simulated.alarm,
                        prepared,
                        load,
                        0,
                        OperationObserver.NONE);
        simulated.run(driver::start);
        return driver;
    }

    long nanos() {
        return simulated.clock.nanoTime();
    }
}
