package dev.loopbench.loopcore.net;

import org.jspecify.annotations.Nullable;

/** Ends a connect, write or shutdown request: on the loop thread, once, never from its call. */
@FunctionalInterface
public interface Completion {

    /**
     * @param error null if all went well
     */
    void completed(@Nullable NetError error);
}
