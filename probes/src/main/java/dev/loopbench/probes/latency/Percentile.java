package dev.loopbench.probes.latency;

/**
 * The percentiles a report gives, and from how many values on it gives them. Immutable.
 *
 * <p>The one place of this rule. Up to the 99th, at least one value must be expected beyond the
 * percentile, n·(1−p) ≥ 1; with fewer it would be the maximum under another name. The 99.9th swings
 * from run to run until some ten values lie beyond it, so it needs 10 000.
 */
public enum Percentile {
    P50("50", 50.0, 1),
    P90("90", 90.0, 10),
    P99("99", 99.0, 100),
    P99_9("99.9", 99.9, 10_000);

    private final String key;
    private final double percent;
    private final long minimumCount;

    Percentile(String key, double percent, long minimumCount) {
        this.key = key;
        this.percent = percent;
        this.minimumCount = minimumCount;
    }

    /** As reports name it: {@code 99.9}. */
    public String key() {
        return key;
    }

    /** In percent, 0 to 100. */
    public double percent() {
        return percent;
    }

    /** Fewer values than these do not support it. */
    public long minimumCount() {
        return minimumCount;
    }
}
