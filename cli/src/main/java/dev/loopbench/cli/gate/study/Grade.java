package dev.loopbench.cli.gate.study;

/** What a machine is good for as a gate. Immutable. */
public enum Grade {
    CALM("calm", 0.03, "12 pairs find a change of 10 %"),
    NOISY(
            "noisy",
            0.08,
            "a change of 10 % takes up to 30 pairs, one of 5 % more than can be afforded"),
    UNFIT("unfit", Double.POSITIVE_INFINITY, "not even 10 % can be promised");

    private final String word;
    private final double sigmaMost;
    private final String meaning;

    Grade(String word, double sigmaMost, String meaning) {
        this.word = word;
        this.sigmaMost = sigmaMost;
        this.meaning = meaning;
    }

    /**
     * Of a spread over pairs: the sizes of samples that a signed-rank gate needs, at a margin of
     * three per cent, set the limits.
     *
     * @param sigma of the logarithms of ratios
     */
    static Grade of(double sigma) {
        for (Grade grade : values()) {
            if (sigma <= grade.sigmaMost) {
                return grade;
            }
        }
        return UNFIT; // NaN: nothing could be measured
    }

    public String word() {
        return word;
    }

    /** For a cell of that spread, without a full stop. */
    public String meaning() {
        return meaning;
    }
}
