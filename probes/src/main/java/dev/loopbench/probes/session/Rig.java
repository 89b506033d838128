package dev.loopbench.probes.session;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Workload;
import java.util.function.BooleanSupplier;

/**
 * What a session has put up: the loop, the machine below it and the probes on it.
 *
 * @param interrupted whether the user wants to leave; thread-safe
 */
record Rig(
        SessionPlan plan,
        EventLoop loop,
        Machine machine,
        Instruments instruments,
        Progress progress,
        BooleanSupplier interrupted) {

    /** A driver of {@code workload} whose operations the probes see. */
    LoadDriver driver(Workload workload, LoadModel load, long seed) {
        return new LoadDriver(
                loop, machine.alarm(), workload, load, seed, instruments.operationObserver());
    }
}
