package dev.loopbench.probes.result;

/**
 * What jobs waited for a thread where nobody tells when a thread took them. Immutable.
 *
 * <p>It is no {@link Histogram}, so that nobody shows it as one that was measured.
 *
 * @param values of the estimate, one for each job
 * @param lowerNanos all of them together waited at least so long
 * @param upperNanos and at most so long
 * @param basis of the place between the two
 */
public record EstimatedWait(Histogram values, long lowerNanos, long upperNanos, Basis basis) {

    /** What the estimate rests on, between its bounds. */
    public enum Basis {
        /** Where jobs lay whose threads' events were traced. */
        TRACED_JOBS("traced jobs"),
        /** Nothing: it is the middle. */
        MIDDLE("middle"),
        /** What a newer version has, or none of these. */
        UNKNOWN("unknown");

        private final String word;

        Basis(String word) {
            this.word = word;
        }

        /** As reports name it. */
        public String word() {
            return word;
        }
    }

    /** Always: for documents, so that their readers need not know what the key means. */
    public boolean estimated() {
        return true;
    }

    /** Of all jobs together. */
    public double totalNanos() {
        Double mean = values.meanNanos();
        return mean == null ? 0 : mean * values.count();
    }
}
