package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.Blocking;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What holds the loop thread on top of the workload. Confined to the main thread. */
public final class BlockOptions {

    private static final String DEFAULT_EVERY = "50ms";
    private static final String DEFAULT_FOR = "20ms";

    @Option(
            names = "--block-with",
            paramLabel = "HOW",
            description =
                    "what holds the loop: loop (a busy loop), sleep or another of those that"
                            + " 'loopbench list' shows (default: loop)")
    @Nullable String with;

    @Option(
            names = "--block-every",
            paramLabel = "D",
            description = "from one block to the next (default: " + DEFAULT_EVERY + ")")
    @Nullable String every;

    @Option(
            names = "--block-for",
            paramLabel = "D",
            description = "length of each block (default: " + DEFAULT_FOR + ")")
    @Nullable String length;

    /** Null where nothing is to hold the loop. */
    public @Nullable Blocking blocking(BlockCatalog catalog)
            throws UsageException, InvalidParameterException {
        if (with == null && every == null && length == null) {
            return null;
        }
        String how =
                OptionValue.oneOf("--block-with", with == null ? "loop" : with, catalog.names());
        long everyNanos = durationNanos("--block-every", every, DEFAULT_EVERY);
        long forNanos = durationNanos("--block-for", length, DEFAULT_FOR);
        if (every != null && length == null) {
            throw new UsageException("--block-every needs --block-for: for how long each time.");
        }
        if (length != null && every == null) {
            throw new UsageException("--block-for needs --block-every: how often.");
        }
        return new Blocking(catalog.find(how).orElseThrow(), everyNanos, forNanos);
    }

    private static long durationNanos(String option, @Nullable String text, String otherwise)
            throws UsageException, InvalidParameterException {
        long nanos = Quantity.durationNanos(option, text == null ? otherwise : text);
        if (nanos == 0) {
            throw new UsageException(
                    option + " must be more than zero, such as " + otherwise + ".");
        }
        return nanos;
    }
}
