package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.SimulatedLoop;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs workloads of this package in virtual time and keeps account of their operations. */
final class LoopRun implements OperationObserver {

    static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * @param tookNanos from its intended start
     */
    record Ended(OperationOutcome outcome, long tookNanos) {}

    final SimulatedLoop simulated = new SimulatedLoop();
    final List<Ended> ended = new ArrayList<>();

    static ParameterValues values(WorkloadType type, String... namesAndTexts) throws Exception {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return ParameterValues.parse(type.parameters(), texts);
    }

    static Workload workload(WorkloadType type, String... namesAndTexts) throws Exception {
        return type.create(new WorkloadSetup("mine", values(type, namesAndTexts), 7));
    }

    LoadDriver run(Workload prepared, LoadModel load) {
        LoadDriver driver = driver(prepared, load);
        simulated.run(driver::start);
        return driver;
    }

    LoadDriver driver(Workload prepared, LoadModel load) {
        return new LoadDriver(simulated.loop, () -> simulated.alarm, prepared, load, 0, this);
    }

    @Override
    public void ended(
            String kind,
            OperationOutcome outcome,
            long intendedNanos,
            long startedNanos,
            long nowNanos) {
        ended.add(new Ended(outcome, nowNanos - intendedNanos));
    }
}
