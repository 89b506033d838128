package dev.loopbench.probes.session;

import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.workload.FailureReason;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import java.util.ArrayList;
import java.util.List;

/** Operations of workloads, started on the measured loop. Confined to the loop thread. */
final class WorkloadDrive implements Drive {

    private final Rig rig;
    private final Mix mix;
    private final List<Repeat> repeats = new ArrayList<>();

    /**
     * @param mix closed with the drive
     */
    WorkloadDrive(Rig rig, Mix mix) {
        this.rig = rig;
        this.mix = mix;
    }

    @Override
    public void prepare() throws WrongResultException, WorkloadException {
        mix.prepare(rig);
    }

    @Override
    public Config.Warmup warmUp(WarmupPlan plan) throws WrongResultException {
        return mix.warmUp(plan);
    }

    @Override
    public void opened(long nowNanos) {
        mix.measured();
    }

    @Override
    public void measure() throws WrongResultException {
        RepeatProbe probe = rig.instruments().repeats();
        while (repeats.size() < rig.plan().course().repeats()
                && !rig.interrupted().getAsBoolean()
                && !mix.isCut()) {
            probe.reset();
            rig.loop().setImmediate(this::start).label("start of the load");
            rig.loop().run(RunMode.DEFAULT);
            repeats.add(probe.repeat(repeats.size()));
            mix.failIfWrong();
        }
    }

    private void start() {
        // What a warm-up has left would keep the loop alive.
        mix.start(mix.hasLeftovers() ? rig.loop()::stop : () -> {}, this::endSoon);
        rig.progress().follow(mix.counts(), mix.scheduledNanos());
    }

    /** After one more iteration: what has ended by now comes home in it. */
    private void endSoon() {
        rig.loop().setImmediate(() -> rig.loop().setImmediate(rig.loop()::stop));
    }

    @Override
    public void closed(long nowNanos) {}

    @Override
    public void interrupt() {
        mix.stop(() -> {}, () -> {});
    }

    @Override
    public boolean hasEnded() {
        return !rig.interrupted().getAsBoolean() && !mix.isCut() && !mix.hasLeftovers();
    }

    private Run.Ending ending() {
        if (rig.interrupted().getAsBoolean()) {
            return Run.Ending.INTERRUPTED;
        }
        return mix.isCut() ? Run.Ending.DRAIN_TIMEOUT : Run.Ending.DONE;
    }

    @Override
    public DriveOutcome outcome() {
        return new DriveOutcome(
                ending(),
                mix.settledParameters(),
                mix.firstFailure().map(FailureReason::inFull).orElse(null),
                List.copyOf(repeats),
                List.of(),
                null,
                new Report.Traffic(
                        mix.connections().map(ClientFigures::ofThisProcess).orElse(null),
                        null,
                        null));
    }

    @Override
    public void release() {
        mix.release();
    }

    @Override
    public void close() {
        mix.close();
    }
}
