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

    void succeeded();

    void failed(Throwable reason);

    /** Its result is not what it has to be. {@code detail} is a sentence. */
    void wrong(String detail);

    void cancelled();
}
