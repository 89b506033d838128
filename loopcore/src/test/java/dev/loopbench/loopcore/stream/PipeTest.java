package dev.loopbench.loopcore.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipeTest {

    private final StreamScene scene = new StreamScene();

    @Test
    @Rule("R05")
    void every_destination_gets_every_chunk() {
        TestSink<String> first = TestSink.synchronous(scene);
        TestSink<String> second = TestSink.synchronous(scene);
        Readable<String> readable = scene.readable(TestSource.of(scene, "a", "b"), 16);

        scene.run(
                () -> {
                    readable.pipe(scene.writable(first, 16));
                    readable.pipe(scene.writable(second, 1));
                });

        assertThat(first.writes).containsExactly(List.of("a"), List.of("b"));
        assertThat(second.writes).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    @Rule("R05")
    void a_pipe_starts_to_flow_on_a_tick() {
        Readable<String> readable = scene.readable(TestSource.of(scene, "a"), 16);

        scene.run(
                () -> {
                    readable.pipe(scene.writable(TestSink.synchronous(scene), 16));
                    scene.log.add("script");
                });

        assertThat(scene.log).startsWith("script", "sink [a]");
    }

    @Test
    @Rule("R05")
    void the_source_pauses_while_any_destination_owes_a_drain() {
        TestSink<String> fast = TestSink.synchronous(scene);
        TestSink<String> slow = TestSink.held(scene);
        TestSink<String> slower = TestSink.held(scene);
        TestSource source = TestSource.of(scene, "a", "b", "c", "d");
        Readable<String> readable = scene.readable(source, 1);

        scene.step(
                () -> {
                    readable.pipe(scene.writable(fast, 16));
                    readable.pipe(scene.writable(slow, 1));
                    readable.pipe(scene.writable(slower, 1));
                });
        assertThat(readable.isFlowing()).isFalse();
        assertThat(source.asked).as("one given out, one held").isEqualTo(2);

        scene.step(slow::endWrite);
        assertThat(readable.isFlowing()).as("the slower one still owes").isFalse();
        assertThat(fast.writes).hasSize(1);

        scene.step(slower::endWrite);
        assertThat(fast.writes).containsExactly(List.of("a"), List.of("b"));
        assertThat(readable.isFlowing()).isFalse();
    }

    @Test
    @Rule("R05")
    void a_pipe_to_who_owes_a_drain_already_waits_for_it() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = scene.writable(sink, 1);
        Readable<String> readable = scene.readable(TestSource.of(scene, "b"), 1);

        scene.step(
                () -> {
                    writable.write("a");
                    readable.pipe(writable);
                });
        assertThat(sink.writes).containsExactly(List.of("a"));
        scene.step(sink::endWrite);

        assertThat(sink.writes).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    @Rule("R05")
    void who_resumes_the_source_by_hand_does_not_overrun_who_owes_a_drain() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = scene.writable(sink, 1);
        Readable<String> readable = scene.readable(TestSource.of(scene, "a", "b", "c"), 1);

        scene.step(() -> readable.pipe(writable));
        scene.step(readable::resume);
        assertThat(readable.isFlowing()).isFalse();
        assertThat(writable.length()).isEqualTo(1);
        scene.step(sink::endWrite);

        assertThat(sink.writes).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    @Rule("R06")
    void the_end_is_passed_on_unless_it_was_not_wanted() {
        Writable<String> ended = scene.writable(TestSink.synchronous(scene), 16);
        Writable<String> open = scene.writable(TestSink.synchronous(scene), 16);
        Readable<String> readable = scene.readable(TestSource.of(scene, "a"), 16);

        scene.run(
                () -> {
                    readable.pipe(ended);
                    readable.pipe(open, false);
                });

        assertThat(ended.isDestroyed()).isTrue();
        assertThat(open.isEnding()).isFalse();
    }

    @Test
    @Rule("R06")
    void an_error_of_the_source_is_not_passed_on() {
        TestSource source = TestSource.silent(scene);
        Readable<String> readable = scene.readable(source, 16);
        Writable<String> writable = scene.writable(TestSink.synchronous(scene), 16);
        scene.logEvents("r", readable);
        scene.logEvents("w", writable);

        scene.run(() -> readable.pipe(writable));
        scene.run(() -> source.feed().fail(new IOException("reset")));

        assertThat(scene.log).containsExactly("source close", "r error: reset", "r close");
        assertThat(writable.isEnding()).isFalse();
    }

    @Test
    @Rule("R06")
    void an_error_of_a_destination_ends_the_pipe_to_it_alone() {
        TestSink<String> broken = TestSink.held(scene);
        TestSink<String> sound = TestSink.synchronous(scene);
        Readable<String> readable = scene.readable(TestSource.of(scene, "a", "b"), 1);
        Writable<String> writable = scene.writable(broken, 1);
        scene.logEvents("broken", writable);

        scene.step(
                () -> {
                    readable.pipe(writable);
                    readable.pipe(scene.writable(sound, 16));
                });
        scene.step(
                () -> {
                    broken.failNext(new IOException("broken"));
                    broken.endWrite();
                });

        assertThat(scene.log).contains("broken error: broken").doesNotContain("r error: broken");
        assertThat(sound.writes).containsExactly(List.of("a"), List.of("b"));
        assertThat(broken.writes).containsExactly(List.of("a"));
    }

    @Test
    @Rule("R06")
    void an_error_of_a_destination_without_a_listener_is_thrown_and_its_source_pauses() {
        TestSink<String> sink = TestSink.synchronous(scene);
        Readable<String> readable = scene.readable(TestSource.of(scene, "a", "b"), 1);
        sink.failNext(new IllegalStateException("broken"));

        scene.run(() -> readable.pipe(scene.writable(sink, 1)));

        assertThat(scene.log).containsExactly("sink [a]", "sink close", "uncaught broken");
        assertThat(readable.isFlowing()).isFalse();
        assertThat(readable.isDestroyed()).isFalse();
    }

    @Test
    void a_stream_without_a_pipe_left_pauses() {
        TestSink<String> sink = TestSink.held(scene);
        Writable<String> writable = scene.writable(sink, 1);
        Readable<String> readable = scene.readable(TestSource.of(scene, "a", "b"), 1);

        scene.step(() -> readable.pipe(writable));
        scene.step(
                () -> {
                    readable.unpipe(writable);
                    readable.unpipe(writable);
                });
        scene.step(sink::endWrite);

        assertThat(sink.writes).containsExactly(List.of("a"));
        assertThat(readable.data().listenerCount()).isZero();
        assertThat(writable.drain().listenerCount()).isZero();
        assertThat(writable.closed().listenerCount()).isZero();
        assertThat(readable.end().listenerCount()).isZero();
    }

    @Test
    void a_destination_that_is_ended_while_it_owes_does_not_stop_the_others() {
        TestSink<String> leaving = TestSink.held(scene);
        TestSink<String> staying = TestSink.synchronous(scene);
        Writable<String> writable = scene.writable(leaving, 1);
        Readable<String> readable = scene.readable(TestSource.of(scene, "a", "b"), 1);

        scene.step(
                () -> {
                    readable.pipe(writable);
                    readable.pipe(scene.writable(staying, 16));
                });
        scene.step(writable::end);
        scene.step(leaving::endWrite);

        assertThat(staying.writes).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void a_chunk_goes_back_to_the_source_once_all_destinations_are_done_with_it() {
        TestSink<String> slow = TestSink.held(scene);
        TestSource source = TestSource.of(scene, "a");
        Readable<String> readable = scene.readable(source, 1);

        scene.step(
                () -> {
                    readable.pipe(scene.writable(slow, 1));
                    readable.pipe(scene.writable(TestSink.synchronous(scene), 1));
                });
        assertThat(source.released).isEmpty();
        scene.step(slow::endWrite);

        assertThat(source.released).containsExactly("a");
    }

    @Test
    void a_chunk_that_another_listener_may_keep_does_not_go_back() {
        TestSource source = TestSource.of(scene, "a");
        Readable<String> readable = scene.readable(source, 1);

        scene.run(
                () -> {
                    readable.pipe(scene.writable(TestSink.synchronous(scene), 1));
                    readable.data().on(chunk -> scene.log.add("kept " + chunk));
                });

        assertThat(scene.log).contains("kept a");
        assertThat(source.released).isEmpty();
    }
}
