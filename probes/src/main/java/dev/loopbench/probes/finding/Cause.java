package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Finding.Confidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding in the making: what one rule says, before all others have been heard. Immutable.
 *
 * @param confidence as far as the rule's own figures bear
 * @param lostNanos what it took of {@link LostTime}; null where it is not about that
 * @param next what shows whether the advice is right; null for nothing
 */
record Cause(
        String rule,
        int score,
        Confidence confidence,
        @Nullable Double lostNanos,
        String title,
        List<String> evidence,
        String advice,
        @Nullable Change next) {

    Cause {
        evidence = List.copyOf(evidence);
    }

    /** For ranking; 0 where it is not about lost time. */
    double cost() {
        return lostNanos == null ? 0 : lostNanos;
    }

    boolean isAbout(String subject) {
        return rule.startsWith(subject + ".");
    }

    Finding.Severity severity() {
        if (rule.equals(CleanRun.RULE)) {
            return Finding.Severity.OK;
        }
        return score >= Score.WARN && confidence != Confidence.LOW
                ? Finding.Severity.WARN
                : Finding.Severity.INFO;
    }

    boolean warns() {
        return severity() == Finding.Severity.WARN;
    }

    Cause with(Confidence other) {
        return new Cause(rule, score, other, lostNanos, title, evidence, advice, next);
    }

    Finding finding(Facts facts) {
        return new Finding(
                rule,
                severity(),
                score,
                confidence,
                lostNanos == null ? null : facts.lost().share(lostNanos),
                title,
                evidence,
                Suspect.ruledOut(facts, rule),
                advice,
                next == null ? null : facts.next(next));
    }
}
