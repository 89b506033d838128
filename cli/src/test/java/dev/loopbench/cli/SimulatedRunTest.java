package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole tool in virtual time. Keys are really derived, so they have few iterations where any
 * number will do.
 */
@Execution(ExecutionMode.CONCURRENT)
class SimulatedRunTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --simulate 7 --iterations 1000",
                "run fs-read --simulate 7 --concurrency 3 --duration 20ms",
                "run --simulate 7 --rate 900/s --arrivals poisson --duration 100ms --iterations 50",
                "run work --how sleep --time 40ms --simulate 7 --block-every 50ms --block-for 20ms"
                        + " --block-with sleep --repeat 2"
            })
    void the_same_seed_gives_the_same_text_and_json_to_the_byte(String line) {
        List<Invocation.Result> results = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            results.add(execute(line + " --json -"));
        }

        assertThat(results.get(0).code()).as(results.get(0).err()).isZero();
        assertThat(results.get(0).out()).isEqualTo(results.get(1).out());
        assertThat(results.get(0).err()).isEqualTo(results.get(1).err());
    }

    @Test
    void wide_characters_are_shown_as_typed_where_the_place_can_and_exact_in_documents() {
        String[] words = {"run", "--simulate", "7", "--iterations", "100", "--salt", "名😀"};
        Invocation shown = Invocation.with(Sessions.measuring());
        assertThat(shown.environment(Map.of("LANG", "C.UTF-8")).execute(words).out())
                .contains("--salt '名😀'");
        assertThat(execute("run --simulate 7 --iterations 100 --salt 名😀").out())
                .contains("--salt '??'");
        assertThat(execute("run --simulate 7 --iterations 100 --salt 名😀 -o json=-").out())
                .contains("\"salt\": \"名😀\"");
        assertThat(execute("run --simulate 7 --iterations 100 --salt 名😀 -o html=-").out())
                .contains("名😀");
    }

    @Test
    void a_line_to_try_can_be_pasted_where_the_program_lies_in_a_folder_with_blanks() {
        Map<String, String> environment =
                Map.of("LANG", "C.UTF-8", "LOOPBENCH_PROGRAM", "a place/loopbench");
        Invocation.Result result =
                Invocation.with(Sessions.measuring())
                        .environment(environment)
                        .execute("run", "work", "--simulate", "1", "--threads", "1", "--jobs", "9");
        assertThat(result.out()).contains("  try     'a place/loopbench' run ");
    }

    @Test
    void another_seed_gives_another_report() {
        assertThat(execute("run --simulate 7 --iterations 1000 --json -").out())
                .isNotEqualTo(execute("run --simulate 8 --iterations 1000 --json -").out());
    }

    @Test
    void the_fifth_job_starts_where_and_when_the_first_of_four_ends() throws Exception {
        List<Job> jobs = report("run --simulate 7 --threads 4 --jobs 5 --iterations 1000").jobs();

        Job first =
                jobs.subList(0, 4).stream()
                        .min(Comparator.comparingLong(SimulatedRunTest::finished))
                        .orElseThrow();
        assertThat(jobs.subList(0, 4)).extracting(Job::worker).containsExactly(0, 1, 2, 3);
        assertThat(jobs.get(4).worker()).isEqualTo(first.worker());
        assertThat(started(jobs.get(4))).isEqualTo(finished(first));
    }

    @Test
    void with_a_thread_for_each_no_job_waits() throws Exception {
        Report report = report("run --simulate 7 --threads 5 --jobs 5 --iterations 1000");

        assertThat(Objects.requireNonNull(report.operations().get(0).legs().waitLeg()).maxNanos())
                .isZero();
        assertThat(rules(report)).containsExactly("none");
    }

    @Test
    void a_blocked_loop_is_named_and_not_the_pool() throws Exception {
        Report report =
                report(
                        "run --simulate 7 --threads 4 --jobs 5 --block-every 20ms --block-for"
                                + " 120ms");

        assertThat(rules(report)).containsExactly("loop.blocked.cpu");
        assertThat(report.loop().held().stalls())
                .allMatch(stall -> stall.label().equals("block-with loop"))
                .allMatch(stall -> stall.stack() == null && stall.stackReason() != null);
    }

    @Test
    void a_saturated_pool_beside_idle_cores_wants_more_threads() throws Exception {
        Report report = report("run --simulate 7 --threads 2 --jobs 40 --iterations 2000");

        assertThat(rules(report)).containsExactly("pool.saturated.cores-idle");
        assertThat(report.findings().get(0).next()).contains("--threads 8");
    }

    @Test
    void a_saturated_pool_on_full_cores_does_not() throws Exception {
        Report report = report("run --simulate 7 --threads 16 --jobs 160 --iterations 2000");

        assertThat(rules(report)).containsExactly("pool.saturated.cores-exhausted");
        assertThat(report.findings().get(0).title()).contains("8 would do");
    }

    @Test
    void what_a_warning_says_to_change_is_called_as_users_type_it() throws Exception {
        Report report =
                report(
                        "run work --simulate 7 --time 5s --concurrency 8 --duration 1s"
                                + " --warmup 100ms --drain-timeout 100ms");

        assertThat(report.warnings())
                .extracting(Warning::hint)
                .anyMatch(hint -> hint.endsWith("; --warmup 0s runs none."))
                .anyMatch(hint -> hint.endsWith("; --drain-timeout gives them more time."));
    }

    @Test
    void repeats_are_told_one_by_one_and_together() throws Exception {
        Report report = report("run --simulate 7 --jobs 5 --repeat 3 --iterations 1000");

        assertThat(report.repeats()).hasSize(3).allMatch(repeat -> repeat.operations() == 5);
        assertThat(report.operations().get(0).count()).isEqualTo(15);
    }

    private static List<String> rules(Report report) {
        return report.findings().stream().map(Finding::rule).toList();
    }

    private static Report report(String line) throws Exception {
        Invocation.Result result = execute(line + " --json -");
        assertThat(result.code()).as(result.err()).isZero();
        return new JsonReportReader().read(new StringReader(result.out()));
    }

    private static Invocation.Result execute(String line) {
        return Invocation.with(Sessions.measuring()).execute(line.split(" ", -1));
    }

    private static long started(Job job) {
        return Objects.requireNonNull(job.startedNanos());
    }

    private static long finished(Job job) {
        return Objects.requireNonNull(job.finishedNanos());
    }
}
