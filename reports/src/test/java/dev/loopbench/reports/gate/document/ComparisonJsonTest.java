package dev.loopbench.reports.gate.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleComparisons;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Verdict;
import dev.loopbench.reports.json.BoundedReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written is read back the same, and is what the schema describes. */
class ComparisonJsonTest {

    /** Reports that are older than this key are valid without it, and so is what they are in. */
    private static final Set<String> ADDED_LATER = Set.of("injected", "unfinished");

    private final JsonMapper mapper = new JsonMapper();
    private final JsonNode schemaNode = schema("comparison");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_comparison_read_back_is_the_same(long seed) throws Exception {
        Comparison comparison = new RandomReports(seed).nextComparison();

        assertThat(read(written(comparison))).as("seed " + seed).isEqualTo(comparison);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_comparison_holds_exactly_the_keys_the_schema_requires(long seed) throws Exception {
        JsonNode document = mapper.readTree(written(new RandomReports(seed).nextComparison()));

        assertSameKeys(document, schemaNode, "seed " + seed);
    }

    @Test
    void what_both_documents_hold_has_one_description() {
        JsonNode report = schema("report");
        JsonNode shared = schemaNode.get("$defs");

        for (String name : List.of("tool", "config", "environment")) {
            assertThat(shared.get(name)).as(name).isEqualTo(report.get("properties").get(name));
        }
        assertThat(shared.get("load")).isEqualTo(report.get("$defs").get("load"));
    }

    @Test
    void a_higher_major_version_is_refused() throws Exception {
        assertRefused(
                anyWritten().replace(Comparison.SCHEMA, "loopbench.comparison/2"),
                "a comparison of version 2, and this loopbench reads version 1:"
                        + " a newer loopbench can read it");
    }

    @Test
    void a_minor_version_is_read_and_keys_it_does_not_know_are_skipped() throws Exception {
        String newer =
                anyWritten()
                        .replace(
                                Comparison.SCHEMA + "\",",
                                Comparison.SCHEMA + ".3\", \"mood\": {\"a\": [1]},");

        assertThat(read(newer).schema()).isEqualTo("loopbench.comparison/1.3");
    }

    @Test
    void a_word_of_a_later_version_is_unknown() throws Exception {
        Comparison old = SampleComparisons.regression();
        String newer =
                written(old)
                        .replace("\"word\": \"regression\"", "\"word\": \"sidegrade\"")
                        .replace("\"verdict\": \"regression\"", "\"verdict\": \"sidegrade\"");

        Comparison read = read(newer);

        assertThat(read.outcome().kind()).isEqualTo(OutcomeKind.UNKNOWN);
        assertThat(read.cells()).extracting(CellResult::verdict).contains(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "{\"word\": \"regression\"}"})
    void a_verdict_that_is_no_text_is_refused(String other) throws Exception {
        String strange =
                written(SampleComparisons.regression())
                        .replaceFirst("\"verdict\": \"[a-z ]*\"", "\"verdict\": " + other);

        assertThatThrownBy(() -> read(strange))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageStartingWith("\"cells[0].verdict\" at line ")
                .hasMessageEndingWith(" is not text");
    }

    @Test
    void a_stage_that_is_none_is_refused_with_its_place_and_those_there_are() throws Exception {
        String strange =
                written(SampleComparisons.regression())
                        .replaceFirst("\"stage\": \"look\"", "\"stage\": \"gaze\"");

        assertThatThrownBy(() -> read(strange))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageStartingWith("\"pairs[0].stage\" at line ")
                .hasMessageEndingWith(" is \"gaze\", not one of look, control, confirm");
    }

    @Test
    void a_report_is_refused() {
        assertRefused(
                "{\"schema\": \"loopbench.report/1\"}",
                "not a loopbench comparison: its \"schema\" is not \"loopbench.comparison/1\"");
    }

    private void assertSameKeys(JsonNode document, JsonNode declared, String where) {
        JsonNode type = resolve(declared);
        if (document.isObject() && type.has("properties")) {
            assertThat(document.propertyNames())
                    .as(where)
                    .containsExactlyElementsOf(type.get("properties").propertyNames());
            assertThat(type.get("required").valueStream().map(JsonNode::stringValue))
                    .as(where)
                    .containsExactlyElementsOf(
                            document.propertyNames().stream()
                                    .filter(key -> !ADDED_LATER.contains(key))
                                    .toList());
            for (Map.Entry<String, JsonNode> property : document.properties()) {
                assertSameKeys(
                        property.getValue(),
                        type.get("properties").get(property.getKey()),
                        where + "." + property.getKey());
            }
        } else if (document.isArray() && type.path("items").isObject()) {
            document.forEach(e -> assertSameKeys(e, type.get("items"), where + "[]"));
        }
    }

    private JsonNode resolve(JsonNode declared) {
        JsonNode node = declared.has("anyOf") ? declared.get("anyOf").get(0) : declared;
        return node.has("$ref") ? schemaNode.at(node.get("$ref").stringValue().substring(1)) : node;
    }

    private JsonNode schema(String noun) {
        try (InputStream in =
                Objects.requireNonNull(
                        BoundedReader.class.getResourceAsStream(
                                "loopbench-" + noun + "-1.schema.json"))) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String anyWritten() throws IOException {
        return written(new RandomReports(1).nextComparison());
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessage(message);
    }

    private static Comparison read(String json) throws IOException, UnreadableReportException {
        return new ComparisonReader().read(new StringReader(json));
    }

    private static String written(Comparison comparison) throws IOException {
        StringBuilder out = new StringBuilder();
        new ComparisonJsonWriter().write(comparison, out);
        return out.toString();
    }
}
