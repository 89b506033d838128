package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.gate.document.ComparisonReader;
import dev.loopbench.reports.gate.model.Comparison;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompareCommandTest {

    private static final String FINGERPRINT = Reports.complete().environment().fingerprint();

    private final String json = Reports.json(Reports.complete());

    @TempDir private Path folder;

    private String base = "";

    @BeforeEach
    void save_a_report_of_ten_repeats() throws Exception {
        base = saved("base.json", repeated(json, 10, 200));
    }

    @Test
    void a_report_and_itself_do_not_differ() {
        Invocation.Result compared = compare(base, base);

        assertThat(compared.code()).isZero();
        assertThat(compared.out()).contains("No regression: all values are the same.");
    }

    @Test
    void a_report_of_one_repeat_and_itself_do_not_differ_either() throws Exception {
        String single = saved("single.json", json);

        Invocation.Result compared = compare(single, single);

        assertThat(compared.code()).isZero();
        assertThat(compared.out()).contains("all values are the same");
    }

    @Test
    void a_slower_report_is_a_regression() throws Exception {
        String slower = saved("head.json", repeated(json, 10, 260));

        Invocation.Result compared = compare(base, slower, "--cells", "makespan", "--json", "-");

        assertThat(compared.code()).isEqualTo(10);
        Comparison comparison = new ComparisonReader().read(new StringReader(compared.out()));
        assertThat(comparison.outcome().kind().word()).isEqualTo("regression");
        assertThat(comparison.cells().get(0).change().estimateShare()).isBetween(0.28, 0.32);
        assertThat(comparison.base().samples()).hasSize(10);
        assertThat(comparison.seat()).isNull();
        assertThat(compared.err()).contains("Regression: makespan is");
    }

    @Test
    void a_faster_report_is_an_improvement() throws Exception {
        String faster = saved("head.json", repeated(json, 10, 140));

        Invocation.Result compared = compare(base, faster, "--cells", "makespan");

        assertThat(compared.code()).isZero();
        assertThat(compared.out()).contains("Improvement: makespan is", "faster");
    }

    @Test
    void reports_of_other_parameters_are_refused_with_the_option_that_allows_them()
            throws Exception {
        String other = saved("other.json", withIterations("115000"));

        Invocation.Result refused = compare(base, other);
        Invocation.Result compared = compare(base, other, "--vary", "iterations", "--json", "-");

        assertThat(refused.code()).isEqualTo(13);
        assertThat(refused.err())
                .contains("differ in iterations (100000, 115000); if that is what you want to")
                .contains("--vary iterations");
        assertThat(compared.code()).isZero();
        Comparison comparison = new ComparisonReader().read(new StringReader(compared.out()));
        assertThat(comparison.varied())
                .containsExactly(new Comparison.Varied("iterations", "100000", "115000"));
        assertThat(comparison.warnings()).noneMatch(w -> w.id() == Warning.Kind.COMPARE_UNLIKE);
        assertThat(compare(base, other, "--vary", "iterations").out())
                .contains("varied    iterations 100000");
    }

    @Test
    void a_parameter_that_no_report_has_is_refused() {
        Invocation.Result compared = compare(base, base, "--vary", "chunk");

        assertThat(compared.code()).isEqualTo(2);
        assertThat(compared.err()).contains("--vary chunk: there is no such parameter; there are");
    }

    private String withIterations(String iterations) throws IOException {
        return Files.readString(Path.of(base)).replace("\"100000\"", "\"" + iterations + "\"");
    }

    @Test
    void a_newer_tool_may_measure_the_head() throws Exception {
        String newer =
                saved(
                        "newer.json",
                        Files.readString(Path.of(base))
                                .replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"9.9\""));

        assertThat(compare(base, newer).code()).isZero();
    }

    @Test
    void reports_from_other_machines_exit_with_13_and_the_first_difference() throws Exception {
        String other =
                saved(
                        "other.json",
                        Files.readString(Path.of(base)).replace(FINGERPRINT, "0000000000000000"));

        Invocation.Result compared = compare(base, other, "--json", "-");

        assertThat(compared.code()).isEqualTo(13);
        assertThat(compared.out()).isEmpty();
        assertThat(compared.err())
                .contains("environment.fingerprint is " + FINGERPRINT + " in the one");
    }

    @Test
    void advice_is_given_on_unlike_reports_and_never_fails() throws Exception {
        String other =
                saved(
                        "other.json",
                        repeated(json, 10, 260).replace(FINGERPRINT, "0000000000000000"));

        Invocation.Result compared = compare(base, other, "--cells", "makespan", "--advisory");

        assertThat(compared.code()).isZero();
        assertThat(compared.out()).contains("Regression: makespan", "environment.fingerprint is");
    }

    @Test
    void too_few_values_are_inconclusive_and_say_how_many_are_needed() throws Exception {
        String few = saved("few.json", repeated(json, 3, 200));
        String slower = saved("slower.json", repeated(json, 3, 400));

        Invocation.Result compared = compare(few, slower, "--cells", "makespan");

        assertThat(compared.code()).isZero();
        assertThat(compared.out()).contains("Inconclusive", "needs at least 5 on each");
        assertThat(compare(few, slower, "--cells", "makespan", "--fail-on", "inconclusive").code())
                .isEqualTo(11);
    }

    @Test
    void four_reports_a_side_give_one_value_each() throws Exception {
        List<String> words = new ArrayList<>(List.of(base, base));
        for (int i = 0; i < 3; i++) {
            words.addAll(List.of("--base", base, "--head", base));
        }
        words.addAll(List.of("--cells", "makespan", "--json", "-"));

        Invocation.Result compared = compare(words.toArray(new String[0]));

        Comparison comparison = new ComparisonReader().read(new StringReader(compared.out()));
        assertThat(comparison.base().samples()).hasSize(4);
        assertThat(comparison.warnings()).isEmpty();
    }

    @Test
    void values_of_one_process_are_doubted() {
        assertThat(compare(base, base).out().replaceAll("\\s+", " "))
                .contains("Repeats of one process share")
                .contains("if repeats of one process were independent");
    }

    @Test
    void a_named_cell_that_is_missing_fails() {
        Invocation.Result compared = compare(base, base, "--cells", "response.p99");

        assertThat(compared.code()).isEqualTo(1);
        assertThat(compared.out()).contains("Failed: response.p99 cannot be gated in base");
    }

    @Test
    void a_margin_below_what_saved_reports_can_tell_is_refused() {
        Invocation.Result compared = compare(base, base, "--margin", "3%");

        assertThat(compared.code()).isEqualTo(2);
        assertThat(compared.err()).contains("at least 10%", "loopbench ab");
    }

    @Test
    void an_unreadable_report_is_named() throws Exception {
        String broken = saved("broken.json", "{");
        Invocation.Result compared = compare(base, broken);

        assertThat(compared.code()).isEqualTo(2);
        assertThat(compared.err())
                .isEqualTo(
                        "loopbench: "
                                + broken
                                + ": not JSON at line 1, column 2: it ends there and is not"
                                + " whole.\n");
    }

    @Test
    void a_format_without_a_place_for_comparisons_is_refused() {
        Invocation.Result compared = compare(base, base, "-o", "html=-");

        assertThat(compared.code()).isEqualTo(2);
        assertThat(compared.err()).contains("a comparison can be written as text, json, md");
    }

    /** With so many repeats, each a bit longer than the one before. */
    private static String repeated(String report, int repeats, int millis) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < repeats; i++) {
            all.append(i == 0 ? "" : ",");
            all.append(
                    "{\"index\": %d, \"makespanNanos\": %d, \"operations\": 5, \"errors\": 0,"
                                    .formatted(i, millis * 1_000_000L + i * 10_000L)
                            + " \"perSecond\": null, \"nanos\": {}}");
        }
        return report.replaceFirst(
                "(?s)\"repeats\": \\[\\s*\\{.*?\\}\\s*\\}\\s*\\]", "\"repeats\": [" + all + "]");
    }

    private String saved(String name, String document) throws Exception {
        return Files.writeString(folder.resolve(name), document).toString();
    }

    private static Invocation.Result compare(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "compare";
        System.arraycopy(words, 0, all, 1, words.length);
        return Invocation.with(FakeSessions.none()).execute(all);
    }
}
