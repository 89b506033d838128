package dev.loopbench.loopcore.workload;

/**
 * One operation in flight. Confined to the loop thread; exactly one of its methods is called, once.
 */
public interface Operation {

    void succeeded();

    void failed(Throwable reason);

    /** Its result is not what it has to be. {@code detail} is a sentence. */
    void wrong(String detail);

    void cancelled();
}
