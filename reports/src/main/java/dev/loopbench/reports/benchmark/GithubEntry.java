package dev.loopbench.reports.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What github-action-benchmark keeps of one figure, as {@code customSmallerIsBetter}. Immutable.
 *
 * @param range null where nothing tells it
 */
public record GithubEntry(
        String name,
        String unit,
        double value,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String range,
        String extra) {

    private static final double MILLI = 1e6;

    /**
     * Times are in milliseconds.
     *
     * @param halfWidthNanos null where nothing tells how far the time is certain
     */
    public static GithubEntry ofNanos(
            String name, double nanos, @Nullable Double halfWidthNanos, String extra) {
        Double halfWidth = halfWidthNanos == null ? null : (Double) (halfWidthNanos / MILLI);
        return of(name, "ms", nanos / MILLI, halfWidth, extra);
    }

    public static GithubEntry of(
            String name, String unit, double value, @Nullable Double halfWidth, String extra) {
        // The action reads a sign, a space and a number of at least two characters.
        String range = halfWidth == null ? null : String.format(Locale.ROOT, "± %.6f", halfWidth);
        return new GithubEntry(name, unit, value, range, extra);
    }
}
