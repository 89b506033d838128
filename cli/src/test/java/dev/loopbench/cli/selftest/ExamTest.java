package dev.loopbench.cli.selftest;

import static dev.loopbench.probes.result.Finding.Severity.INFO;
import static dev.loopbench.probes.result.Finding.Severity.OK;
import static dev.loopbench.probes.result.Finding.Severity.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import dev.loopbench.reports.text.TextStyle;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the exam makes of reports whose findings are known. */
final class ExamTest {

    private static final int CORES = 2;
    private static final String DURATION = "3s";

    private static final Path CLASSIC =
            Path.of("..", "reports", "src", "test", "resources", "golden", "json", "classic.json");

    @ParameterizedTest
    @EnumSource
    void a_fault_is_right_where_its_own_rule_warns_first(Fault fault) {
        Report named = report(finding(ruleOf(fault), fault.isNone() ? OK : WARN, 80));

        assertThat(Trial.judged(fault, 1, named).right()).isTrue();
    }

    @Test
    void the_rule_with_the_largest_score_is_as_good_as_the_first() {
        Report second =
                report(finding("loop.starved", WARN, 76), finding("host.neighbours", WARN, 90));

        assertThat(Trial.judged(Fault.RIVAL, 1, second).right()).isTrue();
        assertThat(Trial.judged(Fault.RIVAL, 1, second).said().leading()).isEqualTo("loop.starved");
    }

    @Test
    void a_hint_is_no_diagnosis() {
        Report hint = report(finding("loop.blocked.cpu", INFO, 60));

        assertThat(Trial.judged(Fault.BLOCK_CPU, 1, hint).right()).isFalse();
    }

    @Test
    void a_warning_that_blames_the_innocent_spoils_a_right_one() {
        Report both =
                report(
                        finding("loop.blocked.cpu", WARN, 90),
                        finding("pool.saturated", WARN, 80),
                        finding("data.short", INFO, 30));
        Trial trial = Trial.judged(Fault.BLOCK_CPU, 1, both);

        assertThat(trial.right()).isFalse();
        assertThat(trial.said().innocent()).containsExactly("pool.saturated");
    }

    @Test
    void where_nothing_is_wrong_hints_are_right_and_any_warning_is_not() {
        assertThat(Trial.judged(Fault.NONE_ECHO, 1, report(finding("host.x", INFO, 70))).right())
                .isTrue();
        assertThat(Trial.judged(Fault.NONE_ECHO, 1, report(finding("host.x", WARN, 80))).right())
                .isFalse();
    }

    @Test
    void faults_take_turns_and_the_matrix_counts_what_came_first() {
        List<Fault> tried = new ArrayList<>();
        ExamResult result =
                exam(fault -> {
                            tried.add(fault);
                            return report(finding("loop.blocked.cpu", WARN, 90));
                        })
                        .run(List.of(Fault.BLOCK_CPU, Fault.NONE_POOL), 2);

        assertThat(tried)
                .containsExactly(
                        Fault.BLOCK_CPU, Fault.NONE_POOL, Fault.BLOCK_CPU, Fault.NONE_POOL);
        ConfusionMatrix matrix = result.matrix();
        assertThat(matrix.rules()).containsExactly("loop.blocked.cpu");
        assertThat(matrix.rows()).extracting(ConfusionMatrix.Row::right).containsExactly(2L, 0L);
        assertThat(matrix.rows().get(1).innocent()).containsEntry("loop.blocked.cpu", 2L);
        assertThat(result.passes()).isFalse();
    }

    @Test
    void from_twenty_runs_on_one_in_twenty_may_be_wrong() {
        assertThat(matrixOf(20, 19).passes()).isTrue();
        assertThat(matrixOf(20, 18).passes()).isFalse();
        assertThat(matrixOf(19, 18).passes()).isFalse();
        assertThat(matrixOf(1, 1).passes()).isTrue();
        assertThat(ConfusionMatrix.of(List.of()).passes()).isFalse();
    }

