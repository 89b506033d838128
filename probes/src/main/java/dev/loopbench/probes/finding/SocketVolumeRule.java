package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The loop is busy with many sockets, each of which needs little: as much as one thread can do.
 * Immutable.
 */
final class SocketVolumeRule implements Rule {

    @Override
    public Optional<Cause> apply(Facts facts) {
        if (!facts.isHeldByMany() || !Threshold.VOLUME.isWorthKnowing(facts.loopUtilization())) {
            return Optional.empty();
        }
        List<String> evidence = new ArrayList<>();
        evidence.add(
                "the loop was busy "
                        + Numbers.share(facts.loopUtilization())
                        + " of the time, with "
                        + Numbers.count(facts.eventsOfIteration())
                        + " events an iteration");
        facts.loopTime()
                .slowestCallback()
                .ifPresent(
                        slowest ->
                                evidence.add(
                                        "half of its busy periods lasted "
                                                + Numbers.nanos(typicalNanos(facts))
                                                + " or more; the slowest single callback took "
                                                + Numbers.nanos(slowest.durationNanos())));
        evidence.addAll(Trips.evidence(facts));
        return Optional.of(
                new Cause(
                        "loop.volume",
                        Score.atMostInfo(Threshold.VOLUME.score(facts.loopUtilization())),
                        Confidence.HIGH,
                        facts.lost().heldNanos(),
                        "One loop's worth of sockets: many short callbacks fill it",
                        evidence,
                        "More processes with a loop each use more cores; fewer requests at a time"
                                + " wait less.",
                        null));
    }

    private static long typicalNanos(Facts facts) {
        Long nanos = facts.typicalBusyNanos();
        return nanos == null ? 0 : nanos;
    }
}
