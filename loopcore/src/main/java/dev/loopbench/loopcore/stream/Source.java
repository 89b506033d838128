package dev.loopbench.loopcore.stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the chunks of a {@link Readable} come from. Called on the loop thread.
 *
 * @param <T> the chunks
 */
public interface Source<T> {

    /**
     * Asks for more: at once or later the source pushes chunks into {@code feed}, or ends it. It is
     * not asked again before it has done so, nor while the stream holds its high-water mark.
     */
    void read(Feed<T> feed);

    /** A chunk whose reader is done with it, to be filled again; not all readers give them back. */
    default void release(T chunk) {}

    /**
     * Nothing more is wanted, for whatever reason: the end, a failure, a reader who gave up. Called
     * once.
     *
     * @param closed told when the source holds nothing any more
     */
    void close(@Nullable Throwable cause, Done closed);
}
