package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What may hold a run back, and the figure that clears it. Immutable.
 *
 * <p>What the machine could not tell is not cleared: nothing is said of it.
 */
enum Suspect {
    LOOP("loop."),
    POOL("pool."),
    RUN_QUEUE("loop.starved"),
    GC("loop.paused.gc"),
    THROTTLING("host.throttled"),
    STEAL("host.steal"),
    NEIGHBOURS("host.neighbours");

    private final String rules;

    /**
     * @param rules how the ids begin of the rules that say it was this one
     */
    Suspect(String rules) {
        this.rules = rules;
    }

    /** All that a finding excludes, each with the figure that excludes it. */
    static List<String> ruledOut(Facts facts, String rule) {
        List<String> lines = new ArrayList<>();
        for (Suspect suspect : values()) {
            if (!rule.startsWith(suspect.rules)) {
                suspect.cleared(facts).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** Whether each was measured and at rest. */
    static boolean areAllCleared(Facts facts) {
        for (Suspect suspect : values()) {
            boolean absent = suspect == POOL && facts.legs().jobs() == 0;
            if (!absent && suspect.cleared(facts).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> cleared(Facts facts) {
        return switch (this) {
            case LOOP -> loop(facts);
            case POOL -> pool(facts);
            case RUN_QUEUE -> runQueue(facts);
            case GC -> gc(facts);
            case THROTTLING -> throttling(facts.host());
            case STEAL -> steal(facts.host());
            case NEIGHBOURS -> neighbours(facts);
        };
    }

    private static Optional<String> loop(Facts facts) {
        Loop.Delay delay = facts.loop().delay();
        Double busy = facts.loop().utilizationShare();
        Long iterations = facts.loop().counts().iterations();
        return delay == null
                        || busy == null
                        || facts.loopTime().isDelayLong()
                        || (iterations != null && iterations == 0)
                ? Optional.empty()
                : Optional.of(
                        "the loop: delay p99 "
                                + Numbers.nanosUpTo(delay.p99Nanos(), delay.errorNanos())
                                + ", busy "
                                + Numbers.share(busy)
                                + " of the time");
    }

    private static Optional<String> pool(Facts facts) {
        Legs legs = facts.legs();
        return legs.jobs() == 0 || Threshold.POOL_WAIT.isWorthKnowing(legs.waitShare())
                ? Optional.empty()
                : Optional.of(
                        "the pool: waiting for a thread was "
                                + Numbers.share(legs.waitShare())
                                + " of the jobs' time");
    }

    private static Optional<String> runQueue(Facts facts) {
        OptionalDouble share = facts.loopTime().corelessShare();
        Long nanos = facts.host().cpu().loopRunDelayNanos();
        return nanos == null || Threshold.STARVED.isWorthKnowing(share.orElse(1))
                ? Optional.empty()
                : Optional.of(
                        "loop run queue: the loop waited "
                                + Numbers.nanos(nanos)
                                + " for a core, "
                                + Numbers.share(share.orElse(0))
                                + " of the run");
    }

    private static Optional<String> gc(Facts facts) {
        Host.Gc gc = facts.host().gc();
        if (gc == null) {
            return Optional.empty();
        }
        double share = (double) gc.totalNanos() / Math.max(1, facts.durationNanos());
        return Condition.QUIET_HOST.isReached(share)
                ? Optional.empty()
                : Optional.of(
                        "GC: "
                                + Numbers.count(gc.pauses(), "pause")
                                + ", "
                                + Numbers.share(share)
                                + " of the time");
    }

    private static Optional<String> throttling(Host host) {
        Long periods = host.throttling().periods();
        Long throttled = host.throttling().throttledPeriods();
        if (periods == null || throttled == null || throttled > 0) {
            return Optional.empty();
        }
        return Optional.of(
                periods == 0
                        ? "throttling: no CPU quota"
                        : "throttling: 0 of " + periods + " periods");
    }

    private static Optional<String> steal(Host host) {
        Double share = host.others().stealShare();
        return share == null || Threshold.STEAL.isWorthKnowing(share)
                ? Optional.empty()
                : Optional.of("the hypervisor: " + Numbers.share(share) + " stolen");
    }

    private static Optional<String> neighbours(Facts facts) {
        OptionalDouble cores = facts.cores().ofStrangers();
        double usable = facts.cores().usable();
        return cores.isEmpty() || Threshold.NEIGHBOURS.isWorthKnowing(cores.getAsDouble() / usable)
                ? Optional.empty()
                : Optional.of(
                        "other processes: "
                                + Numbers.count(cores.getAsDouble())
                                + " of "
                                + Numbers.count(facts.cores().whole(), "core"));
    }
}
