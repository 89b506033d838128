package dev.loopbench.loopcore.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadableTest {

    private final StreamScene scene = new StreamScene();

    private Readable<String> over(TestSource source, long highWaterMark) {
        Readable<String> readable = scene.readable(source, highWaterMark);
        scene.logEvents("r", readable);
        return readable;
    }

    private void logData(Readable<String> readable) {
        readable.data().on(chunk -> scene.log.add("data " + chunk));
    }

    @Test
    void a_stream_nobody_listens_to_is_at_rest() {
        TestSource source = TestSource.of(scene, "a");
        over(source, 1);

        scene.run(() -> {});

        assertThat(source.asked).isZero();
    }

    @Test
    @Rule("R05")
    void the_flow_starts_on_a_tick_after_the_first_listener() {
        Readable<String> readable = over(TestSource.of(scene, "a", "b"), 16);

        scene.run(
                () -> {
                    logData(readable);
                    assertThat(readable.isFlowing()).isTrue();
                    scene.loop.nextTick(() -> scene.log.add("tick"));
                    scene.log.add("script");
                });

        assertThat(scene.log)
                .containsExactly(
                        "script", "data a", "data b", "tick", "r end", "source close", "r close");
    }

    @Test
    @Rule("R05")
    void what_is_pushed_before_the_flow_has_started_waits_for_the_tick() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = over(source, 16);
        logData(readable);
        scene.run(() -> {});
        readable.pause();

        scene.run(
                () -> {
                    readable.resume();
                    source.feed().push("a");
                    scene.log.add("script");
                });

        assertThat(scene.log).containsExactly("script", "data a");
    }

    @Test
    void what_a_source_pushes_while_it_is_asked_is_handed_on_after_that() {
        Readable<String> readable =
                new Readable<>(
                        scene.loop,
                        new Source<>() {
                            @Override
                            public void read(Feed<String> feed) {
                                feed.push("a");
                                feed.push("b");
                                feed.end();
                                scene.log.add("asked");
                            }

                            @Override
                            public void close(@Nullable Throwable cause, Done closed) {
                                closed.done(null);
                            }
                        },
                        Buffering.objects());
        logData(readable);

        scene.run(() -> {});

        assertThat(scene.log).containsExactly("asked", "data a", "data b");
    }

    @Test
    @Rule("R04")
    void push_returns_false_from_the_mark_on() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = over(source, 2);

        scene.run(
                () -> {
                    readable.resume();
                    readable.pause();
                });
        scene.run(
                () -> {
                    assertThat(source.feed().push("a")).isTrue();
                    assertThat(source.feed().push("b")).isFalse();
                    assertThat(source.feed().push("c")).isFalse();
                });

        assertThat(readable.length()).isEqualTo(3);
    }

    @Test
    @Rule("R04")
    void a_paused_stream_is_filled_to_its_mark_and_its_source_not_asked_again() {
        TestSource source = TestSource.of(scene, "a", "b", "c", "d");
        Readable<String> readable = over(source, 3);

        scene.run(
                () -> {
                    readable.resume();
                    readable.pause();
                });

        assertThat(readable.length()).isEqualTo(3);
        assertThat(source.asked).isEqualTo(3);
        scene.run(() -> logData(readable));
        assertThat(source.asked).as("paused by name, a listener does not resume it").isEqualTo(3);

        scene.run(readable::resume);

        assertThat(scene.log)
                .containsExactly(
                        "data a", "data b", "data c", "data d", "r end", "source close", "r close");
    }

    @Test
    @Rule("R04")
    void a_source_is_not_asked_again_before_it_has_answered() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = over(source, 16);
        logData(readable);

        scene.run(() -> {});
        scene.run(
                () -> {
                    readable.pause();
                    readable.resume();
                });
        assertThat(source.asked).isEqualTo(1);

        scene.run(() -> assertThat(source.feed().push("a")).isTrue());
        assertThat(source.asked).isEqualTo(2);
        assertThat(scene.log).containsExactly("data a");
    }

    @Test
    @Rule({"R01", "R04"})
    void a_mark_of_zero_lets_one_chunk_through_at_a_time() {
        TestSource source = TestSource.of(scene, "a", "b");
        Readable<String> readable = over(source, 0);

        scene.run(
                () -> {
                    readable.resume();
                    readable.pause();
                });
        assertThat(source.asked).isEqualTo(1);
        logData(readable);
        scene.run(readable::resume);

        assertThat(scene.log)
                .containsExactly("data a", "data b", "r end", "source close", "r close");
    }

    @Test
    void a_pause_stops_the_flow_at_once() {
        Readable<String> readable = over(TestSource.of(scene, "a", "b"), 16);
        logData(readable);
        readable.data().once(chunk -> readable.pause());

        scene.run(() -> {});
        assertThat(scene.log).containsExactly("data a");
        scene.run(readable::resume);

        assertThat(scene.log).startsWith("data a", "data b", "r end");
    }

    @Test
    void the_end_comes_after_the_last_chunk_and_not_while_paused() {
        Readable<String> readable = over(TestSource.of(scene), 16);

        scene.run(
                () -> {
                    readable.resume();
                    readable.pause();
                });
        assertThat(scene.log).isEmpty();
        scene.run(readable::resume);

        assertThat(scene.log).containsExactly("r end", "source close", "r close");
    }

    @Test
    void a_push_after_the_end_is_refused() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = over(source, 16);
        logData(readable);
        scene.run(() -> {});

        source.feed().end();

        assertThatIllegalStateException()
                .isThrownBy(() -> source.feed().push("a"))
                .withMessage("a source has pushed after its end");
    }

    @Test
    void chunks_nobody_listens_for_are_lost_and_go_back_to_the_source() {
        TestSource source = TestSource.of(scene, "a", "b");
        Readable<String> readable = over(source, 16);

        scene.run(readable::resume);

        assertThat(source.released).containsExactly("a", "b");
        assertThat(scene.log).containsExactly("r end", "source close", "r close");
    }

    @Test
    void a_listener_that_throws_loses_nobody_elses_chunks() {
        Readable<String> readable = over(TestSource.of(scene, "a", "b"), 16);
        readable.data()
                .once(
                        chunk -> {
                            throw new IllegalArgumentException("from " + chunk);
                        });
        logData(readable);

        scene.run(() -> {});

        assertThat(scene.log)
                .containsExactly("uncaught from a", "data b", "r end", "source close", "r close");
    }

    @Test
    void a_failing_source_ends_the_stream_with_an_error() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = over(source, 16);
        logData(readable);
        scene.run(() -> {});

        scene.run(
                () -> {
                    source.feed().push("a");
                    source.feed().fail(new IOException("reset"));
                });

        assertThat(scene.log)
                .containsExactly("data a", "source close", "r error: reset", "r close");
    }

    @Test
    @Rule("R06")
    void an_error_that_nobody_listens_for_is_thrown() {
        Readable<String> readable = scene.readable(TestSource.silent(scene), 16);

        scene.run(() -> readable.destroy(new IllegalStateException("nobody cares")));

        assertThat(scene.log).containsExactly("source close", "uncaught nobody cares");
    }

    @Test
    void destroying_gives_up_what_is_held() {
        TestSource source = TestSource.of(scene, "a", "b");
        Readable<String> readable = over(source, 2);
        scene.run(
                () -> {
                    readable.resume();
                    readable.pause();
                });

        scene.run(
                () -> {
                    readable.destroy();
                    readable.destroy();
                    readable.resume();
                });

        assertThat(readable.isDestroyed()).isTrue();
        assertThat(readable.length()).isZero();
        assertThat(source.released).containsExactly("a", "b");
        assertThat(scene.log).containsExactly("source close", "r close");
    }

    @Test
    void what_a_source_pushes_into_a_destroyed_stream_goes_back_to_it() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = over(source, 16);
        logData(readable);
        scene.run(() -> {});
        readable.destroy();

        assertThat(source.feed().push("a")).isFalse();

        assertThat(source.released).containsExactly("a");
    }
}
