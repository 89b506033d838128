package dev.loopbench.loopcore.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the chunks of a {@link Writable} go. Called on the loop thread, one call at a time: the
 * next one comes after the former's end.
 *
 * @param <T> the chunks
 */
public interface Sink<T> {

    /**
     * Takes all chunks that wait, at least one, in their order. They are the sink's until it says
     * that it is done.
     *
     * @param done may be told from in here
     */
    void write(List<T> chunks, Done done);

    /** All has been written and no more comes: the sink finishes what it does with it. */
    default void end(Done done) {
        done.done(null);
    }

    /**
     * Nothing more is wanted, for whatever reason. Called once; a write may still be under way, and
     * has to be ended even so.
     *
     * @param closed told when the sink holds nothing any more
     */
    default void close(@Nullable Throwable cause, Done closed) {
        closed.done(null);
    }
}
