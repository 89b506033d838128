package dev.loopbench.cli.gate.measure;

/** What is compared with what. Immutable. */
public enum Side {
    BASE("base"),
    HEAD("head");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** As documents and messages say it. */
    public String word() {
        return word;
    }
}
