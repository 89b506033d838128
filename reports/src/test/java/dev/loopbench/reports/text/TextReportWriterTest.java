package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files are written anew by {@code -Dgolden.update=true}: see {@link GoldenFile}. */
class TextReportWriterTest {

    private static final String SAMPLES =
            "classic blocked-loop many-jobs interrupted flood unmeasurable node-trace";

    static String[] samples() {
        return SAMPLES.split(" ");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_report_80_columns_wide_is_as_its_golden_file(String sample) throws IOException {
        assertGolden(sample, "80", new TextStyle(80, true, false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_report_in_ascii_is_as_its_golden_file(String sample) throws IOException {
        assertGolden(sample, "80-ascii", new TextStyle(80, false, false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_wide_report_in_colour_is_as_its_golden_file(String sample) throws IOException {
        assertGolden(sample, "140-colour", new TextStyle(140, true, true));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_narrow_report_is_as_its_golden_file(String sample) throws IOException {
        assertGolden(sample, "40", new TextStyle(40, true, false));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_line_is_wider_than_the_columns(long seed) throws IOException {
        Report report = new RandomReports(seed).next();
        for (int columns = 40; columns <= 200; columns += 11 + (int) (seed % 7)) {
            for (boolean unicode : new boolean[] {true, false}) {
                String text = written(report, new TextStyle(columns, unicode, seed % 2 == 0));
                String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
                String where = "seed " + seed + ", " + columns + " columns, unicode " + unicode;
                assertThat(plain.lines()).as(where).allMatch(fits(columns));
                assertThat(plain).as(where).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void colour_changes_nothing_but_the_colour(String sample) throws IOException {
        Report report = SampleReports.named(sample);
        String colourful = written(report, new TextStyle(100, true, true));

        assertThat(colourful).contains("\u001b[");
        assertThat(colourful.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(written(report, new TextStyle(100, true, false)));
    }

    private static Predicate<String> fits(int columns) {
        return line -> line.codePointCount(0, line.length()) <= columns;
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 140})
    void ascii_without_colour_is_nothing_but_ascii(int columns) throws IOException {
        for (String sample : samples()) {
            String text =
                    written(SampleReports.named(sample), new TextStyle(columns, false, false));

            assertThat(text).as(sample).matches("[\\x20-\\x7e\\n]*");
        }
    }

    private static void assertGolden(String sample, String style, TextStyle textStyle)
            throws IOException {
        String text = written(SampleReports.named(sample), textStyle);

        GoldenFile.assertSame("text/" + sample + "-" + style + ".txt", text);
    }

    private static String written(Report report, TextStyle style) throws IOException {
        StringBuilder out = new StringBuilder();
        new TextReportWriter(style).write(report, out);
        return out.toString();
    }
}
