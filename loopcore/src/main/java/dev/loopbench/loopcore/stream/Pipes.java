package dev.loopbench.loopcore.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The destinations of one readable stream: all get every chunk, and the slowest sets the pace (rule
 * R05). Confined to the loop thread.
 */
final class Pipes<T> {

    private final Readable<T> readable;
    private final UnaryOperator<T> share;
    private final Consumer<T> onData = this::deliver;

    /** Replaced, never changed: a delivery in progress goes on with the list it began with. */
    private List<Pipe<T>> pipes = List.of();

    /** The stream is paused for a destination's sake. */
    private boolean waiting;

    Pipes(Readable<T> readable, UnaryOperator<T> share) {
        this.readable = readable;
        this.share = share;
    }

    void add(Writable<T> destination, boolean ends) {
        List<Pipe<T>> changed = new ArrayList<>(pipes);
        changed.add(new Pipe<>(this, readable, destination, ends));
        pipes = changed;
        if (changed.size() == 1) {
            readable.data().on(onData);
        }
        readable.resume();
    }

    /** Of several pipes to the same destination the first one. */
    void remove(Writable<T> destination) {
        pipes.stream()
                .filter(pipe -> pipe.leadsTo(destination))
                .findFirst()
                .ifPresent(this::remove);
    }

    void remove(Pipe<T> pipe) {
        List<Pipe<T>> changed = new ArrayList<>(pipes);
        if (!changed.remove(pipe)) {
            return;
        }
        pipes = changed;
        pipe.detach();
        if (changed.isEmpty()) {
            waiting = false;
            readable.data().off(onData);
            readable.pause();
        } else {
            resumeIfWritten();
        }
    }

    /** A destination does not owe a drain any more. */
    void resumeIfWritten() {
        if (waiting) {
            readable.resume();
        }
    }

    /** Whether a destination owes a drain: the last one that does will resume the stream. */
    boolean mustWait() {
        waiting = false;
        for (Pipe<T> pipe : pipes) {
            waiting |= pipe.owesDrain();
        }
        return waiting;
    }

    private void deliver(T chunk) {
        List<Pipe<T>> present = pipes;
        boolean shared = readable.data().listenerCount() > 1;
        Done written = shared ? Done.IGNORED : new Delivery<>(readable, chunk, present.size());
        boolean goOn = true;
        for (Pipe<T> pipe : present) {
            goOn &= pipe.write(share.apply(chunk), written);
        }
        if (!goOn && mustWait()) {
            readable.pause();
        }
    }
}
