package dev.loopbench.probes.session;

import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.clock.Alarm;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationCounts;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Config;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One workload of a mix, and the loads it is put under. Confined to the loop thread. */
final class WorkPart implements AutoCloseable {

    private final WorkPlan plan;
    private final Workload workload;
    private final long seed;

    private @Nullable Rig rig;
    private @Nullable Alarm alarm;
    private @Nullable LoadDriver driver;
    private @Nullable Timeout delayedStart;
    private @Nullable Throwable firstFailure;
    private Runnable whenOver = () -> {};
    private long runs;

    WorkPart(WorkPlan plan, long seed, int index) {
        this.plan = plan;
        this.seed = WorkPlan.seed(seed, index);
        this.workload =
                plan.type().create(new WorkloadSetup(plan.name(), plan.values(), this.seed));
    }

    WorkPlan plan() {
        return plan;
    }

    Workload workload() {
        return workload;
    }

    void prepare(Rig on) throws WrongResultException, WorkloadException {
        rig = on;
        workload.observe(on.instruments().operationObserver());
        workload.prepare(on.loop());
    }

    Config.Warmup warmUp(WarmupPlan time) {
        Rig on = rig();
        return new Warmup(
                        on.loop(),
                        load -> {
                            LoadDriver next = next(load);
                            on.progress().follow(next.counts());
                            return next;
                        },
                        workload.warmupConcurrency(),
                        () ->
                                on.interrupted().getAsBoolean()
                                        || (driver != null && driver.firstWrong().isPresent()),
                        on.plan().course().drain().limitNanos())
                .run(time);
    }

    /** Makes the load that {@link #start} begins; {@code callback} runs once it is over. */
    void ready(Runnable callback) {
        whenOver = callback;
        next(plan.load())
                .whenOver(
                        () -> {
                            workload.loadOver();
                            callback.run();
                        });
    }

    void start() {
        LoadDriver load = Objects.requireNonNull(driver, "not ready");
        if (plan.startNanos() == 0) {
            load.start();
            return;
        }
        delayedStart =
                rig().loop()
                        .setTimeout(
                                () -> {
                                    delayedStart = null;
                                    load.start();
                                },
                                plan.startNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** No new operations. */
    void stop() {
        if (delayedStart != null) {
            delayedStart.clear();
            delayedStart = null;
            whenOver.run();
        } else if (driver != null) {
            driver.stop();
        }
    }

    OperationCounts counts() {
        return Objects.requireNonNull(driver, "not ready").counts();
    }

    /** What was wrong with the first wrong result. */
    Optional<Sentence> firstWrong() {
        return driver == null ? Optional.empty() : driver.firstWrong().or(workload::wrong);
    }

    /** Why the first of the failed operations failed, of all loads. */
    Optional<Throwable> firstFailure() {
        rememberFailure();
        return Optional.ofNullable(firstFailure);
    }

    @Override
    public void close() {
        if (alarm != null) {
            alarm.close();
        }
        workload.close();
    }

    private LoadDriver next(LoadModel load) {
        rememberFailure();
        LoadDriver next =
                new LoadDriver(
                        rig().loop(),
                        this::alarm,
                        workload,
                        load,
                        // Of the warm-up, which draws none, nobody knows how many there are.
                        load instanceof LoadModel.Open ? seed + runs++ : seed,
                        rig().instruments().operationObserver());
        driver = next;
        return next;
    }

    private void rememberFailure() {
        if (firstFailure == null && driver != null) {
            firstFailure = driver.firstFailure().orElse(null);
        }
    }

    private Alarm alarm() {
        if (alarm == null) {
            alarm = rig().machine().alarms().get();
        }
        return alarm;
    }

    private Rig rig() {
        return Objects.requireNonNull(rig, "not prepared");
    }
}
