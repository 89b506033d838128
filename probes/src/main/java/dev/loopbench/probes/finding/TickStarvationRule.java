package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
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
    public Optional<Cause> apply(Facts facts) {
        return facts.loopTime().starvingQueue().map(queue -> cause(facts, queue));
    }

    private static Cause cause(Facts facts, Loop.PhaseTime queue) {
        boolean ticks = queue.phase().equals(LoopTime.TICKS);
        Histogram busy = facts.loop().durations().busy();
        Long longest = busy == null ? null : busy.maxNanos();
        return new Cause(
                "loop.starved.ticks",
                Score.atLeastWarn(Threshold.LOOP_DELAY.score(facts.p99DelayNanos())),
                Confidence.HIGH,
                Math.max(facts.lost().heldNanos(), (double) queue.totalNanos()),
                "Loop starved by "
                        + (ticks ? "ticks" : "microtasks")
                        + " that queue one another"
                        + (longest == null
                                ? ""
                                : ", up to " + Numbers.nanos(longest) + " in a row"),
                evidence(facts, queue),
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
                Numbers.count(
                                queue.callbacks(),
                                queue.phase().substring(0, queue.phase().length() - 1))
                        + " took "
                        + (queue.share() == null
                                ? Numbers.nanos(queue.totalNanos())
                                : Numbers.share(queue.share()) + " of the loop's busy time")
                        + ", each but "
                        + Numbers.nanos(
                                (double) queue.totalNanos() / Math.max(1, queue.callbacks())));
        if (chains != null && chains.count() > 0) {
            lines.add(
                    "they came in "
                            + Numbers.count(chains.count(), "chain")
                            + " of "
                            + Numbers.count((double) queue.callbacks() / chains.count())
                            + " on average");
        }
        LoopWords.delay(facts).ifPresent(lines::add);
        return lines;
    }
}
