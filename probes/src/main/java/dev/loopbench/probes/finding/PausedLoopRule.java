package dev.loopbench.probes.finding;

import dev.loopbench.probes.finding.Holds.Held;
import dev.loopbench.probes.finding.Holds.Source;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The collector stopped the program: for most of the time the loop was held or, in many short
 * pauses, for a notable part of the run. Immutable.
 */
final class PausedLoopRule implements Rule {

    static final String RULE = "loop.paused.gc";

    @Override
    public Optional<Cause> apply(Facts facts) {
        Host.Gc gc = facts.host().gc();
        if (gc == null) {
            return Optional.empty();
        }
        double share = gc.totalNanos() / Math.max(1.0, (double) facts.durationNanos());
        Optional<Held> held = HeldLoop.of(facts, Source.COLLECTOR);
        boolean isByCode =
                HeldLoop.of(facts, Source.CODE)
                        .filter(code -> code.collectedNanos() > code.ownNanos() / 2)
                        .isPresent();
        if (held.isEmpty() && (!Threshold.GC_SHARE.isWorthKnowing(share) || isByCode)) {
            return Optional.empty();
        }
        int ofRun = Threshold.GC_SHARE.score(share);
        boolean isCalled = held.isPresent() && isCalled(facts);
        return Optional.of(
                new Cause(
                        RULE,
                        held.isPresent()
                                ? Math.max(ofRun, HeldLoop.score(facts, Source.COLLECTOR))
                                : ofRun,
                        Confidence.highIf(held.isEmpty() || gc.pauses() > 0),
                        held.isPresent()
                                ? Math.max(
                                        HeldLoop.costNanos(facts, Source.COLLECTOR),
                                        facts.lost().stoppedNanos(share))
                                : facts.lost().stoppedNanos(share),
                        title(gc, held, isCalled, share),
                        evidence(facts, gc, held, share),
                        isCalled
                                ? "The code asks for it: drop the call of System.gc, the collector"
                                        + " knows when to run."
                                : roomFor(facts),
                        isCalled ? Change.Without.BLOCK : null));
    }

    private static String title(Host.Gc gc, Optional<Held> held, boolean isCalled, double share) {
        if (held.isEmpty()) {
            return "The garbage collector took "
                    + Numbers.share(share)
                    + " of the time, in "
                    + Numbers.count(gc.pauses(), "pause");
        }
        String label = "'" + held.get().hold().label() + "'";
        return isCalled
                ? "Loop paused by the garbage collector, which " + label + " calls"
                : "Loop paused by the garbage collector while " + label + " ran";
    }

    private static String roomFor(Facts facts) {
        if (!facts.isNode()) {
            return "Allocate less, or give the JVM more memory or another collector.";
        }
        return "Allocate less, or give V8 more room: "
                + facts.wording().parameter("max-semi-space-size")
                + " for what lives shortly, "
                + facts.wording().parameter("max-old-space-size")
                + " for the rest.";
    }

    private static boolean isCalled(Facts facts) {
        return Holds.areCollectionsCalled(facts.host().gc())
                || facts.holds().stack(Source.COLLECTOR).stream()
                        .flatMap(List::stream)
                        .anyMatch(frame -> frame.contains(".gc("));
    }

    private static List<String> evidence(
            Facts facts, Host.Gc gc, Optional<Held> held, double share) {
        List<String> lines = new ArrayList<>();
        String stopped =
                "the collector stopped the program "
                        + Numbers.count(gc.pauses(), "time")
                        + " for "
                        + Numbers.nanos(gc.totalNanos())
                        + " in all, "
                        + Numbers.share(share)
                        + " of the run";
        lines.add(
                held.isEmpty()
                        ? stopped
                        : stopped
                                + "; of a hold of "
                                + Numbers.nanos(held.get().eachNanos())
                                + " that was "
                                + Numbers.nanos(held.get().collectedNanos()));
        if (Holds.areCollectionsCalled(gc)) {
            lines.add(
                    "the JVM gives java.lang.System.gc() as the cause of "
                            + gc.calledPauses()
                            + " of "
                            + Numbers.count(gc.pauses(), "collection"));
        }
        lines.addAll(LoopWords.delays(facts));
        return lines;
    }
}
