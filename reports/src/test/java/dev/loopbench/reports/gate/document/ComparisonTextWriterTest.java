package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleCells;
import dev.loopbench.reports.SampleComparisons;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.EditedComparisons;
import dev.loopbench.reports.text.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden files are written anew by {@code -Dgolden.update=true}: see {@link GoldenFile}. */
class ComparisonTextWriterTest {

    static Stream<String> samples() {
        return SampleComparisons.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_comparison_80_columns_wide_is_as_its_golden_file(String sample) {
        assertGolden(sample, "80", new TextStyle(80, true, false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_comparison_in_ascii_is_as_its_golden_file(String sample) {
        assertGolden(sample, "80-ascii", new TextStyle(80, false, false));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_wide_comparison_in_colour_is_as_its_golden_file(String sample) {
        assertGolden(sample, "140-colour", new TextStyle(140, true, true));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_narrow_comparison_is_as_its_golden_file(String sample) {
        assertGolden(sample, "40", new TextStyle(40, true, false));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_line_is_wider_than_the_columns(long seed) {
        Comparison comparison = new RandomReports(seed).nextComparison();
        for (int columns = 40; columns <= 200; columns += 11 + (int) (seed % 7)) {
            int width = columns;
            for (boolean unicode : new boolean[] {true, false}) {
                String text = written(comparison, new TextStyle(columns, unicode, seed % 2 == 0));
                String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
                String where = "seed " + seed + ", " + columns + " columns, unicode " + unicode;
                assertThat(plain.lines())
                        .as(where)
                        .allMatch(line -> line.codePointCount(0, line.length()) <= width);
                assertThat(plain).as(where).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void ascii_is_nothing_but_ascii_and_knows_each_character(String sample) {
        String text = written(SampleComparisons.named(sample), new TextStyle(140, false, false));

        assertThat(text).matches("[\\x20-\\x7e\\n]*").doesNotContain("?");
    }

    @Test
    void the_answer_comes_first() {
        assertThat(written(SampleComparisons.regression(), new TextStyle(140, true, false)))
                .startsWith(
                        "▲ Regression: throughput is 8.9% lower (7.5% to 10.4%), 1 more cell"
                                + " worse,");
    }

    @Test
    void figures_that_did_not_change_visibly_are_counted() {
        assertThat(written(SampleComparisons.regression(), new TextStyle(80, true, false)))
                .contains("2 more figures without a visible change")
                .contains("wait.p90")
                .doesNotContain("return.p50");
    }

    @Test
    void of_many_figures_that_changed_the_largest_are_shown() {
        List<CellResult> cells = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            double change = i / 100.0;
            cells.add(
                    SampleCells.changed("k" + i + ":wait.p50", 1e6, change, change / 2, change * 2)
                            .information());
        }

        String text =
                written(
                        EditedComparisons.withCells(SampleComparisons.regression(), cells),
                        new TextStyle(80, true, false));

        assertThat(text).contains("k20:wait.p50", "k9:wait.p50").doesNotContain("k8:wait.p50");
        assertThat(text).contains("8 more figures with a smaller change");
    }

    private static void assertGolden(String sample, String style, TextStyle textStyle) {
        GoldenFile.assertSame(
                "comparison/text/" + sample + "-" + style + ".txt",
                written(SampleComparisons.named(sample), textStyle));
    }

    private static String written(Comparison comparison, TextStyle style) {
        return ComparisonText.by(
                new ComparisonTextWriter(style, ComparisonText.COMMANDS), comparison);
    }
}
