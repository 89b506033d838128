package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import java.util.ArrayList;
import java.util.List;

/**
 * The causes a finding excludes, each with the figure that excludes it. What the machine could not
 * tell is not claimed: it is left out. Stateless.
 */
final class RuledOut {

    private RuledOut() {}

    /** Causes outside the program, as far as they were at rest. */
    static List<String> host(Facts facts) {
        Host host = facts.host();
        List<String> lines = new ArrayList<>();
        double gcShare = share(host.gc().totalNanos(), facts);
        if (gcShare < Limits.QUIET_SHARE) {
            lines.add(
                    "GC: "
                            + Words.count(host.gc().pauses(), "pause")
                            + ", "
                            + Words.percent(gcShare)
                            + " of the time");
        }
        Long periods = host.periods();
        Long throttled = host.throttledPeriods();
        if (periods != null && throttled != null && throttled == 0) {
            lines.add(
                    periods == 0
                            ? "throttling: no CPU quota"
                            : "throttling: 0 of " + periods + " periods");
        }
        Double steal = host.stealShare();
        if (steal != null && steal < Limits.QUIET_SHARE) {
            lines.add("the hypervisor: " + Words.percent(steal) + " stolen");
        }
        return lines;
    }

    /** The loop, where events hardly had to wait for it. */
    static List<String> loop(Facts facts) {
        Loop.Delay delay = facts.loop().delay();
        if (delay.p99Nanos() >= Limits.BLOCKED_DELAY_NANOS) {
            return List.of();
        }
        return List.of(
                "the loop: delay p99 "
                        + Words.time(delay.p99Nanos())
                        + ", busy "
                        + Words.percent(facts.loop().utilizationShare())
                        + " of the time");
    }

    /** The pool, where jobs hardly waited for a thread. */
    static List<String> pool(Facts facts) {
        if (facts.jobs() == 0 || facts.waitShare() >= Limits.NOTABLE_WAIT_SHARE) {
            return List.of();
        }
        return List.of(
                "the pool: waiting for a thread was "
                        + Words.percent(facts.waitShare())
                        + " of the jobs' time");
    }

    private static double share(long nanos, Facts facts) {
        return facts.durationNanos() == 0 ? 0 : (double) nanos / facts.durationNanos();
    }
}
