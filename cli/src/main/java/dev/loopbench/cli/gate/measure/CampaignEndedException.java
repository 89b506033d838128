package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.model.OutcomeKind;

/** A campaign cannot go on and has no verdict; the message is a sentence for the user. */
final class CampaignEndedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final OutcomeKind kind;

    CampaignEndedException(OutcomeKind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    OutcomeKind kind() {
        return kind;
    }
}
