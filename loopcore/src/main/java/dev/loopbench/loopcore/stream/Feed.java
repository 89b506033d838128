package dev.loopbench.loopcore.stream;

/**
 * The side of a {@link Readable} that its {@link Source} sees. Confined to the loop thread.
 *
 * @param <T> the chunks
 */
public interface Feed<T> {

    /**
     * Adds a chunk, in any case.
     *
     * @return false once the stream holds its high-water mark: the source then stops until it is
     *     asked again (rule R04)
     * @throws IllegalStateException after the end
     */
    boolean push(T chunk);

    /** Nothing more comes. */
    void end();

    /** Ends the stream with an error. */
    void fail(Throwable cause);
}
