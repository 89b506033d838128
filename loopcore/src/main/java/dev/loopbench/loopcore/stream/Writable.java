package dev.loopbench.loopcore.stream;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.event.ErrorEmitter;
import dev.loopbench.loopcore.event.Event;
import dev.loopbench.loopcore.event.EventEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes chunks for a {@link Sink}, which gets all that wait at once whenever it is done with the
 * former ones (rules R01 to R07). It accepts whatever is written and says when to wait.
 *
 * <p>Confined to the loop thread. Every callback and every event but {@code drain} comes on a tick,
 * so that one that throws does not lose those behind it.
 */
public final class Writable<T> {

    private record Write<T>(T chunk, long size, Done callback) {}

    private final EventLoop loop;
    private final Sink<T> sink;
    private final Buffering<T> buffering;
    private final EventEmitter<Writable<T>> drain = new EventEmitter<>("drain");
    private final EventEmitter<Writable<T>> finish = new EventEmitter<>("finish");
    private final EventEmitter<Writable<T>> close = new EventEmitter<>("close");
    private final ErrorEmitter errors = new ErrorEmitter();
    private final ArrayDeque<Write<T>> waiting = new ArrayDeque<>();
    private final List<Done> endCallbacks = new ArrayList<>();

    /** What the sink has; empty while it has nothing to do. */
    private List<Write<T>> inSink = List.of();

    /** While the sink is called: what it says now, it says synchronously. */
    private boolean callingSink;

    private boolean flushing;
    private long length;
    private boolean owesDrain;
    private boolean ending;
    private boolean finishing;
    private boolean finished;
    private boolean destroyed;
    private @Nullable Throwable failure;

    public Writable(EventLoop loop, Sink<T> sink, Buffering<T> buffering) {
        this.loop = loop;
        this.sink = sink;
        this.buffering = buffering;
    }

    /** See {@link #write(Object, Done)}. */
    public boolean write(T chunk) {
        return write(chunk, Done.IGNORED);
    }

    /**
     * Accepts a chunk, which is the stream's until the callback.
     *
     * @param callback never called from in here; gets a {@link WriteAfterEndException}, which is
     *     also the stream's error, or a {@link StreamDestroyedException} where it is too late
     * @return false if the high-water mark is reached: a drain will follow, until which nothing
     *     should be written (rule R02)
     */
    public boolean write(T chunk, Done callback) {
        if (ending || destroyed) {
            refuse(callback);
            return false;
        }
        long size = buffering.size().applyAsLong(chunk);
        length += size;
        boolean goOn = length < buffering.highWaterMark();
        owesDrain |= !goOn;
        waiting.add(new Write<>(chunk, size, callback));
        flush();
        return goOn && failure == null;
    }

    private void refuse(Done callback) {
        RuntimeException refusal =
                ending ? new WriteAfterEndException() : new StreamDestroyedException();
        later(callback, refusal);
        destroy(refusal);
    }

    private void flush() {
        if (flushing) {
            return;
        }
        flushing = true;
        try {
            while (inSink.isEmpty() && !waiting.isEmpty() && isSound()) {
                callSink();
            }
        } finally {
            flushing = false;
        }
    }

    private void callSink() {
        inSink = List.copyOf(waiting);
        waiting.clear();
        callingSink = true;
        try {
            sink.write(chunks(inSink), this::written);
        } finally {
            callingSink = false;
        }
    }

    private static <T> List<T> chunks(List<Write<T>> writes) {
        return writes.size() == 1
                ? List.of(writes.get(0).chunk)
                : writes.stream().map(Write::chunk).toList();
    }

    private boolean isSound() {
        return !destroyed && failure == null;
    }

    private void written(@Nullable Throwable error) {
        if (inSink.isEmpty()) {
            throw new IllegalStateException("a sink has ended the same write twice");
        }
        List<Write<T>> ended = inSink;
        inSink = List.of();
        ended.forEach(write -> length -= write.size);
        if (error == null) {
            writeSucceeded(ended);
        } else {
            ended.forEach(write -> later(write.callback, error));
            writeFailed(error);
        }
    }

