package dev.loopbench.loopcore.stream;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is asked, and pushes what its test says: at once, or later through {@link #feed}. */
final class TestSource implements Source<String> {

    private final List<String> log;
    private final List<String> answers;
    private final boolean ending;
    private int next;
    private @Nullable Feed<String> asking;

    /** Chunks given back. */
    final List<String> released = new ArrayList<>();

    int asked;

    private TestSource(StreamScene scene, boolean ending, List<String> answers) {
        log = scene.log;
        this.ending = ending;
        this.answers = answers;
    }

    /** One that answers each time it is asked with the next chunk, at last with its end. */
    static TestSource of(StreamScene scene, String... chunks) {
        return new TestSource(scene, true, List.of(chunks));
    }

    /** One that answers nothing by itself. */
    static TestSource silent(StreamScene scene) {
        return new TestSource(scene, false, List.of());
    }

    Feed<String> feed() {
        if (asking == null) {
            throw new AssertionError("the source has not been asked");
        }
        return asking;
    }

    @Override
    public void read(Feed<String> feed) {
        asked++;
        asking = feed;
        if (next < answers.size()) {
            feed.push(answers.get(next++));
        } else if (ending) {
            feed.end();
        }
    }

    @Override
    public void release(String chunk) {
        released.add(chunk);
    }

    @Override
    public void close(@Nullable Throwable cause, Done closed) {
        log.add("source close");
        closed.done(null);
    }
}
