package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.latency.Percentile;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is told of a distribution. Immutable. */
enum Statistic {
    P50(Percentile.P50),
    P90(Percentile.P90),
    P99(Percentile.P99),
    P99_9(Percentile.P99_9),
    MEAN(null),
    MAX(null);

    private final @Nullable Percentile percentile;

    Statistic(@Nullable Percentile percentile) {
        this.percentile = percentile;
    }

    /** {@code p99.9}, {@code mean}. */
    String key() {
        return percentile == null ? name().toLowerCase(Locale.ROOT) : "p" + percentile.key();
    }

    /** Null for what is none. */
    @Nullable Percentile percentile() {
        return percentile;
    }
}
