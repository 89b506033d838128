package dev.loopbench.loopcore.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritableTest {

    private final StreamScene scene = new StreamScene();

    private Writable<String> over(TestSink<String> sink, long highWaterMark) {
        Writable<String> writable = scene.writable(sink, highWaterMark);
        scene.logEvents("w", writable);
        return writable;
    }

    @Test
    @Rule("R02")
    void write_accepts_always_and_says_whether_the_length_is_still_below_the_mark() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 2);

        scene.step(
                () -> {
                    assertThat(writable.write("a")).isTrue();
                    assertThat(writable.write("b")).isFalse();
                    assertThat(writable.write("c")).isFalse();
                });

        assertThat(writable.length()).isEqualTo(3);
        scene.step(sink::endWrite);
        scene.step(sink::endWrite);
        assertThat(sink.writes).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    @Rule("R02")
    void drain_comes_only_after_a_false() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 2);

        scene.step(() -> writable.write("a"));
        scene.step(sink::endWrite);

        assertThat(scene.log).containsExactly("sink [a]");
    }

    @Test
    @Rule("R02")
    void drain_comes_when_the_length_is_back_to_zero_and_not_before() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 2);

        scene.step(
                () -> {
                    writable.write("a");
                    writable.write("b");
                });
        scene.step(sink::endWrite);
        assertThat(writable.length()).isEqualTo(1);
        assertThat(writable.owesDrain()).isTrue();
        assertThat(scene.log).containsExactly("sink [a]", "sink [b]");
        scene.step(sink::endWrite);

        assertThat(scene.log).containsExactly("sink [a]", "sink [b]", "w drain");
        assertThat(writable.owesDrain()).isFalse();
    }

    @Test
    @Rule({"R01", "R02"})
    void a_mark_of_zero_owes_a_drain_for_every_write() {
        Writable<String> writable = over(TestSink.synchronous(scene), 0);

        scene.run(() -> assertThat(writable.write("a")).isFalse());

        assertThat(scene.log).containsExactly("sink [a]", "w drain");
    }

    @Test
    @Rule("R03")
    void what_a_sink_ends_synchronously_is_told_on_a_tick_and_the_drain_first() {
        Writable<String> writable = over(TestSink.synchronous(scene), 1);

        scene.run(
                () -> {
                    writable.write("a", scene.logs("written a"));
                    writable.write("b", scene.logs("written b"));
                    scene.log.add("script");
                });

        assertThat(scene.log)
                .containsExactly(
                        "sink [a]", "sink [b]", "script", "w drain", "written a", "written b");
    }

    @Test
    @Rule("R03")
    void what_a_sink_ends_later_is_told_in_the_same_order() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 1);

        scene.step(() -> writable.write("a", scene.logs("written a")));
        scene.step(sink::endWrite);

        assertThat(scene.log).containsExactly("sink [a]", "w drain", "written a");
    }

    @Test
    void a_callback_that_throws_loses_nobody_elses() {
        Writable<String> writable = over(TestSink.synchronous(scene), 16);

        scene.run(
                () -> {
                    writable.write(
                            "a",
                            failure -> {
                                throw new IllegalArgumentException("from a");
                            });
                    writable.write("b", scene.logs("written b"));
                    writable.end();
                });

        assertThat(scene.log)
                .containsExactly(
                        "sink [a]",
                        "sink [b]",
                        "uncaught from a",
                        "written b",
                        "sink end",
                        "w finish",
                        "sink close",
                        "w close");
    }

    @Test
    @Rule("R06")
    void what_waits_for_the_sink_goes_out_in_one_write() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 16);

        scene.step(() -> List.of("a", "b", "c").forEach(writable::write));
        scene.step(sink::endWrite);

        assertThat(sink.writes).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    @Rule("R06")
    void finish_comes_after_all_write_callbacks_and_the_sinks_own_end_and_before_close() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 16);

        scene.step(
                () -> {
                    writable.write("a", scene.logs("written a"));
                    writable.write("b", scene.logs("written b"));
                    writable.end(scene.logs("ended"));
                });
        scene.step(sink::endWrite);
        scene.step(sink::endWrite);

        assertThat(scene.log)
                .containsExactly(
                        "sink [a]",
                        "sink [b]",
                        "written a",
                        "written b",
                        "sink end",
                        "ended",
                        "w finish",
                        "sink close",
                        "w close");
    }

    @Test
    @Rule("R06")
    void a_sink_that_cannot_end_gives_an_error_and_no_finish() {
        TestSink<String> sink = TestSink.synchronous(scene);
        Writable<String> writable = over(sink, 16);

        scene.run(
                () -> {
                    sink.failNext(new IOException("no space"));
                    writable.end(scene.logs("ended"));
                });

        assertThat(scene.log)
                .containsExactly(
                        "sink end",
                        "sink close",
                        "ended: no space",
                        "w error: no space",
                        "w close");
    }

    @Test
    @Rule("R07")
    void a_failing_write_calls_its_callback_before_the_error_event() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 1);

        scene.step(
                () -> {
                    writable.write("a", scene.logs("a"));
                    writable.write("b", scene.logs("b"));
                });
        scene.step(
                () -> {
                    sink.failNext(new IOException("broken"));
                    sink.endWrite();
                });

        assertThat(scene.log)
                .containsExactly(
                        "sink [a]",
                        "sink close",
                        "a: broken",
                        "b: broken",
                        "w error: broken",
                        "w close");
        assertThat(writable.length()).isZero();
    }

    @Test
    @Rule("R07")
    void a_write_that_fails_synchronously_tells_nobody_before_a_tick() {
        TestSink<String> sink = TestSink.synchronous(scene);
        Writable<String> writable = over(sink, 16);

        scene.run(
                () -> {
                    sink.failNext(new IOException("broken"));
                    assertThat(writable.write("a", scene.logs("a"))).isFalse();
                    assertThat(writable.write("b", scene.logs("b"))).isFalse();
                    scene.log.add("script");
                });

        assertThat(scene.log)
                .containsExactly(
                        "sink [a]",
                        "script",
                        "a: broken",
                        "sink close",
                        "b: broken",
                        "w error: broken",
                        "w close");
    }

    @Test
    @Rule("R07")
    void a_write_after_the_end_fails_with_a_named_error_and_asynchronously() {
        Writable<String> writable = over(TestSink.held(scene), 16);

        scene.run(
                () -> {
                    writable.error().on(error -> assertThat(error).isExactlyInstanceOf(AFTER_END));
                    writable.end();
                    assertThat(writable.write("a", scene.logs("a"))).isFalse();
                    scene.log.add("script");
                });

        assertThat(scene.log)
                .containsExactly(
                        "sink close",
                        "script",
                        "a: the stream was written to after its end",
                        "w error: the stream was written to after its end",
                        "w close");
    }

    private static final Class<?> AFTER_END = WriteAfterEndException.class;

    @Test
    @Rule("R06")
    void an_error_that_nobody_listens_for_is_thrown_and_close_still_comes() {
        Writable<String> writable = scene.writable(TestSink.synchronous(scene), 16);
        writable.closed().on(stream -> scene.log.add("close"));

        scene.run(() -> writable.destroy(new IllegalStateException("nobody cares")));

        assertThat(scene.log).containsExactly("sink close", "uncaught nobody cares", "close");
    }

    @Test
    void destroying_gives_up_what_waits_but_not_what_the_sink_has() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 16);

        scene.step(
                () -> {
                    writable.write("a", scene.logs("a"));
                    writable.write("b", scene.logs("b"));
                    writable.end(scene.logs("end"));
                    writable.destroy();
                    writable.destroy(new IOException("too late"));
                    assertThat(writable.isDestroyed()).isTrue();
                    assertThat(writable.write("c", scene.logs("c"))).isFalse();
                });
        scene.step(sink::endWrite);

        assertThat(scene.log)
                .containsExactly(
                        "sink [a]",
                        "sink close",
                        "b: the stream was destroyed",
                        "end: the stream was destroyed",
                        "w close",
                        "c: the stream was written to after its end",
                        "a");
    }

    @Test
    void a_write_to_a_destroyed_stream_fails_in_its_callback_alone() {
        Writable<String> writable = over(TestSink.synchronous(scene), 16);

        scene.run(
                () -> {
                    writable.destroy();
                    writable.write("a", scene.logs("a"));
                    writable.end(scene.logs("end"));
                });

        assertThat(scene.log)
                .containsExactly(
                        "sink close",
                        "w close",
                        "a: the stream was destroyed",
                        "end: the stream was destroyed");
    }

    @Test
    void end_may_be_called_again_and_all_its_callbacks_come() {
        Writable<String> writable = over(TestSink.synchronous(scene), 16);

        scene.run(
                () -> {
                    writable.end(scene.logs("1"));
                    writable.end(scene.logs("2"));
                    assertThat(writable.isEnding()).isTrue();
                });
        scene.run(() -> writable.end(scene.logs("3")));

        assertThat(scene.log)
                .containsExactly("sink end", "1", "2", "w finish", "sink close", "w close", "3");
    }

    @Test
    void a_drain_is_not_owed_to_who_has_ended() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = over(sink, 1);

        scene.step(
                () -> {
                    writable.write("a");
                    writable.end();
                });
        scene.step(sink::endWrite);

        assertThat(scene.log).doesNotContain("w drain").contains("w finish");
    }

    @Test
    void a_sink_cannot_end_a_write_twice() {
        Done[] done = new Done[1];
        Writable<String> writable =
                new Writable<>(
                        scene.loop,
                        (chunks, written) -> {
                            done[0] = written;
                            written.done(null);
                        },
                        Buffering.objects());

        writable.write("a");

        assertThatIllegalStateException()
                .isThrownBy(() -> done[0].done(null))
                .withMessage("a sink has ended the same write twice");
    }
}
