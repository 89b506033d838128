package dev.loopbench.loopcore.stream;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.event.ErrorEmitter;
import dev.loopbench.loopcore.event.Event;
import dev.loopbench.loopcore.event.EventEmitter;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the chunks of a {@link Source}: while it flows, as they come; while it is paused, it
 * holds about as much as its high-water mark and the source waits (rules R01, R04 to R06).
 *
 * <p>It is at rest until the first listener for data, {@link #resume} or {@link #pipe}; the flow
 * then starts on a tick. Confined to the loop thread.
 */
@SuppressWarnings(
        "JavaLangClash") // Node's name; in here and where it is imported it hides the other
public final class Readable<T> {

    private enum Flow {
        NOT_STARTED,
        FLOWING,
        PAUSED
    }

    private final EventLoop loop;
    private final Source<T> source;
    private final Buffering<T> buffering;
    private final EventEmitter<T> data = new EventEmitter<>("data");
    private final EventEmitter<Readable<T>> end = new EventEmitter<>("end");
    private final EventEmitter<Readable<T>> close = new EventEmitter<>("close");
    private final ErrorEmitter errors = new ErrorEmitter();
    private final ArrayDeque<T> held = new ArrayDeque<>();
    private final Feed<T> feed = new SourceFeed();
    private final Pipes<T> pipes;
    private Flow flow = Flow.NOT_STARTED;
    private long length;

    /** The source was asked and has not answered. */
    private boolean asked;

    /** A tick is on its way that pumps; {@code starting} if the flow begins with it. */
    private boolean pumpQueued;

    private boolean starting;
    private boolean pumping;
    private boolean ended;
    private boolean endQueued;
    private boolean destroyed;

    public Readable(EventLoop loop, Source<T> source, Buffering<T> buffering) {
        this.loop = loop;
        this.source = source;
        this.buffering = buffering;
        pipes = new Pipes<>(this, buffering.share());
        data.listenerAdded().on(listener -> startUnlessPaused());
    }

    private void startUnlessPaused() {
        if (flow != Flow.PAUSED) {
            resume();
        }
    }

    /**
     * Lets the chunks flow, from the next tick on, or once no piped destination owes a drain; those
     * nobody listens for are lost.
     */
    public void resume() {
        if (pipes.mustWait()) {
            pause();
        } else if (flow != Flow.FLOWING) {
            flow = Flow.FLOWING;
            starting = true;
            queuePump();
        }
    }

    /** Stops the flow at once. */
    public void pause() {
        flow = Flow.PAUSED;
    }

    public boolean isFlowing() {
        return flow == Flow.FLOWING;
    }

    /** See {@link #pipe(Writable, boolean)}: it is ended when this stream ends. */
    public void pipe(Writable<T> destination) {
        pipe(destination, true);
    }

    /**
     * Writes every chunk to {@code destination}, too, and pauses while any destination owes a
     * drain. Errors are not passed on: a destination's own error only ends the pipe to it.
     *
     * @param ends whether the destination is ended when this stream ends
     */
    public void pipe(Writable<T> destination, boolean ends) {
        pipes.add(destination, ends);
    }

    /** Ends the pipe to {@code destination}; without another one this stream pauses. */
    public void unpipe(Writable<T> destination) {
        pipes.remove(destination);
    }

    private void queuePump() {
        if (!pumpQueued) {
            pumpQueued = true;
            loop.nextTick(
                    () -> {
                        pumpQueued = false;
                        starting = false;
                        pump();
                    });
        }
    }

    /** Hands on what is held, asks for more, and so on while the source answers at once. */
    private void pump() {
        boolean settled = false;
        pumping = true;
        try {
            do {
                while (flow == Flow.FLOWING && !held.isEmpty()) {
                    emit(take());
                }
            } while (askForMore());
            settled = true;
        } finally {
            pumping = false;
            if (!settled) {
                queuePump(); // a listener has thrown: the others' chunks still flow
            }
        }
        endIfConsumed();
    }

    private T take() {
        T chunk = held.remove();
        length -= buffering.size().applyAsLong(chunk);
        return chunk;
    }

    private void emit(T chunk) {
        if (!data.emit(chunk)) {
            source.release(chunk);
        }
    }

    /** Whether the source has answered at once. */
    private boolean askForMore() {
        if (asked || ended || destroyed || !isBelowMark()) {
            return false;
        }
        asked = true;
        source.read(feed);
        return !asked;
    }

    /** An empty stream always wants more: else a high-water mark of 0 would stop it for good. */
    private boolean isBelowMark() {
        return length < buffering.highWaterMark() || length == 0;
    }

    private void endIfConsumed() {
        if (ended && held.isEmpty() && flow == Flow.FLOWING && !endQueued && !destroyed) {
            endQueued = true;
            loop.nextTick(this::emitEnd);
            loop.nextTick(() -> destroy(null));
        }
    }

    private void emitEnd() {
        if (!destroyed) {
            end.emit(this);
        }
    }

    /** A chunk's reader is done with it: the source may fill it again. */
    public void release(T chunk) {
        source.release(chunk);
    }

    /** Gives up what has not been read; {@code close} follows. */
    public void destroy() {
        destroy(null);
    }

    /** The same because of an error, which becomes the stream's error event. */
    public void destroy(@Nullable Throwable cause) {
        if (destroyed) {
            return;
        }
        destroyed = true;
        held.forEach(source::release);
        held.clear();
        length = 0;
        source.close(cause, failure -> sourceClosed(cause != null ? cause : failure));
    }

    private void sourceClosed(@Nullable Throwable reason) {
        if (reason != null) {
            loop.nextTick(() -> errors.emit(reason));
        }
        loop.nextTick(() -> close.emit(this));
    }

    /** What is held, in the unit of its {@link Buffering}. */
    public long length() {
        return length;
    }

    public long highWaterMark() {
        return buffering.highWaterMark();
    }

    public boolean isDestroyed() {
        return destroyed;
    }

    /**
     * Each chunk. Several listeners get the same one: who reads a buffer moves its position for the
     * others, unless he reads a duplicate.
     */
    public Event<T> data() {
        return data;
    }

    /** All chunks have been handed on and no more come. */
    public Event<Readable<T>> end() {
        return end;
    }

    /** Nothing follows. */
    public Event<Readable<T>> closed() {
        return close;
    }

    /** Thrown if nobody listens. */
    public Event<Throwable> error() {
        return errors.event();
    }

    /** Sees errors first and handles none. */
    public Event<Throwable> errorMonitor() {
        return errors.monitor();
    }

    private final class SourceFeed implements Feed<T> {

        @Override
        public boolean push(T chunk) {
            if (ended) {
                throw new IllegalStateException("a source has pushed after its end");
            }
            asked = false;
            if (destroyed) {
                source.release(chunk);
                return false;
            }
            if (!pumping) {
                queuePump();
            }
            long size = buffering.size().applyAsLong(chunk);
            if (size == 0) {
                source.release(chunk);
            } else if (flow == Flow.FLOWING && !starting && !pumping && held.isEmpty()) {
                emit(chunk);
            } else {
                held.add(chunk);
                length += size;
            }
            return isBelowMark();
        }

        @Override
        public void end() {
            ended = true;
            asked = false;
            queuePump();
        }

        @Override
        public void fail(Throwable cause) {
            destroy(cause);
        }
    }
}
