package dev.loopbench.loopcore.stream;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A source whose chunks are worked on before they are handed on: what Node's transform streams do
 * that answer each chunk with one. Confined to the loop thread.
 *
 * <p>What the work throws ends the stream with that error. A chunk that is changed in place goes
 * back to the source like any other.
 *
 * @param <T> the chunks
 */
public final class MappedSource<T> implements Source<T> {

    private final Source<T> source;
    private final UnaryOperator<T> work;

    public MappedSource(Source<T> source, UnaryOperator<T> work) {
        this.source = source;
        this.work = work;
    }

    @Override
    public void read(Feed<T> feed) {
        source.read(new MappedFeed(feed));
    }

    @Override
    public void release(T chunk) {
        source.release(chunk);
    }

    @Override
    public void close(@Nullable Throwable cause, Done closed) {
        source.close(cause, closed);
    }

    private final class MappedFeed implements Feed<T> {

        private final Feed<T> feed;

        MappedFeed(Feed<T> feed) {
            this.feed = feed;
        }

        @Override
        public boolean push(T chunk) {
            T mapped;
            try {
                mapped = work.apply(chunk);
            } catch (RuntimeException failure) {
                source.release(chunk);
                feed.fail(failure);
                return false;
            }
            return feed.push(mapped);
        }

        @Override
        public void end() {
            feed.end();
        }

        @Override
        public void fail(Throwable cause) {
            feed.fail(cause);
        }
    }
}
