package dev.loopbench.loopcore.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MappedSourceTest {

    private final StreamScene scene = new StreamScene();

    private Readable<String> mapped(TestSource source, UnaryOperator<String> work) {
        Readable<String> readable =
                new Readable<>(
                        scene.loop, new MappedSource<>(source, work), Buffering.<String>objects());
        scene.logEvents("mapped", readable);
        return readable;
    }

    @Test
    void each_chunk_is_worked_on_before_it_is_handed_on() {
        Readable<String> readable =
                mapped(TestSource.of(scene, "a", "b"), chunk -> chunk.toUpperCase(Locale.ROOT));
        scene.run(() -> readable.data().on(scene.log::add));

        assertThat(scene.log)
                .containsExactly("A", "B", "mapped end", "source close", "mapped close");
    }

    @Test
    void chunks_that_are_done_with_go_back_to_the_source() {
        TestSource source = TestSource.of(scene, "a", "b");
        Readable<String> readable = mapped(source, chunk -> chunk + chunk);
        Writable<String> writable = scene.writable(TestSink.synchronous(scene), 16);
        scene.run(() -> readable.pipe(writable));

        assertThat(source.released).containsExactly("aa", "bb");
    }

    @Test
    void work_that_throws_ends_the_stream_with_that_error() {
        TestSource source = TestSource.of(scene, "a", "b");
        Readable<String> readable =
                mapped(
                        source,
                        chunk -> {
                            throw new IllegalStateException("no " + chunk);
                        });
        scene.run(readable::resume);

        assertThat(scene.log).containsExactly("source close", "mapped error: no a", "mapped close");
        assertThat(source.released).containsExactly("a");
    }

    @Test
    void a_source_that_fails_fails_the_stream() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = mapped(source, chunk -> chunk);
        scene.run(readable::resume);
        scene.run(() -> source.feed().fail(new IllegalStateException("gone")));

        assertThat(scene.log).containsExactly("source close", "mapped error: gone", "mapped close");
    }
}
