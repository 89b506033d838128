package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One diagnosis.
 *
 * @param rule stable identifier: {@code pool.saturated.cores-idle}
 * @param severity {@code ok}, {@code info} or {@code warn}
 * @param score 0 to 100: 25 where the rule's limit for {@code info} is met, 75 where that for
 *     {@code warn} is
 * @param confidence {@code high}, {@code medium} or {@code low}: how much the evidence bears
 * @param lostShare of all time that was lost, the part this cause took; shares of several causes
 *     may overlap. Null where the rule is not about lost time
 * @param evidence the figures it rests on
 * @param ruledOut what it is not, each with its figure
 * @param advice what would help
 * @param next a command that proves it
 */
public record Finding(
        String rule,
        String severity,
        int score,
        String confidence,
        @Nullable Double lostShare,
        String title,
        List<String> evidence,
        List<String> ruledOut,
        String advice,
        @Nullable String next) {

    /** The same with another command. */
    public Finding withNext(String command) {
        return new Finding(
                rule,
                severity,
                score,
                confidence,
                lostShare,
                title,
                evidence,
                ruledOut,
                advice,
                command);
    }
}
