package dev.loopbench.reports.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A measure of the Bencher Metric Format. Immutable.
 *
 * @param lower bound, as {@code upper}; null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BencherMetric(
        Number value,
        @JsonProperty("lower_value") @Nullable Double lower,
        @JsonProperty("upper_value") @Nullable Double upper) {

    /** The name that Bencher itself would make of a figure's: {@code response-p99}. */
    public static String slug(String figure) {
        return figure.replace('.', '-');
    }
}
