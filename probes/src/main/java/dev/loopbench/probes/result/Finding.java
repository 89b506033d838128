package dev.loopbench.probes.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One diagnosis.
 *
 * @param rule stable identifier: {@code pool.saturated.cores-idle}
 * @param severity {@code ok}, {@code info} or {@code warn}
 * @param evidence the figures it rests on
 * @param ruledOut what it is not, each with its figure
 * @param advice what would help
 * @param next a command that proves it
 */
public record Finding(
        String rule,
        String severity,
        String title,
        List<String> evidence,
        List<String> ruledOut,
        String advice,
        @Nullable String next) {}
