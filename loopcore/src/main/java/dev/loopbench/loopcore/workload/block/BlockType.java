package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import java.util.Optional;

/** A way to hold the loop thread that can be chosen by name. Immutable. */
public interface BlockType {

    /** The name on the command line and in reports. */
    String name();

    /** One line that says what it does, without a full stop. */
    String summary();

    /**
     * What sizes of its work count, such as {@code iterations}; empty where time is the measure.
     */
    default Optional<String> unit() {
        return Optional.empty();
    }

    /**
     * @throws IllegalArgumentException for a size where time is the measure; the message is a
     *     clause for the user
     */
    default void requireExtent(Extent extent) {
        if (extent instanceof Extent.Sized && unit().isEmpty()) {
            throw new IllegalArgumentException(
                    name() + " has no size, its measure is time: give it a length");
        }
    }

    /**
     * @param clock of the loop
     * @param extent of each hold, one that {@link #requireExtent} lets through
     */
    Hold create(NanoClock clock, Extent extent);
}
