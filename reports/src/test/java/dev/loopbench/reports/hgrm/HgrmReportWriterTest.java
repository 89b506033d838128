package dev.loopbench.reports.hgrm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.Written;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by the plot page's rule: lines of exactly four numbers are points. */
class HgrmReportWriterTest {

    private static final double MILLI = 1e6;

    private record Point(double value, double oneOver) {}

    @ParameterizedTest
    @ValueSource(strings = {"classic", "blocked-loop", "many-jobs", "flood"})
    void the_plot_shows_one_curve_that_only_rises(String sample) {
        List<Point> points = points(text(SampleReports.named(sample)));

        assertThat(points).isNotEmpty();
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).value()).isGreaterThanOrEqualTo(points.get(i - 1).value());
            assertThat(points.get(i).oneOver()).isGreaterThan(points.get(i - 1).oneOver());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "many-jobs", "flood"})
    void the_curve_reaches_the_maximum_though_the_line_of_100_percent_is_no_point(String sample) {
        Report report = SampleReports.named(sample);
        Long max = report.operations().get(0).latency().response().maxNanos();
        List<Point> points = points(text(report));

        assertThat(points.get(points.size() - 1).value())
                .isEqualTo(Objects.requireNonNull(max) / MILLI);
    }

    @Test
    void the_file_says_that_values_are_milliseconds() {
        assertThat(text(SampleReports.classic()))
                .startsWith("#[Unit = ms]\n#[Series = response.pbkdf2]\n")
                .contains("\n  298.682862 1.000000000000          5\n");
    }

    @Test
    void what_took_less_than_a_microsecond_is_not_nothing() {
        assertThat(points(text(EditedReports.ofResponse(437))))
                .extracting(Point::value)
                .containsOnly(0.000437);
    }

    @Test
    void another_series_is_what_its_comments_hold() {
        Histogram wait = SampleReports.manyJobs().operations().get(1).legs().waitLeg();
        String prefix = "#wait.pbkdf2 ";
        String series =
                text(SampleReports.manyJobs())
                        .lines()
                        .filter(line -> line.startsWith(prefix))
                        .map(line -> line.substring(prefix.length()) + "\n")
                        .reduce("", String::concat);

        Long max = Objects.requireNonNull(wait).maxNanos();
        List<Point> points = points(series);
        assertThat(points.get(points.size() - 1).value())
                .isEqualTo(Objects.requireNonNull(max) / MILLI);
        assertThat(series).contains("Total count    =          679]");
    }

    @Test
    void without_values_there_is_no_point() {
        assertThat(points(text(SampleReports.unmeasurable()))).isEmpty();
    }

    private static String text(Report report) {
        return Written.by(new HgrmReportWriter(), report);
    }

    private static List<Point> points(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.strip().split(" +", -1))
                .filter(fields -> fields.length == 4)
                .filter(fields -> Arrays.stream(fields).allMatch(f -> f.matches("[0-9.]+")))
                .map(f -> new Point(Double.parseDouble(f[0]), Double.parseDouble(f[3])))
                .toList();
    }
}
