package dev.loopbench.cli.gate.study;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How one figure scatters where nothing has changed. Immutable. Shares are of the figure's value.
 *
 * @param sigmaShare standard deviation over pairs
 * @param biasShare the change that base shows against itself
 * @param detectableShares by the number of pairs, the smallest change found in nine of ten
 *     campaigns; null where so many pairs cannot tell
 * @param marginShare that a gate should allow here
 * @param reason why the figure cannot be gated here; null if it can
 */
public record NoisyCell(
        String name,
        boolean counter,
        @Nullable Double sigmaShare,
        @Nullable Double biasShare,
        SortedMap<Integer, @Nullable Double> detectableShares,
        @Nullable Double marginShare,
        @Nullable String reason) {

    public boolean gateable() {
        return reason == null;
    }
}
