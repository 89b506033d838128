package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Finding;

/** How a finding of some severity is marked. Immutable. */
record Mark(String sign, Tone tone) {

    static Mark of(Finding finding) {
        return switch (finding.severity()) {
            case OK -> new Mark("✓", Tone.GOOD);
            case WARN -> new Mark("▲", Tone.WARN);
            case INFO, UNKNOWN -> new Mark("•", Tone.NOTE);
        };
    }
}
