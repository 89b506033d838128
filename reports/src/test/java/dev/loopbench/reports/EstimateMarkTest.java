package dev.loopbench.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.EstimatedWait;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.csv.CsvReportWriter;
import dev.loopbench.reports.hgrm.HgrmReportWriter;
import dev.loopbench.reports.hlog.HlogReportWriter;
import dev.loopbench.reports.html.HtmlReportWriter;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.markdown.MarkdownReportWriter;
import dev.loopbench.reports.openmetrics.OpenMetricsReportWriter;
import dev.loopbench.reports.text.OverviewWriter;
import dev.loopbench.reports.text.TextReportWriter;
import dev.loopbench.reports.text.TextStyle;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody who reads an estimate takes it for what was measured. */
final class EstimateMarkTest {

    static Stream<ReportWriter> formatsOfDistributions() {
        return Stream.of(
                new CsvReportWriter(),
                new MarkdownReportWriter(),
                new HlogReportWriter(),
                new HgrmReportWriter(),
                new OpenMetricsReportWriter(),
                new JsonReportWriter(),
                new HtmlReportWriter());
    }

    @ParameterizedTest
    @MethodSource("formatsOfDistributions")
    void an_estimated_wait_is_called_estimated(ReportWriter writer) {
        assertThat(Written.by(writer, estimated())).containsIgnoringCase("estimate");
    }

    @Test
    void no_wait_is_listed_beside_the_estimate() {
        String table = Written.by(new CsvReportWriter(), estimated());

        assertThat(table.lines().filter(line -> line.contains("wait-estimated"))).hasSize(1);
        assertThat(table.lines().filter(line -> line.contains(",wait,"))).isEmpty();
    }

    @Test
    void on_the_terminal_it_has_a_tilde_and_its_bounds() {
        String details =
                Written.by(new TextReportWriter(new TextStyle(100, true, false)), estimated());
        String screen =
                Written.by(new OverviewWriter(new TextStyle(100, true, false), ""), estimated());

        assertThat(details).contains("~wait").contains("is an estimate").contains("at most 900ms");
        assertThat(details.lines().filter(line -> line.startsWith("  wait "))).isEmpty();
        assertThat(screen.lines().filter(line -> line.startsWith("  wait "))).isEmpty();
    }

    @Test
    void it_is_read_back_as_it_was_written() throws Exception {
        Report report = estimated();
        String written = Written.by(new JsonReportWriter(), report);

        assertThat(new JsonReportReader().read(new StringReader(written)).operations())
                .isEqualTo(report.operations());
    }

    private static Report estimated() {
        Report report = SampleReports.named("classic");
        Operation measured = report.operations().get(0);
        Histogram wait = Objects.requireNonNull(measured.legs().waitLeg());
        Operation.Legs legs =
                new Operation.Legs(
                        null,
                        new EstimatedWait(wait, 1, 900_000_000, EstimatedWait.Basis.MIDDLE),
                        null,
                        null,
                        null,
                        new TreeMap<>());
        return EditedReports.withOperations(
                report,
                List.of(
                        new Operation(
                                measured.kind(),
                                measured.count(),
                                0,
                                0,
                                List.of(),
                                measured.pace(),
                                measured.latency(),
                                legs,
                                null)));
    }
}
