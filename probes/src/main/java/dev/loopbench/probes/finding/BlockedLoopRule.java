package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.stall.StackFrames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Callbacks hold the loop so long that events wait for it. Immutable. A loop that was busy because
 * it had no core is {@link StarvedLoopRule}'s.
 *
 * <p>Rests on the arrival-weighted delay: what a random event would have met. The callback is named
 * from the stalls' stacks, else from the slowest callback; CPU work and blocking calls are told
 * apart by the loop thread's CPU time over its busy time.
 */
final class BlockedLoopRule implements Rule {

    @Override
    public Optional<Verdict> apply(Facts facts) {
        Loop loop = facts.loop();
        if (loop.delay().p99Nanos() < Limits.BLOCKED_DELAY_NANOS
                || facts.isLoopStarved()
                || facts.isServedElsewhere()
                || facts.starvingQueue().isPresent()
                || facts.isHeldByMany()) {
            return Optional.empty();
        }
        boolean noticed =
                loop.delay().p99Nanos() >= Limits.LONG_DELAY_NANOS || facts.isDelayNoticed();
        String severity = noticed ? WARN : INFO;
        if (facts.host().gc().totalNanos() >= facts.longBusyNanos() / 2) {
            return Optional.of(new Verdict(pausedByGc(facts, severity), facts.returnNanos()));
        }
        return Optional.of(new Verdict(blocked(facts, severity), facts.returnNanos()));
    }

    private static Finding pausedByGc(Facts facts, String severity) {
        return new Finding(
                "loop.paused.gc",
                severity,
                "Loop paused by the garbage collector, not by the code it ran",
                pauses(facts),
                RuledOut.pool(facts),
                "Allocate less, or give the JVM more memory or another collector.",
                null);
    }

    private static List<String> pauses(Facts facts) {
        List<String> lines = new ArrayList<>();
        Host.Gc gc = facts.host().gc();
        lines.add(
                "the collector stopped the program "
                        + Words.count(gc.pauses(), "time")
                        + " for "
                        + Words.time(gc.totalNanos())
                        + " in all, "
                        + Words.percent(gc.totalNanos() / Math.max(1, facts.longBusyNanos()))
                        + " of the time the loop was busy"
                        + (facts.loop().stalls().isEmpty() ? "" : " in stalls"));
        lines.addAll(delays(facts));
        return lines;
    }

    private static Finding blocked(Facts facts, String severity) {
        List<String> ruledOut = new ArrayList<>(RuledOut.pool(facts));
        ruledOut.addAll(RuledOut.host(facts));
        return new Finding(
                "loop.blocked",
                severity,
                "Loop blocked by " + culprit(facts) + ", up to " + longest(facts) + " at a time",
                evidence(facts),
                ruledOut,
                advice(facts),
                Words.commandWithout(
                        facts.command(), List.of("--block-every", "--block-for", "--block-with")));
    }

    private static List<String> evidence(Facts facts) {
        List<String> lines = new ArrayList<>(delays(facts));
        lines.add(stallLine(facts));
        return lines;
    }

    /** What waited, whatever it was that held the loop. */
    private static List<String> delays(Facts facts) {
        Loop loop = facts.loop();
        List<String> lines = new ArrayList<>();
        lines.add(
                "an event at a random moment waited "
                        + Words.time(loop.delay().meanNanos())
                        + " on average for the loop, p99 "
                        + Words.time(loop.delay().p99Nanos()));
        lines.addAll(Trips.evidence(facts));
        if (facts.jobs() > 0) {
            lines.add(
                    "finished jobs waited up to "
                            + Words.time(facts.maxReturnNanos())
                            + " for their callback: "
                            + Words.percent(facts.returnShare())
                            + " of their time");
        }
        return lines;
    }

    private static String stallLine(Facts facts) {
        Loop loop = facts.loop();
        Optional<List<String>> stack = stack(loop);
        if (stack.isPresent()) {
            long stalls = loop.stalls().size() + loop.stallsDropped();
            return Words.count(stalls, "stall") + ", the longest sampled in " + frames(stack.get());
        }
        return facts.slowestCallback()
                .map(
                        slowest ->
                                "slowest callback: "
                                        + slowest.label()
                                        + ", "
                                        + Words.time(slowest.durationNanos()))
                .orElse("busy " + Words.percent(loop.utilizationShare()) + " of the time");
    }

    private static String advice(Facts facts) {
        double share = facts.loopCpuShare().orElse(Double.NaN);
        if (share >= Limits.CPU_WORK_SHARE && facts.isLoopMostlyOnCpu()) {
            return "It computes on the loop thread ("
                    + Words.percent(share)
                    + " of its busy time on the CPU): move the work to the pool or cut it into pieces.";
        }
        if (share <= Limits.BLOCKING_CALL_SHARE) {
            return "It waits in a call on the loop thread ("
                    + Words.percent(share)
                    + " of its busy time on the CPU): use the asynchronous form of the call.";
        }
        return "Move what the callback does to the pool, or cut it into pieces.";
    }

    private static String culprit(Facts facts) {
        return longestStall(facts.loop())
                .map(Loop.Stall::label)
                .or(() -> facts.slowestCallback().map(Loop.Slowest::label))
                .map(label -> "'" + label + "'")
                .orElse("many short callbacks");
    }

    private static String longest(Facts facts) {
        Long max = facts.loop().busy().maxNanos();
        return Words.time(max == null ? facts.loop().delay().maxNanos() : max);
    }

    private static Optional<Loop.Stall> longestStall(Loop loop) {
        return loop.stalls().stream().max(Comparator.comparingLong(Loop.Stall::durationNanos));
    }

    /** Of the longest stall that has a valid sample. */
    private static Optional<List<String>> stack(Loop loop) {
        return loop.stalls().stream()
                .filter(stall -> stall.stack() != null && !stall.stack().isEmpty())
                .max(Comparator.comparingLong(Loop.Stall::durationNanos))
                .map(Loop.Stall::stack);
    }

    /** Where it stood, and who called it if that is the platform's code. */
    private static String frames(List<String> stack) {
        String top = stack.get(0);
        return StackFrames.blockingFrame(stack)
                .filter(caller -> !caller.equals(top))
                .map(caller -> top + ", called from " + caller)
                .orElse(top);
    }
}
