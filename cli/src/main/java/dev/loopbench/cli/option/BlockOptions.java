package dev.loopbench.cli.option;

import dev.loopbench.cli.wording.OptionNames;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.block.Extent;
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
            names = "--block-at",
            paramLabel = "D",
            description = "one block alone, so long after the measured time has begun")
    @Nullable String at;

    @Option(
            names = "--block-for",
            paramLabel = "D",
            description = "length of each block (default: " + DEFAULT_FOR + ")")
    @Nullable String length;

    @Option(
            names = "--block-work",
            paramLabel = "N",
            description =
                    "size of each block's work instead, in the unit that 'loopbench list' shows: the"
                            + " same work in every run")
    @Nullable String size;

    /** Null where nothing is to hold the loop. */
    public @Nullable Blocking blocking(BlockCatalog catalog)
            throws UsageException, InvalidParameterException {
        if (with == null && every == null && at == null && length == null && size == null) {
            return null;
        }
        String how =
                OptionValue.oneOf("--block-with", with == null ? "loop" : with, catalog.names());
        refuseContradictions();
        BlockType type = catalog.find(how).orElseThrow();
        Extent extent = extent();
        try {
            type.requireExtent(extent);
        } catch (IllegalArgumentException noSize) {
            throw new UsageException("--block-work: " + noSize.getMessage() + ", --block-for.");
        }
        return new Blocking(type, timing(), extent);
    }

    private void refuseContradictions() throws UsageException {
        if (every != null && at != null) {
            throw new UsageException(
                    "--block-every is block after block, --block-at is one alone: give one of them.");
        }
        if (length != null && size != null) {
            throw new UsageException(
                    "--block-for finds the size of the work, --block-work gives it: give one of"
                            + " them.");
        }
    }

    private Blocking.Timing timing() throws UsageException, InvalidParameterException {
        return at == null
                ? new Blocking.Every(durationNanos("block-every", every, DEFAULT_EVERY))
                : new Blocking.Once(Quantity.durationNanos("block-at", at));
    }

    private Extent extent() throws UsageException, InvalidParameterException {
        return size == null
                ? new Extent.Lasting(durationNanos("block-for", length, DEFAULT_FOR))
                : new Extent.Sized(
                        (int) OptionValue.wholeNumber("--block-work", size, 1, Integer.MAX_VALUE));
    }

    private static long durationNanos(String name, @Nullable String text, String otherwise)
            throws UsageException, InvalidParameterException {
        long nanos = Quantity.durationNanos(name, text == null ? otherwise : text);
        if (nanos == 0) {
            throw new UsageException(
                    OptionNames.option(name)
                            + " must be more than zero, such as "
                            + otherwise
                            + ".");
        }
        return nanos;
    }
}
