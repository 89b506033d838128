package dev.loopbench.loopcore.event;

import java.util.function.Consumer;

/**
 * Something that happens again and again, for those who listen for it; whoever makes it happen has
 * the {@link EventEmitter}. Confined to the loop thread.
 *
 * @param <T> what a listener is told
 */
public interface Event<T> {

    /** {@code listener} is called each time, after those that listen already. */
    void on(Consumer<? super T> listener);

    /** The same, the next time only. */
    void once(Consumer<? super T> listener);

    /** {@code listener} is called each time, before those that listen already. */
    void prepend(Consumer<? super T> listener);

    /** The same, the next time only. */
    void prependOnce(Consumer<? super T> listener);

    /**
     * Takes a listener off, of several times the last one; an emit in progress still calls it.
     *
     * @return whether it listened
     */
    boolean off(Consumer<? super T> listener);

    /** So many listen now. */
    int listenerCount();

    /** Tells of each new listener right before it is added (Node's {@code newListener}). */
    Event<Consumer<? super T>> listenerAdded();
}
