package dev.loopbench.loopcore.stream;

import java.util.function.Consumer;

/** What one destination of a readable stream listens to. Confined to the loop thread. */
final class Pipe<T> {

    private final Readable<T> readable;
    private final Writable<T> destination;
    private final Consumer<Readable<T>> onEnd;
    private final Consumer<Writable<T>> onDrain;
    private final Consumer<Writable<T>> onClosed;

    Pipe(Pipes<T> pipes, Readable<T> readable, Writable<T> destination, boolean ends) {
        this.readable = readable;
        this.destination = destination;
        onEnd = ends ? ended -> destination.end() : ended -> {};
        onDrain = drained -> pipes.resumeIfWritten();
        onClosed = closed -> pipes.remove(this);
        readable.end().on(onEnd);
        destination.drain().on(onDrain);
        destination.closed().on(onClosed);
    }

    void detach() {
        readable.end().off(onEnd);
        destination.drain().off(onDrain);
        destination.closed().off(onClosed);
    }

    boolean write(T chunk, Done callback) {
        return destination.write(chunk, callback);
    }

    boolean leadsTo(Writable<T> writable) {
        return destination == writable;
    }

    boolean owesDrain() {
        return destination.owesDrain();
    }
}
