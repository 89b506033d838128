package dev.loopbench.probes.node.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code AnswerRecording} has recorded in each version: the same work each time. */
final class RecordedAnswersTest {

    @ParameterizedTest
    @ValueSource(ints = {18, 20, 22, 24, 26})
    void every_version_tells_of_the_same_work(int version) throws IOException {
        ScriptLog log = replay(version);

        assertThat(log.installation().process().version()).startsWith("v" + version + ".");
        assertThat(log.installation().process().script()).isEqualTo("/srv/watched.js");
        assertThat(log.kinds()).containsOnlyKeys("pbkdf2", "fs", "lookup", "zlib", "digest");
        assertThat(responses(log, "pbkdf2")).isEqualTo(5);
        assertThat(responses(log, "fs")).as("20 reads, open and close").isEqualTo(22);
        assertThat(responses(log, "lookup")).isEqualTo(5);
        assertThat(responses(log, "digest")).isEqualTo(2);
        assertThat(kind(log, "zlib").untimed()).as("3 writes and the end").isEqualTo(4);
        assertThat(log.faults()).isZero();
        assertThat(log.answersMissed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 20, 22, 24, 26})
    void the_sentinel_waits_behind_the_four_jobs_that_have_the_threads(int version)
            throws IOException {
        ScriptLog log = replay(version);

        assertThat(log.sentinel().maxNanos())
                .isGreaterThan(kind(log, "pbkdf2").response().minNanos() / 2);
        assertThat(log.sentinel().minNanos()).isLessThan(1_000_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 20, 22, 24, 26})
    void the_loop_was_active_while_it_was_blocked(int version) throws IOException {
        ScriptLog log = replay(version);

        ScriptLog.LoopWindow loop = Objects.requireNonNull(log.loop());
        assertThat(loop.activeNanos()).isGreaterThan(50_000_000);
        assertThat(loop.utilization()).isBetween(0.05, 0.95);
        assertThat(Objects.requireNonNull(log.delay()).maxNanos()).isGreaterThan(40_000_000);
        assertThat(log.heapPeakBytes()).isPositive();
    }

    @Test
    void versions_differ_in_what_they_can_tell() throws IOException {
        assertThat(replay(18).loop()).extracting(ScriptLog.LoopWindow::uv).isNull();
        assertThat(replay(22).loop()).extracting(ScriptLog.LoopWindow::uv).isNotNull();
        assertThat(replay(22).hooking()).isEqualTo(Hooking.PROMISES_TOO);
        assertThat(replay(24).hooking()).isEqualTo(Hooking.ON);
        assertThat(replay(22).installation().delayResolutionNanos()).isEqualTo(10_000_000);
        assertThat(replay(24).installation().delayResolutionNanos()).isNull();
    }

    private static ScriptLog replay(int version) throws IOException {
        Queue<String> lines = new ArrayDeque<>(lines("node" + version + ".jsonl"));
        NodeObserver observer =
                NodeObserver.install(
                        expression -> Objects.requireNonNull(lines.poll()),
                        ObserverSettings.by("a test"),
                        Entrance.WHILE_RUNNING);
        ScriptLog log = new ScriptLog(observer.installation());
        while (lines.size() > 1) {
            log.add(Objects.requireNonNull(observer.take()));
        }
        Answer last = observer.stop();
        log.add(last);
        assertThat(last.last()).isTrue();
        return log;
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(RecordedAnswersTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static KindLog kind(ScriptLog log, String name) {
        return Objects.requireNonNull(log.kinds().get(name), name);
    }

    private static long responses(ScriptLog log, String name) {
        return kind(log, name).response().count();
    }
}
