package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The loop was ready to run and had no core. Immutable.
 *
 * <p>Rests on the kernel's run-queue delay of the loop thread; without it nothing is claimed.
 */
final class StarvedLoopRule implements Rule {

    @Override
    public Optional<Verdict> apply(Facts facts) {
        Long delay = facts.host().loopRunDelayNanos();
        if (delay == null
                || !facts.isLoopStarved()
                || facts.maxReturnNanos() < Limits.NOTABLE_RETURN_NANOS) {
            return Optional.empty();
        }
        List<String> evidence =
                List.of(
                        "the loop thread waited "
                                + Words.time(delay)
                                + " for a core, "
                                + Words.percent((double) delay / facts.durationNanos())
                                + " of the run",
                        "finished jobs waited up to "
                                + Words.time(facts.maxReturnNanos())
                                + " for their callback",
                        Words.count(facts.pool().threads(), "worker")
                                + " and the loop had "
                                + Words.digits(facts.freeCores())
                                + " of "
                                + Words.digits(facts.usableCores())
                                + " cores");
        boolean others = facts.freeCores() < facts.usableCores() / 2;
        int threads = (int) Math.max(1, Math.floor(facts.usableCores()) - 1);
        boolean fewerThreads = !others && threads < facts.pool().threads();
        Finding finding =
                new Finding(
                        "loop.starved",
                        INFO,
                        "Loop short of CPU: it was ready and had no core",
                        evidence,
                        RuledOut.host(facts),
                        others
                                ? "Other processes fill the cores: the run says little about the loop."
                                : "The pool's work fills the cores; fewer threads leave one to the loop.",
                        fewerThreads
                                ? Words.commandWith(
                                        facts.command(), "--threads", Integer.toString(threads))
                                : null);
        return Optional.of(new Verdict(finding, facts.returnNanos()));
    }
}
