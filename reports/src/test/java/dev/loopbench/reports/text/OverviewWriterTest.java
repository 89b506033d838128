package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.HostileReports;
import dev.loopbench.reports.LongReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden files are written anew by {@code -Dgolden.update=true}: see {@link GoldenFile}. */
class OverviewWriterTest {

    private static final int SCREEN = 24;

    static String[] samples() {
        return TextReportWriterTest.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_overview_is_as_its_golden_file(String sample) throws IOException {
        for (int columns : new int[] {40, 80, 140}) {
            GoldenFile.assertSame(
                    "overview/" + sample + "-" + columns + ".txt",
                    written(SampleReports.named(sample), new TextStyle(columns, true, false)));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_overview_in_ascii_and_one_in_colour_are_as_their_golden_files(String sample)
            throws IOException {
        Report report = SampleReports.named(sample);
        String ascii = written(report, new TextStyle(80, false, false));

        assertThat(ascii).matches("[\\x20-\\x7e\\n]*");
        GoldenFile.assertSame("overview/" + sample + "-80-ascii.txt", ascii);
        GoldenFile.assertSame(
                "overview/" + sample + "-80-colour.txt",
                written(report, new TextStyle(80, true, true)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void it_leaves_room_for_the_prompt_on_a_classic_terminal(String sample) throws IOException {
        for (int columns : new int[] {80, 100, 140}) {
            assertThat(written(SampleReports.named(sample), new TextStyle(columns, true, false)))
                    .as("%s, %s columns", sample, columns)
                    .satisfies(text -> assertThat(text.lines().count()).isLessThan(SCREEN));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_first_finding_ends_it(String sample) throws IOException {
        Report report = SampleReports.named(sample);
        List<Finding> findings = report.findings();
        String text = written(report, new TextStyle(140, true, false));

        if (!findings.isEmpty()) {
            String answer = text.substring(text.lastIndexOf("\n\n"));
            assertThat(answer.replaceAll("\\s+", " "))
                    .contains(findings.get(0).title())
                    .contains(findings.get(0).evidence().get(0));
        }
        assertThat(text).endsWith("  more    all the rest\n");
    }

    @Test
    void what_the_title_or_the_first_finding_says_is_not_doubted_as_well() throws IOException {
        TextStyle style = new TextStyle(80, true, false);
        Warning cut = new Warning(Warning.Kind.RUN_INTERRUPTED, "It was interrupted.", "");
        Warning failed = new Warning(Warning.Kind.OPERATIONS_FAILED, "The first one failed.", "");
        Warning other = new Warning(Warning.Kind.HOST_NEIGHBOURS, "Others used a core.", "");
        List<Warning> doubts = List.of(cut, failed, other);
        Finding first = SampleReports.classic().findings().get(0);
        Finding failure =
                new Finding(
                        "work.failed",
                        Finding.Severity.WARN,
                        80,
                        Finding.Confidence.HIGH,
                        null,
                        "2 of 5 operations failed",
                        List.of("pbkdf2: 2 failed"),
                        List.of(),
                        "Mend that first.",
                        null);

        assertThat(written(SampleReports.classic().with(List.of(failure), doubts), style))
                .contains("  doubt   Others used a core.\n");
        assertThat(written(SampleReports.classic().with(List.of(first), doubts), style))
                .contains("  doubt   The first one failed. (and 1 more)\n");
    }

    @Test
    void the_loop_is_drawn_over_time_where_it_was_held_or_is_the_answer() throws IOException {
        TextStyle style = new TextStyle(80, true, false);
        Report report = SampleReports.classic();
        Finding first = report.findings().get(0);
        Finding starved =
                new Finding(
                        "loop.starved",
                        first.severity(),
                        first.score(),
                        first.confidence(),
                        null,
                        "Loop short of CPU",
                        first.evidence(),
                        first.ruledOut(),
                        "",
                        null);

        assertThat(written(SampleReports.named("blocked-loop"), style)).contains("┃ held");
        assertThat(written(report.with(List.of(starved, first), List.of()), style))
                .contains("┃ held");
        assertThat(written(report.with(List.of(first, starved), List.of()), style))
                .doesNotContain("┃ held")
                .contains("then    ▲ Loop short of CPU");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_line_is_wider_than_the_columns(long seed) throws IOException {
        assertFits(new RandomReports(seed).next(), "seed " + seed);
    }

    @Test
    void no_line_of_the_largest_report_is_wider_than_the_columns() throws IOException {
        assertFits(LongReports.largest(), "largest");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void texts_and_times_that_make_no_sense_do_no_harm(String sample) throws IOException {
        Report report = SampleReports.named(sample);
        assertFits(HostileReports.of(report), sample);
        for (long time : new long[] {0, 1, Long.MAX_VALUE}) {
            assertFits(HostileReports.withTimes(report, time), sample + " at " + time);
        }
    }

    private static void assertFits(Report report, String where) throws IOException {
        for (int columns = 40; columns <= 200; columns += 23) {
            for (boolean unicode : new boolean[] {true, false}) {
                String text = written(report, new TextStyle(columns, unicode, false));
                int most = columns;
                assertThat(text.lines())
                        .as("%s, %s columns", where, columns)
                        .allMatch(line -> line.codePointCount(0, line.length()) <= most);
                assertThat(text).as(where).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
            }
        }
    }

    private static String written(Report report, TextStyle style) throws IOException {
        StringBuilder out = new StringBuilder();
        new OverviewWriter(style, "all the rest").write(report, out);
        return out.toString();
    }
}