    @Test
    void an_interrupt_keeps_what_was_judged_and_not_the_run_in_progress() {
        Exam[] exam = new Exam[1];
        int[] runs = new int[1];
        exam[0] =
                exam(
                        fault -> {
                            if (++runs[0] == 2) {
                                exam[0].interrupt();
                            }
                            return report(finding("none", OK, 0));
                        });
        ExamResult result = exam[0].run(List.of(Fault.NONE_POOL, Fault.NONE_ECHO), 5);

        assertThat(runs[0]).isEqualTo(2);
        assertThat(result.trials()).hasSize(1);
        assertThat(result.complete()).isFalse();
        assertThat(result.passes()).isFalse();
        assertThat(text(result)).contains("interrupted");
    }

    @Test
    void a_wrong_run_beside_others_is_tried_three_times_and_then_the_machine_is_too_noisy() {
        int[] runs = new int[1];
        ExamResult result =
                exam(fault -> {
                            runs[0]++;
                            return beside(1.5, report(finding("host.neighbours", WARN, 90)));
                        })
                        .run(List.of(Fault.BLOCK_CPU), 1);

        assertThat(runs[0]).isEqualTo(3);
        assertThat(result.passes()).isFalse();
        assertThat(result.isTooNoisy()).isTrue();
        assertThat(text(result)).contains("not quiet").contains("the machine was too noisy");
    }

    @Test
    void a_run_that_comes_out_right_when_tried_again_is_right() {
        int[] runs = new int[1];
        ExamResult result =
                exam(fault ->
                                runs[0]++ == 0
                                        ? beside(1.5, report(finding("x", WARN, 90)))
                                        : beside(0, report(finding(ruleOf(fault), WARN, 90))))
                        .run(List.of(Fault.BLOCK_CPU), 1);

        assertThat(runs[0]).isEqualTo(2);
        assertThat(result.passes()).isTrue();
        assertThat(result.isTooNoisy()).isFalse();
    }

    @Test
    void a_wrong_run_on_a_quiet_machine_is_wrong_at_once() {
        int[] runs = new int[1];
        ExamResult result =
                exam(fault -> {
                            runs[0]++;
                            return beside(0, report(finding("x", WARN, 90)));
                        })
                        .run(List.of(Fault.BLOCK_CPU), 1);

        assertThat(runs[0]).isEqualTo(1);
        assertThat(result.isTooNoisy()).isFalse();
    }

    @Test
    void where_the_fault_is_another_process_it_is_no_excuse() {
        int[] runs = new int[1];
        ExamResult result =
                exam(fault -> {
                            runs[0]++;
                            return beside(1.5, report(finding("x", WARN, 90)));
                        })
                        .run(List.of(Fault.RIVAL), 1);

        assertThat(runs[0]).isEqualTo(1);
        assertThat(result.isTooNoisy()).isFalse();
    }

    @Test
    void a_run_without_a_report_is_wrong_and_says_why() {
        ExamResult result = examOf(fault -> Optional.empty()).run(List.of(Fault.GARBAGE), 1);

        assertThat(result.trials().get(0).right()).isFalse();
        assertThat(text(result)).contains("(no report)").contains("garbage: out of order");
    }

    @Test
    void the_text_is_a_matrix_with_a_legend() {
        ExamResult result =
                exam(fault -> report(finding(ruleOf(fault), WARN, 90)))
                        .run(List.of(Fault.BLOCK_CPU, Fault.POOL_SLEEP), 3);

        assertThat(text(result).lines())
                .containsExactly(
                        "fault             right   a   b",
                        "block-cpu           3/3   3   -",
                        "pool-sleep          3/3   -   3",
                        "",
                        "  a  loop.blocked.cpu",
                        "  b  pool.saturated.jobs-wait",
                        "",
                        "6 of 6 runs right, 100%");
    }

