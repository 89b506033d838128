package dev.loopbench.reports.gate.model;

/** What a pair is measured for. Immutable. */
public enum Stage {
    /** Base against head, for the next look. */
    LOOK("look"),
    /** Base against base: what the campaign shows where nothing has changed. */
    CONTROL("control"),
    /** Base against head, after a look found candidates. */
    CONFIRM("confirm");

    private final String word;

    Stage(String word) {
        this.word = word;
    }

    /** As reports say it. */
    public String word() {
        return word;
    }
}
