package dev.loopbench.cli.advice;

import dev.loopbench.cli.option.ShellWords;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.selftest.Exam;
import dev.loopbench.cli.selftest.Fault;
import dev.loopbench.cli.selftest.Laboratory;
import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.lost.Loss;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes faults, does what the first finding advises, and sees whether less time is lost then.
 * Confined to the main thread, but for {@link #interrupt}.
 */
public final class AdviceExam {

    /** Its advice is to stop the others: no command line of a real machine does that. */
    private static final String NEIGHBOURS = "host.neighbours";

    private static final String RUN = "run";

    /** How a fault is made. */
    @FunctionalInterface
    public interface Making {

        /**
         * @param run from 1
         */
        Setting of(Fault fault, int run);
    }

    /**
     * @param command without the name of the program
     * @param rival what another process runs meanwhile; empty for nothing
     */
    public record Setting(List<String> command, List<String> rival) {}

    private final Laboratory laboratory;
    private final Making making;
    private final Exam.Listener listener;
    private volatile boolean interrupted;

    public AdviceExam(Laboratory laboratory, Making making, Exam.Listener listener) {
        this.laboratory = laboratory;
        this.making = making;
        this.listener = listener;
    }

    /** What has been tried by the end or by the interrupt; the faults take turns. */
    public AdviceResult run(List<Fault> faults, int runs) {
        List<AdviceTrial> trials = new ArrayList<>();
        int total = faults.size() * runs;
        for (int run = 1; run <= runs && !interrupted; run++) {
            for (Fault fault : faults) {
                if (!interrupted) {
                    listener.next(fault, trials.size(), total);
                    trial(fault, run).ifPresent(trials::add);
                }
            }
        }
        return new AdviceResult(trials, !interrupted);
    }

    /** The run in progress is not judged, and no other begins. */
    public void interrupt() {
        interrupted = true;
        laboratory.interrupt();
    }

    private Optional<AdviceTrial> trial(Fault fault, int run) {
        Setting setting = making.of(fault, run);
        String rule = "";
        String next = null;
        try {
            Report before = laboratory.run(setting.command, setting.rival);
            Finding first = before.findings().get(0);
            rule = first.rule();
            next = first.next();
            Double gain =
                    next == null || interrupted ? null : (Double) gain(before, rule, next, setting);
            return judged(new AdviceTrial(fault, run, rule, next, gain, null));
        } catch (WorkloadException | WrongResultException | UsageException failure) {
            return judged(failed(fault, run, rule, next, failure));
        }
    }

    private double gain(Report before, String rule, String next, Setting setting)
            throws UsageException, WorkloadException, WrongResultException {
        List<String> words = ShellWords.split("the advised command", next);
        int first = words.indexOf(RUN);
        if (first < 0) {
            throw new WorkloadException("the advised command is no run: " + next);
        }
        List<String> command = words.subList(first, words.size());
        Report after =
                rule.equals(NEIGHBOURS)
                        ? laboratory.run(withoutNeighbours(command), List.of())
                        : laboratory.run(command, setting.rival);
        return Loss.of(before).gainShare(Loss.of(after));
    }

    /** Those of the simulated machine. */
    private static List<String> withoutNeighbours(List<String> command) {
        return command.stream().filter(word -> !word.startsWith("--neighbours=")).toList();
    }

    private Optional<AdviceTrial> judged(AdviceTrial trial) {
        return interrupted ? Optional.empty() : Optional.of(trial);
    }

    private static AdviceTrial failed(
            Fault fault, int run, String rule, @Nullable String next, Exception failure) {
        return new AdviceTrial(fault, run, rule, next, null, OptionNames.sentence(failure));
    }
}