    /** A drain comes before the callbacks, which are on a tick in any case (rule R03). */
    private void writeSucceeded(List<Write<T>> ended) {
        boolean synchronous = callingSink;
        if (synchronous && owesDrain) {
            loop.nextTick(this::drainIfOwed);
        }
        ended.forEach(write -> later(write.callback, null));
        if (ending) {
            loop.nextTick(this::finishIfWritten);
        }
        if (!synchronous) {
            flush();
            drainIfOwed();
        }
    }

    private void drainIfOwed() {
        if (owesDrain && length == 0 && !ending && !destroyed) {
            owesDrain = false;
            drain.emit(this);
        }
    }

    /** The callbacks come first, then the error event (rule R07). */
    private void writeFailed(Throwable error) {
        if (failure == null) {
            failure = error;
        }
        if (callingSink) {
            loop.nextTick(() -> destroy(error));
        } else {
            destroy(error);
        }
    }

    public void end() {
        end(Done.IGNORED);
    }

    /**
     * Nothing more will be written. Once all has been, the sink is told, then comes {@code finish},
     * then {@code close}.
     *
     * @param callback told right before {@code finish}, or why that never comes
     */
    public void end(Done callback) {
        if (finished || destroyed) {
            later(callback, finished ? null : new StreamDestroyedException());
            return;
        }
        endCallbacks.add(callback);
        ending = true;
        flush();
        loop.nextTick(this::finishIfWritten);
    }

    private void finishIfWritten() {
        if (finishing || !isSound() || !inSink.isEmpty() || !waiting.isEmpty()) {
            return;
        }
        finishing = true;
        sink.end(this::sinkEnded);
    }

    private void sinkEnded(@Nullable Throwable error) {
        if (destroyed) {
            return;
        }
        if (error != null) {
            destroy(error);
            return;
        }
        finished = true;
        endCallbacks.forEach(callback -> later(callback, null));
        endCallbacks.clear();
        loop.nextTick(() -> finish.emit(this));
        loop.nextTick(() -> destroy(null));
    }

    /** Gives up what is not written; {@code close} follows. */
    public void destroy() {
        destroy(null);
    }

    /** The same because of an error, which becomes the stream's error event. */
    public void destroy(@Nullable Throwable cause) {
        if (destroyed) {
            return;
        }
        destroyed = true;
        if (failure == null) {
            failure = cause;
        }
        Throwable reason = failure != null ? failure : new StreamDestroyedException();
        for (Write<T> write : waiting) {
            length -= write.size;
            later(write.callback, reason);
        }
        waiting.clear();
        endCallbacks.forEach(callback -> later(callback, reason));
        endCallbacks.clear();
        sink.close(failure, this::sinkClosed);
    }

    private void sinkClosed(@Nullable Throwable error) {
        Throwable reason = failure != null ? failure : error;
        if (reason != null) {
            loop.nextTick(() -> errors.emit(reason));
        }
        loop.nextTick(() -> close.emit(this));
    }

    private void later(Done callback, @Nullable Throwable error) {
        if (callback != Done.IGNORED) {
            loop.nextTick(() -> callback.done(error));
        }
    }

    /** Accepted and not yet written, in the unit of its {@link Buffering}. */
    public long length() {
        return length;
    }

    public long highWaterMark() {
        return buffering.highWaterMark();
    }

    /** Whether a write was answered with false and no drain has followed yet. */
    public boolean owesDrain() {
        return owesDrain && !ending && !destroyed;
    }

    /** No more can be written: it was ended or destroyed. */
    public boolean isEnding() {
        return ending || destroyed;
    }

    public boolean isDestroyed() {
        return destroyed;
    }

    /** All has been written after a write that was answered with false. */
    public Event<Writable<T>> drain() {
        return drain;
    }

    /** All has been written and the sink has ended. */
    public Event<Writable<T>> finish() {
        return finish;
    }

    /** Nothing follows. */
    public Event<Writable<T>> closed() {
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
}
