package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ticks or microtasks that queue one another keep the loop from going on: it does so only once both
 * queues are empty (rule N02). Immutable.
 *
 * <p>Rests on the time that was spent in their queues while the loop was busy for long.
 */
final class TickStarvationRule implements Rule {

    @Override
    public Optional<Verdict> apply(Facts facts) {
        return facts.starvingQueue()
                .map(queue -> new Verdict(finding(facts, queue), queue.totalNanos()));
    }

    private static Finding finding(Facts facts, Loop.PhaseTime queue) {
        List<String> ruledOut = new ArrayList<>(RuledOut.pool(facts));
        ruledOut.addAll(RuledOut.host(facts));
        boolean ticks = queue.phase().equals(Facts.TICKS);
        Long longest = facts.loop().busy().maxNanos();
        return new Finding(
                "loop.starved.ticks",
                WARN,
                "Loop starved by "
                        + (ticks ? "ticks" : "microtasks")
                        + " that queue one another"
                        + (longest == null ? "" : ", up to " + Words.time(longest) + " in a row"),
                evidence(facts, queue),
                ruledOut,
                ticks
                        ? "A tick runs before the loop goes on, however many there are: continue by"
                                + " setImmediate instead of nextTick, so that events get their turn."
                        : "A microtask runs before the loop goes on, however many there are: let a"
                                + " long chain continue by setImmediate, so that events get their turn.",
                null);
    }

    private static List<String> evidence(Facts facts, Loop.PhaseTime queue) {
        List<String> lines = new ArrayList<>();
        Histogram chains = queue.durations();
        lines.add(
                Words.count(
                                queue.callbacks(),
                                queue.phase().substring(0, queue.phase().length() - 1))
                        + " took "
                        + Words.percent(queue.share())
                        + " of the loop's busy time, each but "
                        + Words.time((double) queue.totalNanos() / Math.max(1, queue.callbacks())));
        if (chains != null && chains.count() > 0) {
            lines.add(
                    "they came in "
                            + Words.count(chains.count(), "chain")
                            + " of "
                            + Words.digits((double) queue.callbacks() / chains.count())
                            + " on average");
        }
        lines.add(
                "an event at a random moment waited "
                        + Words.time(facts.loop().delay().meanNanos())
                        + " on average for the loop, p99 "
                        + Words.time(facts.loop().delay().p99Nanos()));
        return lines;
    }
}
