package dev.loopbench.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportFormatTest {

    @Test
    void formats_have_the_names_that_users_know() {
        assertThat(ReportFormat.words())
                .containsExactly(
                        "text",
                        "json",
                        "html",
                        "csv",
                        "md",
                        "hlog",
                        "hgrm",
                        "trace",
                        "openmetrics",
                        "junit",
                        "jmh",
                        "gh-bench",
                        "bmf");
    }

    @ParameterizedTest
    @CsvSource({
        "a/report.HTML, HTML",
        "report.v2.json, JSON",
        "metrics.prom, OPENMETRICS",
        "junit.xml, JUNIT",
        "a.md, MARKDOWN",
    })
    void an_ending_that_is_of_one_format_tells_it(String name, ReportFormat format) {
        assertThat(ReportFormat.ofFile(name)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "report.", "-", "", "a.json/report", "trace.gz", "html"})
    void any_other_name_tells_nothing(String name) {
        assertThat(ReportFormat.ofFile(name)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void every_format_writes_what_it_is_given(ReportFormat format) throws Exception {
        StringBuilder classic = new StringBuilder();
        format.writer().write(SampleReports.classic(), classic);

        assertThat(classic).isNotBlank();
        for (long seed = 1; seed <= 20; seed++) {
            StringBuilder any = new StringBuilder();
            format.writer().write(new RandomReports(seed).next(), any);
            assertThat(any).as("seed %d", seed).isNotBlank();
        }
    }
}
