package dev.loopbench.loopcore.workload;

/**
 * One operation in flight. Confined to the loop thread; exactly one of the methods that end it is
 * called, once.
 */
public interface Operation {

    /**
     * It begins only now: until here it waited for its turn within the workload, as for a free
     * connection. Without this call it begins when it is handed to the workload.
     */
    void begun();

    /**
     * From now on, until it ends or says otherwise, it holds so many bytes of memory for work that
     * is queued: a buffer from its submission to its callback, chunks that a socket has not taken.
     */
    default void holds(long bytes) {}

    /**
     * So much of it was time away, on purpose, for something outside of loop and pool: a reader
     * that pauses. Called at most once, before it ends.
     */
    default void away(long nanos) {}

    void succeeded();

    void failed(Throwable reason);

    /** Its result is not what it has to be, as {@code detail} says. */
    void wrong(Sentence detail);

    /** The same in words that name no parameter. */
    default void wrong(String detail) {
        wrong(Sentence.of(detail));
    }

    void cancelled();
}
