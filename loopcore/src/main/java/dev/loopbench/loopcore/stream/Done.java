package dev.loopbench.loopcore.stream;

import org.jspecify.annotations.Nullable;

/** Told once that something has ended. Called on the loop thread. */
@FunctionalInterface
public interface Done {

    /** For what nobody waits for. */
    Done IGNORED = failure -> {};

    /**
     * @param failure null if all went well
     */
    void done(@Nullable Throwable failure);
}
