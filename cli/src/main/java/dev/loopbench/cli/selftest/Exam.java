package dev.loopbench.cli.selftest;

import dev.loopbench.cli.gate.measure.ForkConditions;
import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries each fault as often as asked and judges what the findings say. Confined to the main thread,
 * but for {@link #interrupt}.
 *
 * <p>The faults take turns, so that a machine that is busy for a minute spoils none of them
 * altogether.
 */
public final class Exam {

    /** Hears of each run of an exam before it begins. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param done so many of {@code total} runs are over
         */
        void next(Fault fault, int done, int total);
    }

    /** So often at the most is a run tried that others disturb. */
    private static final int TRIES = 3;

    private final Laboratory laboratory;
    private final int cores;
    private final String duration;
    private final Listener listener;
    private volatile boolean interrupted;

    /**
     * @param cores of the machine, for the faults that depend on them
     * @param duration of each run that has one, as the command line has it
     */
    public Exam(Laboratory laboratory, int cores, String duration, Listener listener) {
        this.laboratory = laboratory;
        this.cores = cores;
        this.duration = duration;
        this.listener = listener;
    }

    /** What has been judged by the end or by the interrupt. */
    public ExamResult run(List<Fault> faults, int runs) {
        List<Trial> trials = new ArrayList<>();
        int total = faults.size() * runs;
        for (int run = 1; run <= runs && !interrupted; run++) {
            for (Fault fault : faults) {
                if (!interrupted) {
                    listener.next(fault, trials.size(), total);
                    trial(fault, run).ifPresent(trials::add);
                }
            }
        }
        return new ExamResult(trials, !interrupted);
    }

    /** The run in progress is not judged, and no other begins. */
    public void interrupt() {
        interrupted = true;
        laboratory.interrupt();
    }

    /** Judged wrong beside others that disturb the run, it is tried again: nothing was shown. */
    private Optional<Trial> trial(Fault fault, int run) {
        Optional<Trial> trial = once(fault, run);
        for (int again = 1; again < TRIES && isDisturbed(trial); again++) {
            trial = once(fault, run);
        }
        return trial;
    }

    private Optional<Trial> once(Fault fault, int run) {
        try {
            Report report = laboratory.run(fault.command(cores, duration), fault.rival(cores));
            if (interrupted) {
                return Optional.empty();
            }
            Trial trial = Trial.judged(fault, run, report);
            if (trial.right() || !fault.rival(cores).isEmpty()) {
                return Optional.of(trial);
            }
            return Optional.of(
                    ForkConditions.of(report).disturbance().map(trial::disturbed).orElse(trial));
        } catch (WorkloadException | WrongResultException failure) {
            return interrupted
                    ? Optional.empty()
                    : Optional.of(Trial.failed(fault, run, OptionNames.sentence(failure)));
        }
    }

    private static boolean isDisturbed(Optional<Trial> trial) {
        return trial.filter(judged -> judged.disturbance() != null).isPresent();
    }
}
