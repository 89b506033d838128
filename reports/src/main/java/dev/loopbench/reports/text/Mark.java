package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Finding;

/** How a finding is marked: by its severity, and what failed by itself. Immutable. */
record Mark(String sign, Tone tone) {

    private static final String FAILED = "work.failed";

    static Mark of(Finding finding) {
        if (finding.rule().equals(FAILED)) {
            return new Mark("✗", Tone.BAD);
        }
        return switch (finding.severity()) {
            case OK -> new Mark("✓", Tone.GOOD);
            case WARN -> new Mark("▲", Tone.WARN);
            case INFO, UNKNOWN -> new Mark("•", Tone.NOTE);
        };
    }
}
