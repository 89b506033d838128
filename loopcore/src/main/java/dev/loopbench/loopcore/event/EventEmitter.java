package dev.loopbench.loopcore.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event happen: calls its listeners, one after the other, before {@link #emit} returns
 * (rules V02, V03). What a listener throws keeps those behind it from being called.
 *
 * <p>Confined to the loop thread. Emitting does not allocate; adding and removing copies the list.
 */
public final class EventEmitter<T> implements Event<T> {

    /** More than this is usually a leak (Node's default). */
    public static final int DEFAULT_MAX_LISTENERS = 10;

    private final String name;
    private final LeakWarning leakWarning;

    /** Replaced, never changed: an emit in progress goes on with the list it began with. */
    private List<Listener> listeners = List.of();

    private @Nullable EventEmitter<Consumer<? super T>> added;
    private int maxListeners = DEFAULT_MAX_LISTENERS;
    private boolean warned;

    public EventEmitter(String name) {
        this(name, LeakWarning.NONE);
    }

    public EventEmitter(String name, LeakWarning leakWarning) {
        this.name = name;
        this.leakWarning = leakWarning;
    }

    /**
     * Calls those who listen now; who is added meanwhile waits for the next time, who is removed
     * meanwhile is still called.
     *
     * @return whether anybody listened
     */
    public boolean emit(T value) {
        List<Listener> present = listeners;
        for (int i = 0; i < present.size(); i++) { // by number: an iterator would be garbage
            present.get(i).call(value);
        }
        return !present.isEmpty();
    }

    @Override
    public void on(Consumer<? super T> listener) {
        add(listener, false, false);
    }

    @Override
    public void once(Consumer<? super T> listener) {
        add(listener, true, false);
    }

    @Override
    public void prepend(Consumer<? super T> listener) {
        add(listener, false, true);
    }

    @Override
    public void prependOnce(Consumer<? super T> listener) {
        add(listener, true, true);
    }

    private void add(Consumer<? super T> callback, boolean once, boolean first) {
        if (added != null) {
            added.emit(callback);
        }
        List<Listener> changed = new ArrayList<>(listeners);
        changed.add(first ? 0 : changed.size(), new Listener(callback, once));
        listeners = changed;
        if (maxListeners > 0 && changed.size() > maxListeners && !warned) {
            warned = true;
            leakWarning.tooManyListeners(name, changed.size());
        }
    }

    @Override
    public boolean off(Consumer<? super T> listener) {
        for (int i = listeners.size() - 1; i >= 0; i--) {
            if (listeners.get(i).callback.equals(listener)) {
                remove(listeners.get(i));
                return true;
            }
        }
        return false;
    }

    private void remove(Listener listener) {
        List<Listener> changed = new ArrayList<>(listeners);
        changed.remove(listener);
        listeners = changed;
    }

    @Override
    public int listenerCount() {
        return listeners.size();
    }

    @Override
    public Event<Consumer<? super T>> listenerAdded() {
        if (added == null) {
            added = new EventEmitter<>("listener added", leakWarning);
        }
        return added;
    }

    /**
     * How many listeners are not too many; 0 for any number.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void maxListeners(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("an event cannot have " + limit + " listeners");
        }
        maxListeners = limit;
    }

    /** One place in the list. */
    private final class Listener {

        private final Consumer<? super T> callback;
        private final boolean once;
        private boolean called;

        Listener(Consumer<? super T> callback, boolean once) {
            this.callback = callback;
            this.once = once;
        }

        void call(T value) {
            if (once) {
                if (called) {
                    return; // by an emit inside the one that comes to it now
                }
                called = true;
                remove(this);
            }
            callback.accept(value);
        }
    }
}
