package dev.loopbench.loopcore.stream;

import org.jspecify.annotations.Nullable;

/**
 * One chunk on its way to all destinations; the last one that is done with it gives it back to the
 * source. Confined to the loop thread.
 */
final class Delivery<T> implements Done {

    private final Readable<T> readable;
    private final T chunk;
    private int outstanding;

    Delivery(Readable<T> readable, T chunk, int destinations) {
        this.readable = readable;
        this.chunk = chunk;
        outstanding = destinations;
    }

    @Override
    public void done(@Nullable Throwable failure) {
        outstanding--;
        if (outstanding == 0) {
            readable.release(chunk);
        }
    }
}
