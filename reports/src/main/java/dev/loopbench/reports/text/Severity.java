package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Finding;

/** How a finding of some severity is marked. Immutable. */
record Severity(String mark, Tone tone) {

    static Severity of(Finding finding) {
        return switch (finding.severity()) {
            case "ok" -> new Severity("✓", Tone.GOOD);
            case "warn" -> new Severity("▲", Tone.WARN);
            default -> new Severity("•", Tone.NOTE);
        };
    }
}
