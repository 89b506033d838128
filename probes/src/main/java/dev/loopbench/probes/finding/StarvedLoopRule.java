package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The loop was ready to run and had no core. Immutable.
 *
 * <p>Rests on the kernel's run-queue delay of the loop thread; without it nothing is claimed.
 */
final class StarvedLoopRule implements Rule {

    private static final String RULE = "loop.starved";

    @Override
    public Optional<Verdict> apply(Facts facts) {
        Long delay = facts.host().loopRunDelayNanos();
        boolean starved = facts.isLoopStarved() || facts.isLoopWaitingForCores();
        if (delay == null || !starved || !facts.isDelayNoticed()) {
            return Optional.empty();
        }
        boolean others = areOthersToBlame(facts);
        int threads = (int) Math.max(1, Math.floor(facts.usableCores()) - 1);
        boolean fewerThreads = !others && threads < facts.pool().threads();
        Finding finding =
                new Finding(
                        RULE,
                        facts.isDelayCommon() && (others || facts.jobs() > 0) ? WARN : INFO,
                        facts.clients() != null && facts.jobs() > 0
                                ? "Latency moved by the cores, not by the pool: the loop had no core"
                                : "Loop short of CPU: it was ready and had no core",
                        evidence(facts, delay),
                        RuledOut.host(facts),
                        advice(facts, others),
                        fewerThreads
                                ? Words.commandWith(
                                        facts.command(), "--threads", Integer.toString(threads))
                                : null);
        return Optional.of(new Verdict(finding, Math.max(facts.returnNanos(), delay)));
    }

    /** The clients of a flood are another process, too, but they belong to the run. */
    private static boolean areOthersToBlame(Facts facts) {
        return facts.clients() == null
                ? facts.freeCores() < facts.usableCores() / 2
                : facts.strangerCores().orElse(0) > Limits.NEIGHBOURS_SHARE * facts.usableCores();
    }

    private static String advice(Facts facts, boolean others) {
        if (others) {
            return "Other processes fill the cores: the run says little about the loop.";
        }
        return facts.jobs() > 0
                ? "The pool's work fills the cores; fewer threads leave one to the loop."
                : "The clients use the cores it lacks: let them run on another machine (serve here,"
                        + " flood --target there), or offer less.";
    }

    private static List<String> evidence(Facts facts, long delayNanos) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "the loop thread waited "
                        + Words.time(delayNanos)
                        + " for a core, "
                        + Words.percent((double) delayNanos / facts.durationNanos())
                        + " of the run");
        lines.addAll(Trips.evidence(facts));
        if (facts.clients() != null && facts.jobs() > 0) {
            lines.add(
                    "no round trip used the pool: its "
                            + Words.count(facts.jobs(), "job")
                            + " were of other work");
        }
        if (facts.jobs() > 0) {
            lines.add(
                    "finished jobs waited up to "
                            + Words.time(facts.maxReturnNanos())
                            + " for their callback");
            lines.add(
                    Words.count(facts.pool().threads(), "worker")
                            + " and the loop had "
                            + Words.digits(facts.freeCores())
                            + " of "
                            + Words.digits(facts.usableCores())
                            + " cores");
        }
        return lines;
    }
}