    @Test
    void the_document_has_the_matrix_and_each_run() {
        ExamResult result =
                exam(fault -> report(finding(ruleOf(fault), WARN, 90)))
                        .run(List.of(Fault.BLOCK_CPU), 1);

        assertThat(SelftestJson.document(result))
                .contains("\"schema\": \"loopbench.selftest/1\"")
                .contains("\"passed\": true")
                .contains("\"leading\": {\"loop.blocked.cpu\": 1}")
                .contains("{\"fault\": \"block-cpu\", \"run\": 1, \"right\": true, ");
    }

    @Test
    void none_names_all_runs_without_a_fault() {
        assertThat(Fault.named("none"))
                .containsExactly(Fault.NONE_POOL, Fault.NONE_ECHO, Fault.NONE_BURST);
        assertThat(Fault.named("rival")).containsExactly(Fault.RIVAL);
        assertThat(Fault.named("nobody")).isEmpty();
    }

    @Test
    void commands_fit_the_machine() {
        assertThat(Fault.POOL_CPU.command(3, "5s"))
                .containsExactly(
                        "run", "--duration=5s", "pbkdf2", "--threads=3", "--concurrency=12");
        assertThat(Fault.RIVAL.rival(3)).contains("--threads=6");
        assertThat(
                        Arrays.stream(Fault.values())
                                .filter(fault -> !fault.rival(3).isEmpty())
                                .toList())
                .containsExactly(Fault.RIVAL);
    }

    private static Exam exam(Function<Fault, Report> reports) {
        return examOf(fault -> Optional.of(reports.apply(fault)));
    }

    /** Where there is no report, the run fails. */
    private static Exam examOf(Function<Fault, Optional<Report>> reports) {
        return new Exam(
                new Laboratory() {
                    @Override
                    public Report run(List<String> command, List<String> rival)
                            throws WorkloadException {
                        return reports.apply(faultOf(command))
                                .orElseThrow(() -> new WorkloadException("out of order"));
                    }

                    @Override
                    public void interrupt() {}
                },
                CORES,
                DURATION,
                (fault, done, total) -> {});
    }

    private static Fault faultOf(List<String> command) {
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.command(CORES, DURATION).equals(command))
                .findFirst()
                .orElseThrow();
    }

    /** The same run, beside others on these of its cores. */
    private static Report beside(double othersCores, Report report) {
        Host host = report.host();
        Host busy =
                new Host(
                        host.cpu(),
                        new Host.Throttling(0L, 0L, 0L),
                        new Host.Others(0.0, othersCores),
                        host.gc(),
                        host.contextSwitches(),
                        host.allocatedBytes(),
                        host.workersRunDelayNanos(),
                        host.unavailable());
        return with(report, busy, report.findings());
    }

    private static ConfusionMatrix matrixOf(int runs, int right) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Finding.Severity severity = i < right ? OK : WARN;
            trials.add(Trial.judged(Fault.NONE_POOL, i, report(finding("x", severity, 80))));
        }
        return ConfusionMatrix.of(trials);
    }

    private static String ruleOf(Fault fault) {
        return fault.right().stream().findFirst().orElse("none");
    }

    private static String text(ExamResult result) {
        return new SelftestText(new TextStyle(80, false, false)).of(result);
    }

    private static Finding finding(String rule, Finding.Severity severity, int score) {
        return new Finding(
                rule,
                severity,
                score,
                Finding.Confidence.HIGH,
                null,
                rule,
                List.of("x"),
                List.of(),
                "",
                null);
    }

    private static Report report(Finding... findings) {
        Report report = classic();
        return with(report, report.host(), List.of(findings));
    }

    private static Report with(Report report, Host host, List<Finding> findings) {
        return new Report(
                report.schema(),
                report.origin(),
                report.work(),
                new Report.Observed(
                        report.pool(),
                        report.loop(),
                        host,
                        report.memory(),
                        report.timeline(),
                        report.probes()),
                findings,
                report.repeats(),
                report.traffic(),
                report.limits(),
                report.warnings());
    }

    private static Report classic() {
        try (Reader in = Files.newBufferedReader(CLASSIC)) {
            return new JsonReportReader().read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableReportException e) {
            throw new IllegalStateException(e);
        }
    }
}
