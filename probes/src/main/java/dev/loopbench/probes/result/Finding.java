package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One diagnosis.
 *
 * @param rule stable identifier: {@code pool.saturated.cores-idle}. Open, as later versions have
 *     more of them, and text, as readers filter by its beginning
 * @param score 0 to 100: 25 where the rule's limit for {@code info} is met, 75 where that for
 *     {@code warn} is
 * @param lostShare of all time that was lost, the part this cause took; shares of several causes
 *     may overlap. Null where the rule is not about lost time
 * @param evidence the figures it rests on
 * @param ruledOut what it is not, each with its figure
 * @param advice what would help
 * @param next a command that proves it
 */
public record Finding(
        String rule,
        Severity severity,
        int score,
        Confidence confidence,
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

    /** How much a finding matters. */
    public enum Severity implements Worded {
        /** Nothing held the run back. */
        OK("ok"),
        /** Worth knowing. */
        INFO("info"),
        /** Wrong. */
        WARN("warn"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /**
     * How much the evidence of a finding bears.
     *
     * <p>{@link #HIGH} where all figures that decide were measured, the run has enough data and the
     * machine was fit; a rule that had to decide without one of its figures is {@link #MEDIUM}.
     */
    public enum Confidence implements Worded {
        LOW("low"),
        MEDIUM("medium"),
        HIGH("high"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Confidence(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        public static Confidence highIf(boolean decided) {
            return decided ? HIGH : MEDIUM;
        }

        /** One step less. */
        public Confidence lowered() {
            return this == HIGH ? MEDIUM : LOW;
        }
    }
}
