package dev.loopbench.probes.finding;

import dev.loopbench.probes.finding.Holds.Source;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Loop;
import java.util.List;
import java.util.Optional;

/**
 * The loop spends its time in synchronous calls of the platform's, each too short to hold it for
 * long. Immutable.
 *
 * <p>Rests on samples. Where the calls are what holds the loop, {@link BlockedLoopRule} says so.
 */
final class SynchronousCallRule implements Rule {

    static final String RULE = "loop.synchronous-call";

    @Override
    public Optional<Cause> apply(Facts facts) {
        List<Loop.SampledCall> calls = facts.loop().held().sampledCalls();
        if (calls == null || HeldLoop.of(facts, Source.CODE).isPresent()) {
            return Optional.empty();
        }
        return calls.stream()
                .filter(call -> call.call().endsWith("ync"))
                .findFirst()
                .filter(call -> Threshold.SYNCHRONOUS.isWorthKnowing(share(facts, call)))
                .map(call -> cause(facts, call));
    }

    private static double share(Facts facts, Loop.SampledCall call) {
        return call.nanos() / Math.max(1.0, (double) facts.durationNanos());
    }

    private static Cause cause(Facts facts, Loop.SampledCall call) {
        double share = share(facts, call);
        double perSecond = call.count() / Math.max(1e-9, facts.durationNanos() / 1e9);
        return new Cause(
                RULE,
                Threshold.SYNCHRONOUS.score(share),
                Confidence.MEDIUM,
                share * facts.lost().operationsNanos(),
                "'"
                        + call.call()
                        + "' in '"
                        + call.label()
                        + "', at least "
                        + Numbers.count(perSecond)
                        + " times a second",
                List.of(
                        "samples found the loop in it for about "
                                + Numbers.share(share)
                                + " of the run, "
                                + Numbers.count(call.count(), "time")
                                + " at least: of short calls some are in no sample"),
                NodeAdvice.against(call.call()),
                null);
    }
}
