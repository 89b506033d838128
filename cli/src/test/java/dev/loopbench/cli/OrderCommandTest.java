package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.order.OrderMachine;
import dev.loopbench.cli.order.OrderMachines;
import dev.loopbench.cli.order.SimulatedMachines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code loopbench order} in virtual time. */
final class OrderCommandTest {

    private static final String DEMO = Path.of("examples", "order-demo.json").toString();
    private static final String TWO =
            """
            [{"name": "good", "main": [{"log": "a"}], "expected": ["a"]},
             {"name": "bad", "main": [{"log": "a"}, {"log": "b"}], "expected": ["a", "c"]}]
            """;

    /** Its one job is done either before or after the timer is due. */
    private static final String RACE =
            """
            {"main": [{"work": [{"log": "job"}]}, {"timeout": 5, "do": [{"log": "timer"}]}],
             "expected": ["job", "timer"]}
            """;

    @Test
    void a_program_is_shown_line_by_line_with_phase_and_iteration() {
        Invocation.Result result = order("", DEMO);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "order-demo - 12 lines - 1 thread",
                        "",
                        "    time  iteration  phase       log",
                        "  1.00us          0  main        the script begins",
                        "  3.00ms          0  main        the script ends, 3 ms later",
                        "  3.00ms          0  ticks       a tick before all microtasks",
                        "  3.01ms          0  microtasks  a promise's first then",
                        "  3.01ms          0  microtasks  a microtask between the two",
                        "  3.01ms          0  microtasks  its second then",
                        "  3.01ms          0  timers      a timeout of 0 counts as 1 ms",
                        "  3.01ms          0  ticks       its tick comes before any other callback",
                        "  3.01ms          1  poll        a pool job has completed",
                        "  3.01ms          1  check       an immediate",
                        "  3.02ms          1  check       check follows poll: its immediate comes"
                                + " first",
                        "  4.02ms          2  timers      its timeout comes later",
                        "",
                        "ok the log is the expected one");
        assertThat(result.code()).isZero();
    }

    @Test
    void where_a_log_differs_both_are_shown_side_by_side() {
        Invocation.Result result = order(TWO, "-", "--only", "bad");
        assertThat(result.out().lines().skip(6))
                .containsExactly(
                        "! the log differs from the expected one, from line 2 on, in each of 5"
                                + " runs",
                        "",
                        "  line  expected          logged",
                        "     1  a                 a",
                        "     2  c                 b");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void a_list_of_programs_comes_to_the_ones_that_differ_and_a_count() {
        Invocation.Result result = order(TWO, "-");
        assertThat(result.out()).isEqualTo("! bad: line 2 should be c and is b\n\n1 of 2 agree\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void a_list_whose_programs_all_agree_or_expect_nothing_is_fine() {
        Invocation.Result result = order("[{\"main\": []}, {\"main\": [], \"expected\": []}]", "-");
        assertThat(result.out()).isEqualTo("1 of 1 agree, 1 program without an expected log\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void only_a_log_that_differs_each_time_differs() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.complete()))
                        .machines(new SlowAtFirst(2))
                        .in("[" + RACE + "," + RACE + "]")
                        .execute("order", "-");
        assertThat(result.out())
                .isEqualTo("2 of 2 agree\nnot in the first run: standard input[0] in run 2\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void one_attempt_is_one_run() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.complete()))
                        .machines(new SlowAtFirst(2))
                        .in(RACE)
                        .execute("order", "-", "--attempts", "1");
        assertThat(result.out())
                .contains("! the log differs from the expected one, from line 1 on");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void json_of_one_program_has_its_log_and_where_each_line_was_written() {
        JsonNode json = json(order("", DEMO, "--json", "-").out());
        assertThat(json.propertyNames()).containsExactly("name", "log", "callbacks");
        assertThat(json.get("name").asString()).isEqualTo("order-demo");
        assertThat(json.get("log")).hasSize(12);
        assertThat(json.get("callbacks")).hasSize(12);
        JsonNode last = json.get("callbacks").get(11);
        assertThat(last.propertyNames()).containsExactly("log", "phase", "iteration", "atNanos");
        assertThat(last.get("log")).isEqualTo(json.get("log").get(11));
        assertThat(last.get("phase").asString()).isEqualTo("timers");
        assertThat(last.get("iteration").asLong()).isEqualTo(2);
        assertThat(last.get("atNanos").asLong()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(4));
    }

    @Test
    void json_of_a_list_is_a_list_and_the_text_moves_to_standard_error() {
        Invocation.Result result = order(TWO, "-", "--json", "-");
        JsonNode json = json(result.out());
        assertThat(json.isArray()).isTrue();
        assertThat(json.get(0).get("name").asString()).isEqualTo("good");
        assertThat(json.get(1).get("name").asString()).isEqualTo("bad");
        assertThat(result.err()).endsWith("1 of 2 agree\n");
    }

    @Test
    void json_goes_to_a_file_beside_the_text(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("log.json");
        Invocation.Result result = order("", DEMO, "--json", file.toString());
        assertThat(json(Files.readString(file)).get("log")).hasSize(12);
        assertThat(result.out()).contains("the log is the expected one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"interval\": 100, \"do\": [{\"log\": \"again\"}]}",
                "{\"timeout\": 3600000, \"do\": []}",
                "{\"block\": 3600000}"
            })
    void a_program_that_does_not_end_is_stopped(String step) {
        Invocation.Result result =
                order(
                        "{\"main\": [{\"log\": \"first\"}, {\"timeout\": 1000, \"do\": []}, "
                                + step
                                + "]}",
                        "-",
                        "--timeout",
                        "450ms");
        assertThat(result.out()).contains("main        first");
        assertThat(result.err())
                .isEqualTo(
                        "loopbench: standard input had not ended after 450ms and was stopped;"
                                + " --timeout gives it longer.\n");
        assertThat(result.code()).isEqualTo(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void json_says_that_a_program_was_stopped() {
        String json = "{\"main\": [{\"interval\": 100, \"do\": [{\"log\": \"again\"}]}]}";
        JsonNode stopped = json(order(json, "-", "--timeout", "450ms", "--json", "-").out());
        assertThat(stopped.get("log")).hasSize(4);
        assertThat(stopped.get("complete").asBoolean()).isFalse();
    }

    @Test
    void no_line_is_wider_than_the_terminal() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.complete()))
                        .environment(Map.of("LANG", "C", "COLUMNS", "44"))
                        .execute("order", DEMO);
        assertThat(result.out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(44));
    }

    @Test
    void bad_input_comes_to_one_sentence_and_exit_code_2(@TempDir Path folder) throws Exception {
        Path broken =
                Files.writeString(folder.resolve("broken.json"), "{\"main\": [{\"log\": 1}]}");
        refuses("broken.json: main[0].log: must be a text, not 1.", broken.toString());
        refuses("there is no file nowhere.json.", "nowhere.json");
        refuses("is a directory, not a file.", folder.toString());
        refuses("FILE is missing.");
        refuses("--only: there is no program \"x\" in " + DEMO + ".", DEMO, "--only", "x");
        refuses("--timeout needs a unit", DEMO, "--timeout", "5");
        refuses("--timeout must be more than zero", DEMO, "--timeout", "0s");
        refuses("--attempts must be a whole number from 1", DEMO, "--attempts", "0");
        refuses("--json needs the name of a file", DEMO, "--json=");
    }

    private static void refuses(String sentence, String... arguments) {
        Invocation.Result result = order("", arguments);
        assertThat(result.err()).startsWith("loopbench: ").contains(sentence);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    private static Invocation.Result order(String input, String... arguments) {
        List<String> words = new ArrayList<>(List.of("order"));
        words.addAll(List.of(arguments));
        return Invocation.with(FakeSessions.reporting(Reports.complete()))
                .in(input)
                .execute(words.toArray(String[]::new));
    }

    private static JsonNode json(String document) {
        return JsonMapper.shared().readTree(document);
    }

    /** The first ones take their time over a job. */
    private static final class SlowAtFirst implements OrderMachines {

        private int slow;

        SlowAtFirst(int slow) {
            this.slow = slow;
        }

        @Override
        public OrderMachine create(int threads) {
            long jobNanos = TimeUnit.MILLISECONDS.toNanos(slow-- > 0 ? 50 : 1);
            return new SimulatedMachines(1, jobNanos).create(threads);
        }
    }
}
