package dev.loopbench.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportSchemaTest {

    /** Reports that are older than these keys are valid without them. */
    private static final Set<String> ADDED_LATER =
            Set.of(
                    "injected",
                    "emptyPolls",
                    "wakeups",
                    "holds",
                    "workersRunDelayNanos",
                    "handOffs",
                    "allocatedBytes",
                    "limits",
                    "ending",
                    "unfinished",
                    "failures",
                    "lastOkNanos",
                    "underWay",
                    "nested",
                    "awayNanos",
                    "keepAliveResets",
                    "churned",
                    "status",
                    "backlog",
                    "requests",
                    "connectionCounts",
                    "calledPauses",
                    "subject",
                    "others",
                    "legsUnavailable",
                    "oldestUnfinishedNanos",
                    "errorNanos",
                    "waitEstimate",
                    "sampledCalls",
                    "call",
                    "estimated",
                    "looking");

    private final JsonMapper mapper = new JsonMapper();
    private final JsonNode schemaNode = mapper.readTree(resource());
    private final Schema schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schemaNode);

    private static byte[] resource() {
        try (InputStream in =
                Objects.requireNonNull(
                        JsonReportWriter.class.getResourceAsStream(
                                "loopbench-report-1.schema.json"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
    void every_sample_is_valid(String name) throws IOException {
        Report report = SampleReports.named(name);

        assertThat(schema.validate(JsonReportTest.written(report), InputFormat.JSON)).isEmpty();
    }

    @Test
    void the_schema_is_valid_itself() {
        Schema meta =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                SchemaLocation.of(
                                        SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(meta.validate(schemaNode)).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_report_holds_exactly_the_keys_the_schema_has(long seed) throws IOException {
        String json = JsonReportTest.written(new RandomReports(seed).next());

        assertSameKeys(mapper.readTree(json), schemaNode, "seed " + seed);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"utilizationShare\": 0.0042 | \"utilizationShare\": 2.0",
                "\"utilizationShare\": 0.0042 | \"utilizationShare\": -0.1",
                "\"utilizationShare\": 0.0042, | ``",
                "\"iterations\": 7 | \"iterations\": \"7\"",
                "\"iterations\": 7 | \"iterations\": -7",
                "\"submitted\": 5 | \"submitted\": null",
                "\"complete\": true | \"complete\": 1",
                "\"unit\": \"ns\" | \"unit\": \"ms\"",
                "HISTFAAA | H4sIAAAA",
                "loopbench.report/1 | loopbench.report/2",
                "\"outcome\": \"ok\" | \"outcome\": \"fine\"",
                "\"severity\": \"warn\" | \"severity\": \"bad\"",
                "\"phase\": \"poll\" | \"phase\": \"nap\"",
                "\"worker\": 0 | \"worker\": -2",
                "[0, 5] | [0]",
                "[0, 5] | [0, 5, 1]",
                "[0, 5] | {\"atNanos\": 0}",
            })
    void a_document_with_one_mistake_is_rejected(String found, String replacement)
            throws IOException {
        String classic = JsonReportTest.written(SampleReports.classic());
        assertThat(classic).contains(found);

        String broken = classic.replace(found, replacement);

        assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"process\": \"own\" | \"process\": \"elsewhere\"",
                "\"localPort\": 8080 | \"localPort\": 65536",
                "\"LISTEN\": 1 | \"LISTEN\": -1",
                "[0, 31] | [0]",
                "\"acceptQueue\": 17 | \"acceptQueue\": \"17\"",
                "\"threadsEnded\": 4 | \"threadsEnded\": null",
            })
    void connections_with_one_mistake_are_rejected(String found, String replacement)
            throws IOException {
        String flood = JsonReportTest.written(SampleReports.flood());
        assertThat(flood).contains(found);

        String broken = flood.replace(found, replacement);

        assertThat(schema.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    private void assertSameKeys(JsonNode document, JsonNode declared, String where) {
        JsonNode type = resolve(declared);
        if (document.isObject() && type.has("properties")) {
            assertThat(document.propertyNames())
                    .as(where)
                    .containsExactlyElementsOf(
                            () -> type.get("properties").propertyNames().iterator());
            assertThat(type.get("required").valueStream().map(JsonNode::stringValue))
                    .as(where)
                    .containsExactlyElementsOf(
                            document.propertyNames().stream()
                                    .filter(key -> !ADDED_LATER.contains(key))
                                    .toList());
            for (Map.Entry<String, JsonNode> property : document.properties()) {
                String path = where + "." + property.getKey();
                assertSameKeys(
                        property.getValue(), type.get("properties").get(property.getKey()), path);
            }
        } else if (document.isArray() && type.path("items").isObject()) {
            document.forEach(e -> assertSameKeys(e, type.get("items"), where + "[]"));
        }
    }

    private JsonNode resolve(JsonNode declared) {
        JsonNode node = declared.has("anyOf") ? declared.get("anyOf").get(0) : declared;
        if (node.has("$ref")) {
            String name = node.get("$ref").stringValue().substring("#/$defs/".length());
            return schemaNode.get("$defs").get(name);
        }
        return node;
    }
}
