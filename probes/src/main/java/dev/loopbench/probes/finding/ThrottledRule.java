package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Host;
import java.util.List;
import java.util.Optional;

/**
 * The cgroup's CPU quota was used up and everything stood still until the next period. Immutable.
 */
final class ThrottledRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        Host host = facts.host();
        Long periods = host.throttling().periods();
        Long throttled = host.throttling().throttledPeriods();
        Long nanos = host.throttling().throttledNanos();
        if (periods == null || throttled == null || throttled == 0) {
            return Optional.empty();
        }
        double share = (double) throttled / Math.max(1, periods);
        double each = nanos == null ? 0 : (double) nanos / throttled;
        int score = Threshold.THROTTLED.score(share);
        double lostShare =
                nanos == null ? share : nanos / Math.max(1.0, (double) facts.durationNanos());
        return Optional.of(
                new Cause(
                        "host.throttled",
                        Condition.LONG_THROTTLE.isReached(each) ? Score.atLeastWarn(score) : score,
                        Confidence.highIf(nanos != null),
                        facts.lost().stoppedNanos(lostShare),
                        "Throttled by the CPU quota: the run says little about pool and loop",
                        evidence(facts, share, each),
                        "Raise the quota, or let fewer threads compute at a time: it has room for "
                                + Numbers.count(facts.cores().whole(), "thread")
                                + ".",
                        new Change.Threads(facts.cores().whole())));
    }

    private static List<String> evidence(Facts facts, double share, double eachNanos) {
        Host host = facts.host();
        return List.of(
                "the quota ran out in "
                        + host.throttling().throttledPeriods()
                        + " of "
                        + host.throttling().periods()
                        + " periods, "
                        + Numbers.share(share)
                        + " of them",
                eachNanos == 0
                        ? "for how long is not known here"
                        : "threads then stood still for "
                                + Numbers.nanos(eachNanos)
                                + " in all, on average",
                "the quota and the scheduler leave "
                        + Numbers.count(facts.cores().usable())
                        + " cores");
    }
}
