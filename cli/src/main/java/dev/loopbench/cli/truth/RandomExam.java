package dev.loopbench.cli.truth;

import dev.loopbench.cli.selftest.Laboratory;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.lost.Loss;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Runs random configurations on the simulated machine and holds their findings against what really
 * cost the time. Confined to the main thread, but for {@link #interrupt}.
 */
public final class RandomExam {

    private final Laboratory laboratory;
    private final IntConsumer listener;
    private volatile boolean interrupted;

    /**
     * @param listener hears before each configuration how many are done
     */
    public RandomExam(Laboratory laboratory, IntConsumer listener) {
        this.laboratory = laboratory;
        this.listener = listener;
    }

    /**
     * The same for the same seed.
     *
     * @throws WorkloadException if a run fails, which none must
     */
    public RandomResult run(int count, long seed) throws WorkloadException, WrongResultException {
        Draws draws = new Draws(seed);
        List<RandomTrial> trials = new ArrayList<>();
        for (int number = 1; number <= count && !interrupted; number++) {
            listener.accept(trials.size());
            Optional<RandomTrial> trial = trial(number, draws.next());
            trial.ifPresent(trials::add);
        }
        return new RandomResult(seed, trials, !interrupted);
    }

    /** The configuration in progress is not judged, and no other begins. */
    public void interrupt() {
        interrupted = true;
        laboratory.interrupt();
    }

    private Optional<RandomTrial> trial(int number, Configuration configuration)
            throws WorkloadException, WrongResultException {
        Report report = laboratory.run(configuration.words(), List.of());
        Map<Removal, Report> without = new EnumMap<>(Removal.class);
        for (Removal removal : Removal.values()) {
            for (Configuration other : configuration.without(removal)) {
                if (!interrupted) {
                    Report changed = laboratory.run(other.words(), List.of());
                    without.merge(removal, changed, (one, two) -> better(report, one, two));
                }
            }
        }
        return interrupted
                ? Optional.empty()
                : Optional.of(
                        RandomTrial.judged(
                                number,
                                configuration,
                                report,
                                Truth.of(configuration.kind(), report, without)));
    }

    private static Report better(Report original, Report one, Report two) {
        Loss lost = Loss.of(original);
        return lost.gainShare(Loss.of(two)) > lost.gainShare(Loss.of(one)) ? two : one;
    }
}
