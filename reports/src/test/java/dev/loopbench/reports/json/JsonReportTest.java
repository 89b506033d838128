package dev.loopbench.reports.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.io.StringReader;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportTest {

    private static final JsonReportWriter WRITER = new JsonReportWriter();
    private static final JsonReportReader READER = new JsonReportReader();

    @Test
    void the_classic_is_written_as_its_golden_file() throws IOException {
        GoldenFile.assertSame("json/classic.json", written(SampleReports.classic()));
    }

    @Test
    void connections_are_written_as_their_golden_file() throws IOException {
        GoldenFile.assertSame("json/flood.json", written(SampleReports.flood()));
    }

    @Test
    void what_was_not_measured_is_written_as_null() throws IOException {
        GoldenFile.assertSame("json/unmeasurable.json", written(SampleReports.unmeasurable()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classic",
                "blocked-loop",
                "many-jobs",
                "interrupted",
                "flood",
                "unmeasurable",
                "node-trace"
            })
    void a_sample_read_back_is_the_same(String name) throws Exception {
        Report report = SampleReports.named(name);

        assertThat(read(written(report))).isEqualTo(report);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_report_read_back_is_the_same(long seed) throws Exception {
        Report report = new RandomReports(seed).next();

        assertThat(read(written(report))).as("seed %d", seed).isEqualTo(report);
    }

    @Test
    void a_document_ends_in_one_newline() throws IOException {
        assertThat(written(SampleReports.classic())).endsWith("\n}\n");
    }

    @Test
    void a_job_stands_on_one_line() throws IOException {
        assertThat(written(SampleReports.classic()))
                .containsPattern(
                        "\n    \\{\"id\": 4, \"kind\": \"pbkdf2\", .*\"outcome\": \"ok\"}\n");
    }

    @Test
    void a_number_that_is_not_finite_is_refused_by_name() {
        Report report = withProbes(new Probes(Double.NaN, 0, 0));

        assertThatThrownBy(() -> written(report))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cannot be written: probes.costPerEventNanos: NaN is not a finite number");
    }

    private static Report withProbes(Probes probes) {
        Report r = SampleReports.classic();
        return new Report(
                r.schema(),
                r.origin(),
                r.work(),
                new Report.Observed(r.pool(), r.loop(), r.host(), r.memory(), r.timeline(), probes),
                r.findings(),
                r.repeats(),
                r.traffic(),
                r.limits(),
                r.warnings());
    }

    static String written(Report report) throws IOException {
        StringBuilder out = new StringBuilder();
        WRITER.write(report, out);
        return out.toString();
    }

    private static Report read(String json) throws IOException, UnreadableReportException {
        return READER.read(new StringReader(json));
    }
}
