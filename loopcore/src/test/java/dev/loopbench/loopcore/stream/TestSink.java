package dev.loopbench.loopcore.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it gets and ends its writes at once or when its test says so. */
final class TestSink<T> implements Sink<T> {

    private final List<String> log;
    private final boolean synchronous;

    /** What each write brought. */
    final List<List<T>> writes = new ArrayList<>();

    private @Nullable Throwable nextFailure;
    private @Nullable Done pending;

    private TestSink(List<String> log, boolean synchronous) {
        this.log = log;
        this.synchronous = synchronous;
    }

    static <T> TestSink<T> synchronous(StreamScene scene) {
        return new TestSink<>(scene.log, true);
    }

    /** One whose writes wait for {@link #endWrite}. */
    static <T> TestSink<T> held(StreamScene scene) {
        return new TestSink<>(scene.log, false);
    }

    void failNext(Throwable failure) {
        nextFailure = failure;
    }

    boolean isWriting() {
        return pending != null;
    }

    void endWrite() {
        Done ended = pending;
        pending = null;
        if (ended == null) {
            throw new AssertionError("nothing is being written");
        }
        ended.done(nextFailure);
    }

    @Override
    public void write(List<T> chunks, Done done) {
        writes.add(chunks);
        log.add("sink " + chunks);
        if (synchronous) {
            done.done(nextFailure);
        } else {
            pending = done;
        }
    }

    @Override
    public void end(Done done) {
        log.add("sink end");
        done.done(nextFailure);
    }

    @Override
    public void close(@Nullable Throwable cause, Done closed) {
        log.add("sink close");
        closed.done(null);
    }
}
