package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.format.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ShowCommandTest {

    private final String json = Reports.json(Reports.complete());

    @TempDir private Path folder;

    @Test
    void a_saved_report_is_shown_as_the_run_showed_it() throws Exception {
        String fresh =
                Invocation.with(FakeSessions.reporting(Reports.complete())).execute("run").out();

        Invocation.Result shown = show(saved(json).toString());

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).isEqualTo(fresh);
        assertThat(shown.err()).isEmpty();
    }

    @Test
    void a_report_comes_from_standard_input_too() {
        Invocation.Result shown =
                Invocation.with(FakeSessions.none()).in(json).execute("show", "-", "--json", "-");

        assertThat(shown.out()).isEqualTo(json);
    }

    @Test
    void each_format_goes_where_it_is_sent() throws Exception {
        Path text = folder.resolve("report.txt");
        Path copy = folder.resolve("copy");

        Invocation.Result shown =
                show(saved(json).toString(), "-o", text.toString(), "--out=json=" + copy);

        assertThat(shown.code()).isZero();
        assertThat(copy).hasContent(json);
        assertThat(text).content().contains("pbkdf2");
        assertThat(shown.out()).contains("pbkdf2");
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void a_format_is_the_same_from_the_run_and_from_its_saved_report(ReportFormat format)
            throws Exception {
        String fresh = folder.resolve("fresh").toString();
        String shown = folder.resolve("shown").toString();

        Invocation.with(FakeSessions.reporting(Reports.complete()))
                .execute("run", "-o", format.word() + "=" + fresh);
        show(saved(json).toString(), "-o", format.word() + "=" + shown);

        assertThat(Path.of(shown)).isNotEmptyFile().hasSameBinaryContentAs(Path.of(fresh));
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void a_sum_of_runs_can_be_written_in_every_format(ReportFormat format) throws Exception {
        String other =
                Files.writeString(
                                folder.resolve("other.json"),
                                json.replace(Reports.complete().run().id(), "another"))
                        .toString();
        Path sum = folder.resolve("sum");

        Invocation.Result merged =
                Invocation.with(FakeSessions.none())
                        .execute(
                                "merge",
                                saved(json).toString(),
                                other,
                                "-o",
                                format.word() + "=" + sum);

        assertThat(merged.code()).isZero();
        assertThat(sum).isNotEmptyFile();
    }

    @Test
    void one_document_on_standard_output_stands_alone() throws Exception {
        Invocation.Result shown = show(saved(json).toString(), "-o", "json=-");

        assertThat(shown.out()).isEqualTo(json);
        assertThat(shown.err()).isEmpty();
    }

    @Test
    void one_screen_is_shown_and_all_of_it_with_details() throws Exception {
        String file = saved(json).toString();
        Invocation.Result screen = show(file);
        Invocation.Result all = show(file, "--details");

        assertThat(screen.out()).contains("--details");
        assertThat(lines(screen.out())).isLessThan(24).isLessThan(lines(all.out()));
        assertThat(all.out()).contains("  rule    ", "Probes    ").doesNotContain("--details");
        assertThat(screen.out()).doesNotContain("  rule    ");
    }

    private static int lines(String text) {
        return (int) text.lines().count();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "-o pdf=x       | --out pdf=x: there is no format pdf; there are text, json",
                "-o report.dat  | --out report.dat does not tell the format: write FORMAT=report.dat with one of text, json",
                "-o -           | --out - does not tell the format: write FORMAT=- with one of text, json",
                "-o json=       | --out needs the name of a file, or - for standard output.",
                "-o json=/no/x  | --out /no/x cannot be written: there is no directory /no.",
                "--json - -o text=- | two documents cannot both go to standard output: json and text.",
                "-o a.json -o json=a.json | two documents cannot both go to a.json: json and json.",
            })
    void what_cannot_be_written_is_refused_before_anything_is(String options, String sentence)
            throws Exception {
        String[] words = (saved(json) + " " + options).split(" ", -1);

        Invocation.Result shown = show(words);

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).startsWith("loopbench: " + sentence);
        assertThat(shown.err().lines()).hasSize(1);
        assertThat(shown.out()).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("report.json");
    }

    @Test
    void a_report_of_a_later_minor_version_is_shown() throws Exception {
        String later =
                json.replace("loopbench.report/1\"", "loopbench.report/1.9\"")
                        .replace(
                                "\"complete\": true,",
                                "\"complete\": true, \"mood\": {\"a\": [1]},");

        assertThat(show(saved(later).toString()).code()).isZero();
    }

    @Test
    void a_report_of_a_later_major_version_is_refused() throws Exception {
        assertRefused(
                json.replace("loopbench.report/1\"", "loopbench.report/2\""),
                "a report of version 2, and this loopbench reads version 1: a newer"
                        + " loopbench can read it");
    }

    @Test
    void a_truncated_report_is_refused_with_the_place_where_it_ends() throws Exception {
        assertThat(assertRefused(json.substring(0, json.length() / 2), "not JSON at line "))
                .endsWith(": it ends there and is not whole.\n");
    }

    @Test
    void a_file_that_is_no_report_is_refused() throws Exception {
        assertRefused("{}", "not a loopbench report");
        assertRefused("", "not ");
        assertRefused("\u0000\u0001", "not JSON");
    }

    @Test
    void a_missing_file_and_a_folder_are_told() {
        assertThat(show(folder.resolve("none.json").toString()).err())
                .isEqualTo("loopbench: there is no file " + folder.resolve("none.json") + ".\n");
        assertThat(show(folder.toString()).err())
                .isEqualTo("loopbench: " + folder + " is a directory, not a file.\n");
    }

    /** Names the file as it was given. */
    private String assertRefused(String document, String sentence) throws Exception {
        Invocation.Result shown = show(saved(document).toString());

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err())
                .startsWith("loopbench: " + folder.resolve("report.json") + ": " + sentence);
        assertThat(shown.err().lines()).hasSize(1);
        assertThat(shown.out()).isEmpty();
        return shown.err();
    }

    private Path saved(String document) throws Exception {
        return Files.writeString(folder.resolve("report.json"), document);
    }

    private static Invocation.Result show(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "show";
        System.arraycopy(words, 0, all, 1, words.length);
        return Invocation.with(FakeSessions.none()).execute(all);
    }
}
