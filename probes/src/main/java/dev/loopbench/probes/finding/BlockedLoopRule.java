package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.stall.StackFrames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Callbacks hold the loop so long that events wait for it. Immutable. A loop that was busy because
 * it had no core is {@link StarvedLoopRule}'s, one that the collector stopped {@link
 * PausedLoopRule}'s.
 *
 * <p>Rests on the arrival-weighted delay: what a random event would have met. The callback is named
 * from the stalls' stacks, else from the slowest callback; CPU work and blocking calls are told
 * apart by the CPU time of the stalls or, where no stall tells, of all busy time.
 */
final class BlockedLoopRule implements Rule {

    /** How a callback can hold the loop. */
    private enum Hold {
        CPU("loop.blocked.cpu", "computing in "),
        CALL("loop.blocked.call", "a call that waits, in "),
        UNKNOWN("loop.blocked", "");

        private final String rule;
        private final String how;

        Hold(String rule, String how) {
            this.rule = rule;
            this.how = how;
        }
    }

    @Override
    public Optional<Cause> apply(Facts facts) {
        if (!HeldLoop.isHeld(facts) || PausedLoopRule.isMostOfStalls(facts)) {
            return Optional.empty();
        }
        Hold hold = hold(facts);
        return Optional.of(
                new Cause(
                        hold.rule,
                        HeldLoop.score(facts),
                        Confidence.highIf(facts.loopTime().cpuShareOfStalls().isPresent()),
                        facts.lost().heldNanos(),
                        "Loop blocked by "
                                + hold.how
                                + culprit(facts)
                                + ", up to "
                                + longest(facts)
                                + " at a time"
                                + harm(facts),
                        evidence(facts),
                        advice(facts, hold),
                        Words.commandWithout(
                                facts.command(),
                                List.of("--block-every", "--block-for", "--block-with"))));
    }

    private static Hold hold(Facts facts) {
        OptionalDouble ofStalls = facts.loopTime().cpuShareOfStalls();
        double share = cpuShare(facts);
        if (Gate.CPU_WORK.isReached(share)
                && (ofStalls.isPresent() || facts.loopTime().isMostlyOnCpu())) {
            return Hold.CPU;
        }
        return share <= Gate.BLOCKING_CALL.value() ? Hold.CALL : Hold.UNKNOWN;
    }

    /** NaN where nothing tells. */
    private static double cpuShare(Facts facts) {
        LoopTime time = facts.loopTime();
        OptionalDouble ofStalls = time.cpuShareOfStalls();
        return ofStalls.isPresent() ? ofStalls.getAsDouble() : time.cpuShare().orElse(Double.NaN);
    }

    private static String harm(Facts facts) {
        if (HeldLoop.isFelt(facts) && facts.loopTime().isDelayLong()) {
            return "";
        }
        return facts.loopTime().isDelayLong() ? ", and nobody waited for it" : ", seldom";
    }

    private static List<String> evidence(Facts facts) {
        List<String> lines = new ArrayList<>(LoopWords.delays(facts));
        lines.add(stallLine(facts));
        return lines;
    }

    private static String stallLine(Facts facts) {
        Loop loop = facts.loop();
        Optional<List<String>> stack = stack(loop);
        if (stack.isPresent()) {
            long stalls = loop.stalls().size() + loop.stallsDropped();
            return Words.count(stalls, "stall") + ", the longest sampled in " + frames(stack.get());
        }
        return facts.loopTime()
                .slowestCallback()
                .map(
                        slowest ->
                                "slowest callback: "
                                        + slowest.label()
                                        + ", "
                                        + Words.time(slowest.durationNanos()))
                .orElse("busy " + Words.percent(loop.utilizationShare()) + " of the time");
    }

    private static String advice(Facts facts, Hold hold) {
        String share = Words.percent(cpuShare(facts)) + " of the time on the CPU";
        return switch (hold) {
            case CPU ->
                    "It computes on the loop thread ("
                            + share
                            + "): move the work to the pool or cut it into pieces.";
            case CALL ->
                    "It waits in a call on the loop thread ("
                            + share
                            + "): use the asynchronous form of the call.";
            case UNKNOWN -> "Move what the callback does to the pool, or cut it into pieces.";
        };
    }

    private static String culprit(Facts facts) {
        return facts.loopTime()
                .longestStall()
                .map(Loop.Stall::label)
                .or(() -> facts.loopTime().slowestCallback().map(Loop.Slowest::label))
                .map(label -> "'" + label + "'")
                .orElse("many short callbacks");
    }

    private static String longest(Facts facts) {
        Long max = facts.loop().busy().maxNanos();
        return Words.time(max == null ? facts.loop().delay().maxNanos() : max);
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
