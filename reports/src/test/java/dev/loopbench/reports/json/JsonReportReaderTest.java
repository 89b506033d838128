package dev.loopbench.reports.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Finding;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collections;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReportReaderTest {

    private String classic = "";

    @BeforeEach
    void write_the_classic() throws IOException {
        classic = JsonReportTest.written(SampleReports.classic());
    }

    @Test
    void keys_it_does_not_know_are_skipped() throws Exception {
        String newer =
                classic.replace(
                        "\"complete\": true,", "\"complete\": true, \"mood\": {\"a\": [1]},");

        assertThat(read(newer)).isEqualTo(SampleReports.classic());
    }

    @Test
    void an_optional_key_that_is_missing_is_null() throws Exception {
        String older = classic.replace("\"costPerEventNanos\": 83.4,", "");

        assertThat(read(older).probes().costPerEventNanos()).isNull();
    }

    @Test
    void a_report_from_before_there_were_connections_has_none() throws Exception {
        String older =
                classic.replaceAll("  \"(clients|sockets|server)\": null,\n", "")
                        .replaceAll("      \"fromSend\": null,\n", "");

        assertThat(older).doesNotContain("clients", "sockets", "server", "fromSend");
        assertThat(read(older)).isEqualTo(SampleReports.classic());
    }

    @Test
    void a_report_from_before_failures_and_work_under_way_has_none() throws Exception {
        String older =
                classic.replaceAll(
                        ",?\n *\"(ending|unfinished|lastOkNanos|failures|underWay)\": [^\n]*?(?=,?\n)",
                        "");

        assertThat(older)
                .doesNotContainPattern("\"(ending|unfinished|failures|lastOkNanos|underWay)\"");
        assertThat(read(older)).isEqualTo(SampleReports.classic());
    }

    @Test
    void a_report_from_before_the_word_was_interrupted_if_it_is_not_complete() throws Exception {
        String older =
                classic.replace("    \"ending\": \"done\",\n", "")
                        .replace("\"complete\": true", "\"complete\": false");

        assertThat(read(older).run().ending()).isEqualTo(Run.Ending.INTERRUPTED);
    }

    @Test
    void a_minor_version_is_read() throws Exception {
        String newer = classic.replace("loopbench.report/1\"", "loopbench.report/1.7\"");

        assertThat(read(newer).schema()).isEqualTo("loopbench.report/1.7");
    }

    @Test
    void a_word_of_a_later_version_is_unknown() throws Exception {
        Report newer =
                read(
                        classic.replace("\"severity\": \"warn\"", "\"severity\": \"grave\"")
                                .replace("\"confidence\": \"high\"", "\"confidence\": \"full\"")
                                .replace("\"outcome\": \"ok\"", "\"outcome\": \"lost\"")
                                .replace("\"source\": \"--threads\"", "\"source\": \"advice\"")
                                .replace("\"model\": \"burst\"", "\"model\": \"waves\""));

        assertThat(newer.findings().get(0).severity()).isEqualTo(Finding.Severity.UNKNOWN);
        assertThat(newer.findings().get(0).confidence()).isEqualTo(Finding.Confidence.UNKNOWN);
        assertThat(newer.jobs()).extracting(Job::outcome).containsOnly(Job.Outcome.UNKNOWN);
        assertThat(newer.config().pool().source()).isEqualTo(Config.PoolConfig.Source.UNKNOWN);
        assertThat(newer.config().load()).isEqualTo(new Load.Unknown());
    }

    @Test
    void a_higher_major_version_is_refused() {
        assertRefused(
                classic.replace("loopbench.report/1", "loopbench.report/2"),
                "a report of version 2, and this loopbench reads version 1:"
                        + " a newer loopbench can read it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "3", "null", "{\"schema\": 1}", "{\"schema\": \"jmh/1\"}"})
    void another_document_is_refused(String json) {
        assertRefused(json, "not a loopbench report: its \"schema\" is not \"loopbench.report/1\"");
    }

    @Test
    void nothing_at_all_is_refused() {
        assertThatThrownBy(() -> read("")).isInstanceOf(UnreadableReportException.class);
    }

    @ParameterizedTest(name = "cut after {0} %")
    @ValueSource(ints = {1, 10, 33, 50, 75, 90, 99})
    void a_truncated_document_is_refused_with_the_place_where_it_ends(int percent) {
        String cut = classic.substring(0, classic.length() * percent / 100);

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageMatching(
                        "not JSON at line \\d+, column \\d+: it ends there and is not whole");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"iterations\": 7 | \"iterations\": \"7\"     | \"loop.iterations\" at line N, column N is not a whole number",
                "\"iterations\": 7 | \"iterations\": 7.5       | \"loop.iterations\" at line N, column N is not a whole number",
                "\"slowThreads\": 2, | `` | \"config.pool.slowThreads\" at line N, column N is missing",
                "\"slowThreads\": 2 | \"slowThreads\": null | \"config.pool.slowThreads\" at line N, column N is not a whole number",
                "\"complete\": true | \"complete\": \"yes\"    | \"run.complete\" at line N, column N is not true or false",
                "\"arguments\": [\"-Xmx512m\"] | \"arguments\": null | \"environment.jvm.arguments\" at line N, column N is not a list",
                "\"arguments\": [\"-Xmx512m\"] | \"arguments\": [null] | \"environment.jvm.arguments[0]\" at line N, column N is not text",
                "\"ending\": \"done\" | \"ending\": \"gone\" | \"run.ending\" at line N, column N is \"gone\", not one of done, drain-timeout, interrupted",
                "\"severity\": \"warn\" | \"severity\": null | \"findings[0].severity\" at line N, column N is not text",
                "\"severity\": \"warn\" | \"severity\": 5 | \"findings[0].severity\" at line N, column N is not text",
                "\"ending\": \"done\" | \"ending\": 5 | \"run.ending\" at line N, column N is not text",
            })
    void a_value_that_does_not_fit_is_named(String found, String replacement, String message) {
        assertThat(classic).contains(found);
        String broken = classic.replaceFirst(Pattern.quote(found), replacement);

        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(UnreadableReportException.class)
                .message()
                .satisfies(
                        m ->
                                assertThat(m.replaceAll("(line|column) \\d+", "$1 N"))
                                        .isEqualTo(message));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"iterations\": 7 | \"iterations\": -7 | \"loop.iterations\" is -7, less than 0",
                "\"depthMax\": 5 | \"depthMax\": -1 | \"pool.depthMax\" is -1, less than 0",
                "\"costPerEventNanos\": 83.4 | \"costPerEventNanos\": 1e999 | \"probes.costPerEventNanos\" is larger than any number",
                "\"residualShare\": 0.0045 | \"residualShare\": 45 | \"loop.residualShare\" is 45.0, more than 1",
                "\"slowThreads\": 2 | \"slowThreads\": -2 | \"config.pool.slowThreads\" is -2, less than 0",
            })
    void a_value_beyond_the_limits_of_the_schema_is_named(
            String found, String replacement, String message) {
        assertThat(classic).contains(found);

        assertRefused(classic.replaceFirst(Pattern.quote(found), replacement), message);
    }

    @Test
    void a_point_of_a_series_is_held_against_the_limits_of_a_pair() {
        String broken =
                classic.replaceFirst("\"depthSeries\": \\[\\s*\\[0,", "\"depthSeries\": [[-5,");

        assertThat(broken).isNotEqualTo(classic);
        assertRefused(broken, "\"pool.depthSeries[0].atNanos\" is -5, less than 0");
    }

    @Test
    void a_list_that_is_longer_than_any_report_has_it_is_refused() {
        String stall =
                "{\"atNanos\":0,\"durationNanos\":0,\"phase\":\"\",\"label\":\"\",\"parts\":"
                        + "{\"unexplainedNanos\":0}}";
        String broken =
                classic.replace(
                        "\"stalls\": []",
                        "\"stalls\": [" + String.join(",", Collections.nCopies(101, stall)) + "]");

        assertRefused(broken, "\"loop.stalls\" has more than 100 entries");
    }

    @Test
    void a_histogram_that_cannot_be_decoded_is_named() {
        String broken = classic.replaceFirst("\"encoded\": \"[^\"]*\"", "\"encoded\": \"AAAA\"");

        assertRefused(
                broken,
                "\"operations[0].response\" is broken: The encoded histogram is not a compressed"
                        + " HdrHistogram in base64.");
    }

    @Test
    void a_document_that_goes_on_and_on_is_refused_before_it_is_parsed() {
        Reader endless =
                new Reader() {
                    @Override
                    public int read(char[] into, int from, int length) {
                        Arrays.fill(into, from, from + length, '[');
                        return length;
                    }

                    @Override
                    public void close() {}
                };

        assertThatThrownBy(() -> new JsonReportReader().read(endless))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessage("longer than 32000000 characters, which no report of loopbench is");
    }

    @Test
    void a_document_of_more_values_than_a_report_has_is_refused_before_they_are_kept() {
        String many =
                classic.replace(
                        "\"evidence\": [",
                        "\"evidence\": ["
                                + String.join(",", Collections.nCopies(1_000_000, "\"\""))
                                + ",");

        assertRefused(
                many, "of more than 1000000 keys and values, which no report of loopbench has");
    }

    @Test
    void a_document_that_nests_without_end_is_refused() {
        String deep = "{\"a\":".repeat(100_000);

        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageStartingWith("not JSON");
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessage(message);
    }

    private static Report read(String json) throws IOException, UnreadableReportException {
        return new JsonReportReader().read(new StringReader(json));
    }
}
