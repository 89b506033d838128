package dev.loopbench.probes.finding;

import dev.loopbench.probes.finding.Holds.Held;
import dev.loopbench.probes.finding.Holds.Source;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.stall.StackFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Callbacks hold the loop so long that events wait for it. Immutable.
 *
 * <p>Rests on what the loop thread itself used in each hold. A core that it had to wait for
 * meanwhile stretches the hold and is said after it; holds in which hardly anything was its own are
 * {@link StarvedLoopRule}'s, those in which the collector stopped it {@link PausedLoopRule}'s.
 */
final class BlockedLoopRule implements Rule {

    /** How a callback can hold the loop. */
    private enum Hold {
        CPU("loop.blocked.cpu"),
        CALL("loop.blocked.call"),
        UNKNOWN("loop.blocked");

        private final String rule;

        Hold(String rule) {
            this.rule = rule;
        }

        static Hold of(Held held) {
            double cpu = held.cpuNanos();
            double own = held.ownNanos();
            if (held.source() != Source.CODE || own <= 0) {
                return UNKNOWN;
            }
            if (Condition.CPU_WORK.isReached(cpu / own)) {
                return CPU;
            }
            return cpu / own <= Condition.BLOCKING_CALL.value() ? CALL : UNKNOWN;
        }
    }

    static final String SUBJECT = "loop.blocked";

    /** From here on a hold is said to have been stretched. */
    private static final double STRETCHED = 1.3;

    @Override
    public Optional<Cause> apply(Facts facts) {
        return HeldLoop.of(facts, Source.CODE)
                .or(() -> HeldLoop.of(facts, Source.UNKNOWN))
                .map(held -> cause(facts, held));
    }

    private static Cause cause(Facts facts, Held held) {
        Hold hold = Hold.of(held);
        double share = facts.holds().share(held.source());
        return new Cause(
                hold.rule,
                HeldLoop.score(facts, held.source()),
                hold == Hold.UNKNOWN && held.source() == Source.UNKNOWN
                        ? Confidence.LOW
                        : Confidence.highIf(Condition.MOST_OF_HOLDS.isReached(share)),
                HeldLoop.costNanos(facts, held.source()),
                title(facts, held, hold),
                evidence(facts, held),
                facts.isNode() && hold != Hold.UNKNOWN
                        ? NodeAdvice.against(held.hold().call())
                        : advice(held, hold),
                Change.Without.BLOCK);
    }

    private static String title(Facts facts, Held held, Hold hold) {
        String call = held.hold().call();
        return "Loop blocked by "
                + (call == null ? "" : "'" + call + "' in ")
                + culprit(held)
                + " ("
                + own(held, hold)
                + " at a time)"
                + stretched(facts, held)
                + harm(facts);
    }

    private static String culprit(Held held) {
        String label = held.hold().label();
        return label.equals(Loop.Hold.MANY) ? label : "'" + label + "'";
    }

    private static String own(Held held, Hold hold) {
        String own =
                switch (hold) {
                    case CPU -> Numbers.nanos(held.cpuNanos()) + " of its own CPU";
                    case CALL -> Numbers.nanos(held.waitedNanos()) + " in a call that waits";
                    case UNKNOWN ->
                            held.source() == Source.CODE
                                    ? Numbers.nanos(held.cpuNanos())
                                            + " of its own CPU and "
                                            + Numbers.nanos(held.waitedNanos())
                                            + " of waiting"
                                    : Numbers.nanos(held.eachNanos());
                };
        return makesGarbage(held)
                ? own + " and " + Numbers.nanos(held.collectedNanos()) + " of garbage collection"
                : own;
    }

    private static boolean makesGarbage(Held held) {
        return held.ownNanos() > 0
                && held.collectedNanos() >= Condition.OWN_PART.value() * held.ownNanos();
    }

    private static String stretched(Facts facts, Held held) {
        double unstretched = held.eachNanos() - held.corelessNanos();
        if (held.eachNanos() < STRETCHED * unstretched) {
            return "";
        }
        return ", stretched to "
                + Numbers.nanos(held.eachNanos())
                + " as "
                + (held.throttledNanos() > held.corelessNanos() / 2
                        ? "the CPU quota ran out"
                        : facts.cores().sharedWith());
    }

    private static String harm(Facts facts) {
        return facts.loopTime().isDelayLong() || !facts.isLoopTold() ? "" : ", seldom";
    }

    private static List<String> evidence(Facts facts, Held held) {
        List<String> lines = new ArrayList<>(LoopWords.delays(facts));
        long holds = facts.holds().count(held.source());
        lines.add(
                Numbers.count(holds, "time")
                        + " for "
                        + Loop.HOLD_NANOS / 1_000_000
                        + "ms and more, "
                        + Numbers.share(
                                facts.holds().timeShare(held.source(), facts.durationNanos()))
                        + " of the run, the longest "
                        + Numbers.nanos(held.hold().maxNanos())
                        + parts(held));
        facts.holds()
                .stack(held.source())
                .ifPresent(stack -> lines.add("sampled in " + frames(stack)));
        if (facts.isClosed()) {
            String open = facts.next(new Change.Rate(ratePerSecond(facts)));
            lines.add(
                    "a load that waits for its answers hides most of it, as nothing is sent"
                            + " meanwhile"
                            + (open == null ? "" : "; this shows it: " + open));
        }
        return lines;
    }

    /** Half of what came through, down to one digit: a load that it can take. */
    private static long ratePerSecond(Facts facts) {
        double ended = facts.operations().isEmpty() ? 0 : facts.operations().get(0).count();
        double half = Math.max(1, ended / 2 / Math.max(1e-9, facts.durationNanos() / 1e9));
        double unit = Math.pow(10, Math.floor(Math.log10(half)));
        return (long) (Math.floor(half / unit) * unit);
    }

    private static String parts(Held held) {
        if (held.source() == Source.UNKNOWN) {
            return ", "
                    + Numbers.share(held.unexplainedShare())
                    + " of them explained by nothing that was measured";
        }
        return "; of one "
                + Numbers.nanos(held.cpuNanos())
                + " on a core, "
                + Numbers.nanos(held.waitedNanos())
                + " waiting, "
                + Numbers.nanos(held.collectedNanos())
                + " collected, "
                + Numbers.nanos(held.corelessNanos())
                + " without a core";
    }

    private static String advice(Held held, Hold hold) {
        return switch (hold) {
            case CPU ->
                    held.hold().label().equals(Loop.Hold.MANY)
                            ? "Many callbacks in one iteration: spread them, or give the work to the"
                                    + " pool."
                            : "It computes "
                                    + (makesGarbage(held) ? "and makes garbage " : "")
                                    + "on the loop thread: move the work to the pool or cut it into"
                                    + " pieces.";
            case CALL ->
                    "It waits in a call on the loop thread: use the asynchronous form of the call.";
            case UNKNOWN -> "Move what the callback does to the pool, or cut it into pieces.";
        };
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
