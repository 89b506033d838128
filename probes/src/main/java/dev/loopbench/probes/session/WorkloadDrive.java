package dev.loopbench.probes.session;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations of a workload, started on the measured loop. Confined to the loop thread. */
final class WorkloadDrive implements Drive {

    private final Rig rig;
    private final Workload workload;
    private final LoadModel load;
    private final Background background;
    private final List<Repeat> repeats = new ArrayList<>();

    private @Nullable LoadDriver driver;
    private @Nullable String firstFailure;
    private long runs;

    /**
     * @param workload closed with the drive
     * @param background closed with the drive
     */
    WorkloadDrive(Rig rig, Workload workload, LoadModel load, Background background) {
        this.rig = rig;
        this.workload = workload;
        this.load = load;
        this.background = background;
    }

    @Override
    public void prepare() throws WrongResultException, WorkloadException {
        workload.prepare(rig.loop());
        background.prepare(rig);
    }

    @Override
    public Config.Warmup warmUp(WarmupPlan plan) throws WrongResultException {
        Warmup warmup =
                new Warmup(
                        rig.loop(),
                        this::next,
                        workload.warmupConcurrency(),
                        () ->
                                rig.interrupted().getAsBoolean()
                                        || (driver != null && driver.firstWrong().isPresent()));
        Config.Warmup result = warmup.run(plan);
        failIfWrong();
        return result;
    }

    @Override
    public void opened(long nowNanos) {
        workload.measured();
    }

    @Override
    public void measure() throws WrongResultException {
        RepeatProbe probe = rig.instruments().repeats();
        while (repeats.size() < rig.plan().repeats() && !rig.interrupted().getAsBoolean()) {
            probe.reset();
            LoadDriver main = next(load);
            main.whenOver(() -> background.stop(() -> {}));
            rig.loop()
                    .setImmediate(
                            () -> {
                                background.start();
                                main.start();
                            })
                    .label("start of the load");
            rig.loop().run(RunMode.DEFAULT);
            repeats.add(probe.repeat(repeats.size()));
            failIfWrong();
        }
    }

    @Override
    public void closed(long nowNanos) {}

    @Override
    public void interrupt() {
        if (driver != null) {
            driver.stop();
        }
        background.stop(() -> {});
    }

    @Override
    public DriveOutcome outcome() {
        return new DriveOutcome(
                !rig.interrupted().getAsBoolean(),
                workload.settledParameters(),
                firstFailure,
                List.copyOf(repeats),
                List.of(),
                null,
                workload.connections().map(ClientFigures::ofThisProcess).orElse(null),
                null,
                null);
    }

    @Override
    public void release() {
        workload.release();
        background.release();
    }

    @Override
    public void close() {
        workload.close();
        background.close();
    }

    private LoadDriver next(LoadModel model) {
        LoadDriver next = rig.driver(workload, model, rig.plan().seed() + runs++);
        driver = next;
        rig.progress().follow(next.counts());
        return next;
    }

    private void failIfWrong() throws WrongResultException {
        if (driver == null) {
            return;
        }
        Optional<String> wrong = driver.firstWrong().or(background::firstWrong);
        if (wrong.isPresent()) {
            throw new WrongResultException(wrong.get());
        }
        if (firstFailure == null) {
            firstFailure =
                    driver.firstFailure()
                            .or(background::firstFailure)
                            .map(Throwable::toString)
                            .orElse(null);
        }
    }
}
