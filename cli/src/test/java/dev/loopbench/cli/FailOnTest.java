package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.probes.result.LimitOutcome;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Limit;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code run --fail-on}. */
final class FailOnTest {

    private static final String WAITS = "wait.max < 1us";
    private static final String HOLDS = "response.p50 < 10m";
    private static final String UNTOLD = "response.p99 < 1s";

    @TempDir private Path folder;

    @Test
    void a_limit_that_holds_ends_well() throws Exception {
        Invocation.Result result = simulated(HOLDS);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(limits(result)).extracting(LimitOutcome::kept).containsExactly(true);
    }

    @Test
    void a_broken_limit_ends_with_12_after_the_report_was_written() throws Exception {
        Invocation.Result result = simulated(HOLDS, WAITS);

        assertThat(result.code()).isEqualTo(12);
        assertThat(limits(result)).extracting(LimitOutcome::kept).containsExactly(true, false);
        assertThat(result.err()).startsWith("loopbench: wait.max < 1us is broken: it is ");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void a_limit_that_was_not_measured_ends_with_1_whatever_is_broken_beside_it() throws Exception {
        Invocation.Result result = simulated(WAITS, UNTOLD);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains(
                        "loopbench: response.p99 < 1s cannot be told: 5 operations are too few for"
                                + " p99: 100 are needed.");
        assertThat(limits(result).get(1).reason()).startsWith("5 operations are too few");
    }

    @Test
    void operations_that_failed_outweigh_limits() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.withErrors(2)))
                        .execute("run", "--fail-on", WAITS);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("2 operations failed.").doesNotContain("is broken:");
    }

    @Test
    void an_interrupt_outweighs_limits() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.interrupted()))
                        .execute("run", "--fail-on", WAITS);

        assertThat(result.code()).isEqualTo(130);
    }

    @Test
    void a_saved_report_shows_its_limits_again() throws Exception {
        Path saved = folder.resolve("report.json");
        Files.writeString(saved, simulated(WAITS).out());

        Invocation.Result shown =
                Invocation.with(FakeSessions.none()).execute("show", saved.toString());

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("x wait.max < 1us is broken: it is ");
    }

    @Test
    void the_sum_of_runs_has_no_limits() throws Exception {
        Path saved = folder.resolve("report.json");
        Files.writeString(saved, simulated(WAITS).out());

        Invocation.Result merged =
                Invocation.with(FakeSessions.none())
                        .execute("merge", saved.toString(), "--json", "-");

        assertThat(merged.code()).as(merged.err()).isZero();
        assertThat(limits(merged)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "makespan<1h            | 3600000000000",
                "pool.utilization <= 80% | 0.8",
                "throughput >= 90/m     | 1.5",
                "allocated < 64KiB      | 65536",
                "errors <= 0            | 0",
                "loop.iterations > 0.5  | 0.5",
                "pbkdf2:wait.p50 < 1ms  | 1000000",
            })
    void a_bound_has_the_unit_of_its_figure(String expression, double bound) throws Exception {
        Invocation.Result result = simulated(expression);

        assertThat(result.code()).as(result.err()).isIn(0, 1, 12);
        LimitOutcome outcome = limits(result).get(0);
        assertThat(outcome.expression()).isEqualTo(expression);
        if (outcome.value() != null) {
            boolean below = expression.contains("<") && outcome.value() <= bound;
            boolean above = expression.contains(">") && outcome.value() >= bound;
            assertThat(outcome.kept()).as(outcome.toString()).isEqualTo(below || above);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait.p99             | --fail-on needs a figure, one of < <= > >= and a bound, such as \"wait.p99 < 20ms\", not \"wait.p99\".",
                "wait.p99 = 3         | --fail-on needs a figure, one of < <= > >= and a bound",
                "wait.p99 == 3ms      | --fail-on needs a figure, one of < <= > >= and a bound",
                "wait.p99 < 3ms < 4ms | --fail-on needs a figure, one of < <= > >= and a bound",
                "wait.p99 <           | --fail-on needs a figure, one of < <= > >= and a bound",
                "wiat.p99 < 3ms       | --fail-on \"wiat.p99 < 3ms\": There is no figure wiat.p99; there are loop.iterations, ",
                "fs-read:stalls < 3   | --fail-on \"fs-read:stalls < 3\": stalls is of the whole run: it takes no kind.",
                "wait.p99 < 20        | The bound of \"wait.p99 < 20\" needs a unit: 20ms",
                "wait.p99 < 20/s      | The bound of \"wait.p99 < 20/s\" has the unknown unit \"/s\": use one of ns,",
                "throughput > 5ms     | The bound of \"throughput > 5ms\" has the unknown unit \"ms\": use one of /s,",
                "allocated < 5        | The bound of \"allocated < 5\" needs a unit: 64KiB",
                "pool.utilization < 0.8 | The bound of \"pool.utilization < 0.8\" must be a share from 0% to 100%, such as 80%, not \"0.8\".",
                "pool.utilization < 101% | The bound of \"pool.utilization < 101%\" must be a share from 0% to 100%",
                "stalls < -1          | The bound of \"stalls < -1\" must be a plain number, such as 3, not \"-1\".",
                "stalls < 3ms         | The bound of \"stalls < 3ms\" must be a plain number, such as 3, not \"3ms\".",
            })
    void a_limit_nobody_can_check_is_refused_before_anything_runs(
            String expression, String sentence) {
        FakeSessions sessions = FakeSessions.reporting(Reports.complete());

        Invocation.Result result =
                Invocation.with(sessions).execute("run", "--fail-on", expression);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("loopbench: " + sentence);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.out()).isEmpty();
        assertThat(sessions.plans()).isEmpty();
    }

    @Test
    void a_comparison_of_models_is_not_held_against_limits() {
        Invocation.Result result =
                Invocation.with(FakeSessions.none())
                        .execute("run", "flood", "--model", "all", "--fail-on", HOLDS);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("a comparison of models is several.");
    }

    private static Invocation.Result simulated(String... expressions) {
        List<String> words =
                new ArrayList<>(
                        List.of("run", "--simulate", "7", "--jobs", "5", "--iterations", "1000"));
        for (String expression : expressions) {
            words.add("--fail-on");
            words.add(expression);
        }
        words.addAll(List.of("-q", "--json", "-"));
        return Invocation.with(Sessions.measuring()).execute(words.toArray(String[]::new));
    }

    private static List<LimitOutcome> limits(Invocation.Result result) throws Exception {
        Report report = new JsonReportReader().read(new StringReader(result.out()));
        return Limit.outcomes(report);
    }
}
