package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.text.Tone;

/** How an answer is marked. Immutable. */
record Mark(String sign, Tone tone) {

    private static final Mark NOTE = new Mark("•", Tone.NOTE);

    static Mark of(OutcomeKind kind) {
        return switch (kind) {
            case NO_REGRESSION, IMPROVEMENT -> new Mark("✓", Tone.GOOD);
            case REGRESSION, FAILED, WRONG_RESULT -> new Mark("▲", Tone.BAD);
            case TOO_NOISY, NOT_COMPARABLE, INTERRUPTED -> new Mark("▲", Tone.WARN);
            case INCONCLUSIVE, UNCONFIRMED, GOING_ON, UNKNOWN -> NOTE;
        };
    }

    static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case REGRESSION -> Tone.BAD;
            case CANDIDATE, UNTRUSTED -> Tone.WARN;
            case UNCONFIRMED, INCONCLUSIVE -> Tone.NOTE;
            case IMPROVEMENT, NO_REGRESSION -> Tone.GOOD;
            case INFORMATION -> Tone.FAINT;
            case UNKNOWN -> Tone.PLAIN;
        };
    }

    static String capitalized(String word) {
        return word.isEmpty() ? "" : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
