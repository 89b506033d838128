package dev.loopbench.reports.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.Written;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by FastCSV, which is strict about RFC 4180. */
class CsvReportWriterTest {

    @Test
    void each_leg_is_a_row_with_its_figures() {
        Histogram wait =
                Objects.requireNonNull(
                        SampleReports.manyJobs().operations().get(1).legs().waitLeg());
        NamedCsvRecord row = row(SampleReports.manyJobs(), "pbkdf2", "wait");

        assertThat(row.getField("count")).isEqualTo("679");
        assertThat(row.getField("p99Nanos")).isEqualTo("" + wait.percentiles().get("99"));
        assertThat(row.getField("maxNanos")).isEqualTo("" + wait.maxNanos());
    }

    @Test
    void errors_and_rate_stand_in_the_row_of_the_response_alone() {
        NamedCsvRecord response = row(SampleReports.manyJobs(), "fs-read", "response");
        NamedCsvRecord service = row(SampleReports.manyJobs(), "fs-read", "service");

        assertThat(response.getField("errors")).isEqualTo("3");
        assertThat(response.getField("perSecond")).isEqualTo("1484");
        assertThat(service.getField("errors")).isEmpty();
        assertThat(service.getField("perSecond")).isEmpty();
    }

    @Test
    void what_was_not_measured_is_empty() {
        NamedCsvRecord row = row(SampleReports.unmeasurable(), "tick", "response");

        assertThat(row.getField("count")).isEqualTo("0");
        assertThat(row.getFields().subList(6, row.getFieldCount())).containsOnly("");
    }

    @Test
    void the_loops_delay_has_no_count_and_no_minimum() {
        NamedCsvRecord row = row(SampleReports.blockedLoop(), "", "delay");

        assertThat(row.getField("count")).isEmpty();
        assertThat(row.getField("minNanos")).isEmpty();
        assertThat(row.getField("p99Nanos")).isEqualTo("117000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=\"a\",b"})
    void text_that_a_spreadsheet_would_run_is_made_harmless(String kind) {
        List<NamedCsvRecord> rows = rows(EditedReports.withKinds(SampleReports.flood(), kind));

        assertThat(rows.get(0).getField("kind")).isEqualTo("'" + kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a\"b\"", "a\nb", "a\r\nb", " a ", "", "µ世"})
    void text_comes_back_as_it_was(String kind) {
        List<NamedCsvRecord> rows = rows(EditedReports.withKinds(SampleReports.flood(), kind));

        assertThat(rows.get(0).getField("kind")).isEqualTo(kind);
    }

    @Test
    void lines_end_as_rfc_4180_has_it() {
        String text = Written.by(new CsvReportWriter(), SampleReports.classic());

        assertThat(text.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_rows_of_any_report_are_as_wide_as_the_head_and_numbers_are_plain(long seed) {
        for (NamedCsvRecord row : rows(new RandomReports(seed).next())) {
            assertThat(row.getFields().subList(3, row.getFieldCount()))
                    .as("seed " + seed)
                    .allMatch(cell -> cell.matches("(\\d+(\\.\\d+)?)?"));
        }
    }

    private static NamedCsvRecord row(Report report, String kind, String leg) {
        return rows(report).stream()
                .filter(row -> row.getField("kind").equals(kind))
                .filter(row -> row.getField("leg").equals(leg))
                .findFirst()
                .orElseThrow();
    }

    private static List<NamedCsvRecord> rows(Report report) {
        String text = Written.by(new CsvReportWriter(), report);
        return CsvReader.builder()
                .allowMissingFields(false)
                .allowExtraFields(false)
                .ofNamedCsvRecord(text)
                .stream()
                .toList();
    }
}
