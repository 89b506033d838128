package dev.loopbench.reports.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.io.StringReader;
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
    void a_minor_version_is_read() throws Exception {
        String newer = classic.replace("loopbench.report/1\"", "loopbench.report/1.7\"");

        assertThat(read(newer).schema()).isEqualTo("loopbench.report/1.7");
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
                .hasMessageMatching("not JSON at line \\d+, column \\d+: .+");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"iterations\": 7 | \"iterations\": \"7\"     | \"loop.iterations\" at line N, column N is not a whole number",
                "\"iterations\": 7 | \"iterations\": 7.5       | \"loop.iterations\" at line N, column N is not a whole number",
                "\"iterations\": 7, | `` | \"loop.iterations\" at line N, column N is missing",
                "\"iterations\": 7 | \"iterations\": null       | \"loop.iterations\" at line N, column N is not a whole number",
                "\"complete\": true | \"complete\": \"yes\"    | \"run.complete\" at line N, column N is not true or false",
                "\"arguments\": [\"-Xmx512m\"] | \"arguments\": null | \"environment.jvm.arguments\" at line N, column N is not a list",
                "\"arguments\": [\"-Xmx512m\"] | \"arguments\": [null] | \"environment.jvm.arguments[0]\" at line N, column N is not text",
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

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessage(message);
    }

    private static Report read(String json) throws IOException, UnreadableReportException {
        return new JsonReportReader().read(new StringReader(json));
    }
}
