package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The work beside the measured one. Confined to the loop thread. */
final class Background implements AutoCloseable {

    private final List<BackgroundPlan> plans;
    private final List<Workload> workloads = new ArrayList<>();
    private final List<LoadDriver> drivers = new ArrayList<>();
    private @Nullable Rig rig;
    private Runnable whenOver = () -> {};
    private int running;

    Background(List<BackgroundPlan> plans) {
        this.plans = plans;
        for (BackgroundPlan plan : plans) {
            workloads.add(plan.workload().create(plan.parameters()));
        }
    }

    /** The kinds of its operations. */
    List<String> kinds() {
        return workloads.stream().map(Workload::kind).toList();
    }

    List<Workload> workloads() {
        return List.copyOf(workloads);
    }

    void prepare(Rig on) throws WrongResultException, WorkloadException {
        rig = on;
        for (Workload workload : workloads) {
            workload.prepare(on.loop());
        }
    }

    /** Called in a callback of the loop. */
    void start() {
        drivers.clear();
        running = plans.size();
        for (int i = 0; i < plans.size() && rig != null; i++) {
            LoadModel load = new LoadModel.Closed(plans.get(i).concurrency(), Long.MAX_VALUE);
            LoadDriver driver = rig.driver(workloads.get(i), load, rig.plan().seed());
            driver.whenOver(this::oneOver);
            drivers.add(driver);
        }
        drivers.forEach(LoadDriver::start);
    }

    /** No new operations; {@code callback} runs once all have ended, maybe at once. */
    void stop(Runnable callback) {
        whenOver = callback;
        if (running == 0) {
            callback.run();
        } else {
            List.copyOf(drivers).forEach(LoadDriver::stop);
        }
    }

    private void oneOver() {
        running--;
        if (running == 0) {
            whenOver.run();
        }
    }

    /** What was wrong with the first wrong result. */
    Optional<String> firstWrong() {
        return drivers.stream().flatMap(driver -> driver.firstWrong().stream()).findFirst();
    }

    Optional<Throwable> firstFailure() {
        return drivers.stream().flatMap(driver -> driver.firstFailure().stream()).findFirst();
    }

    void release() {
        workloads.forEach(Workload::release);
    }

    @Override
    public void close() {
        workloads.forEach(Workload::close);
    }
}
