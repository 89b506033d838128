package dev.loopbench.probes.node.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the process says, and what is made of it; a fake stands in for the process. */
final class NodeObserverTest {

    private static final String INSTALLED =
            """
            {"installed":true,"at":1000,"originNanos":"9000000000000000000","hooking":"on","kinds":["fs","zlib"],
            "channels":["crypto"],"sentinelMillis":5,"gapPeriodMillis":5,"delayResolutionMillis":null,"idle":0,"active":0,"uv":null,
            "pauses":[],"delay":null,"heap":null,"process":{"pid":7,"version":"v24.0.0","uv":"1","v8":"2",
            "execArgv":["-r","x"],"script":null,"threadPoolSize":null,"clusterWorkers":[8,9]}}
            """;

    private static final String ANSWER =
            """
            {"sequence":1,"at":2000,"stopped":null,"hooking":"on","promises":0,"mode":"histograms","records":[0,1500,400],
            "histograms":[[0,3,210,63,75,64,1,63,1,65,1]],"untimed":[1,2],"underWay":[0,1,1900],"sentinels":[1100,1120,50],
            "sentinelUnderWay":null,"legs":[0,1,2,4,7],"published":1,"idle":10,"active":30,"uv":[1,2,3],"pauses":[4,5,6],
            "delay":{"count":1,"min":2,"max":2,"mean":2.5,"stddev":0,"percentiles":[0,2,100,2]},"heap":[1,2,3],
            "faults":0,"lost":{"underWay":1,"unsure":2,"streams":3,"sentinels":4,"pauses":5,"legs":6,"gaps":7},"gaps":[8,9]}
            """;

    private final Queue<String> values = new ArrayDeque<>();
    private final List<Evaluator.Expression> asked = new ArrayList<>();

    private String evaluate(Evaluator.Expression expression) {
        asked.add(expression);
        return values.remove();
    }

    private NodeObserver installed() throws IOException {
        values.add(INSTALLED);
        return NodeObserver.install(
                this::evaluate, ObserverSettings.by("a test"), Entrance.WHILE_RUNNING);
    }

    @Test
    void every_field_of_an_answer_has_its_place() throws IOException {
        NodeObserver observer = installed();
        values.add(ANSWER);
        Answer answer = Objects.requireNonNull(observer.take());

        assertThat(observer.installation().hrtimeNanos(5)).isEqualTo(9_000_000_000_000_000_005L);
        assertThat(observer.installation().process().clusterWorkers()).containsExactly(8L, 9L);
        assertThat(observer.installation().process().execArguments()).containsExactly("-r", "x");
        assertThat(answer.jobs().records()).containsExactly(new Answer.Job("fs", 1500, 400));
        assertThat(answer.jobs().records().get(0).submittedNanos()).isEqualTo(1100);
        assertThat(answer.jobs().counted())
                .singleElement()
                .satisfies(
                        jobs ->
                                assertThat(jobs.buckets())
                                        .containsExactly(
                                                new Answer.Bucket(63, 1),
                                                new Answer.Bucket(65, 1),
                                                new Answer.Bucket(67, 1)));
        assertThat(answer.jobs().untimed()).containsExactly(new Answer.UntimedJobs("zlib", 2));
        assertThat(answer.jobs().underWay())
                .containsExactly(new Answer.JobsUnderWay("fs", 1, 1900));
        assertThat(answer.jobs().legs()).containsExactly(new Answer.JobLegs("crypto", 1, 2, 4, 7));
        assertThat(answer.loop().pauses()).containsExactly(new Answer.Pause(PauseKind.MAJOR, 5, 6));
        assertThat(answer.loop().gaps()).containsExactly(new Answer.Gap(8, 9));
        assertThat(answer.loop().uv()).isEqualTo(new Answer.UvMetrics(1, 2, 3));
        assertThat(answer.instrument().lost()).isEqualTo(new Answer.Lost(1, 2, 3, 4, 5, 6, 7));
        assertThat(answer.last()).isFalse();
    }

    @Test
    void a_question_that_comes_amid_a_recording_has_no_answer_yet() throws IOException {
        NodeObserver observer = installed();
        values.add("{\"busy\":true}");
        assertThat(observer.take()).isNull();

        values.add(ANSWER);
        assertThat(observer.take()).extracting(Answer::sequence).isEqualTo(1L);
    }

    @Test
    void an_observer_that_has_left_is_missed() throws IOException {
        NodeObserver observer = installed();
        values.add("{\"gone\":true}");
        assertThatThrownBy(observer::take)
                .isInstanceOf(ObserverGoneException.class)
                .hasMessage(
                        "The observer has left the process, since it was not asked for too long.");
    }

    @Test
    void a_refusal_says_why() {
        values.add("{\"installed\":false,\"because\":\"observed\",\"by\":\"x\",\"sinceNanos\":1}");
        assertThatThrownBy(
                        () ->
                                NodeObserver.install(
                                        this::evaluate,
                                        ObserverSettings.by("y"),
                                        Entrance.WHILE_RUNNING))
                .isInstanceOf(ObserverRefusedException.class)
                .hasMessage("The process is observed already, by x.");

        values.add("{\"installed\":false,\"because\":\"failed\",\"message\":\"Error: no crypto\"}");
        assertThatThrownBy(
                        () ->
                                NodeObserver.install(
                                        this::evaluate,
                                        ObserverSettings.by("y"),
                                        Entrance.WHILE_RUNNING))
                .isInstanceOf(ObserverRefusedException.class)
                .hasMessage("The process cannot be observed: Error: no crypto.");
    }

    @Test
    void what_is_no_answer_is_said_in_a_sentence() throws IOException {
        NodeObserver observer = installed();
        for (String nonsense :
                List.of("", "undefined", "{}", ANSWER.replace("[0,1500,400]", "[9,1500,400]"))) {
            values.add(nonsense);
            assertThatThrownBy(observer::take)
                    .isInstanceOf(IOException.class)
                    .hasMessage("What the observer answers cannot be read.");
        }
        values.add("{\"failed\":\"RangeError: too much\"}");
        assertThatThrownBy(observer::take)
                .hasMessage("The observer could not answer: RangeError: too much.");
    }

    @Test
    void settings_are_part_of_what_is_installed() throws IOException {
        values.add(INSTALLED);
        NodeObserver.install(
                this::evaluate,
                ObserverSettings.by("the \"tester\"")
                        .withHooks(false)
                        .withSentinelPeriod(TimeUnit.MILLISECONDS.toNanos(20)),
                Entrance.WHILE_RUNNING);

        assertThat(asked.get(0).promises()).isTrue();
        assertThat(asked.get(0).text())
                .endsWith(
                        "{\"atOnce\":false,\"by\":\"the \\\"tester\\\"\",\"farewell\":null,"
                                + "\"closesInspector\":false,\"hooks\":false,"
                                + "\"channels\":true,\"sentinelMillis\":20,"
                                + "\"silenceMillis\":1000,\"recordsPerSecond\":20000,\"promisesPerSecond\":100000})"
                                + "\n//# sourceURL="
                                + ObserverScript.URL);
    }
}
