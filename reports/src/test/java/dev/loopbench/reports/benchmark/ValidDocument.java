package dev.loopbench.reports.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.Written;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a writer makes of a report, valid by the schema of its format. */
public final class ValidDocument {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ValidDocument() {}

    public static JsonNode of(ReportWriter writer, Report report, String schemaFile) {
        String text = Written.by(writer, report);
        assertThat(schema(schemaFile).validate(text, InputFormat.JSON)).as(text).isEmpty();
        return MAPPER.readTree(text);
    }

    private static Schema schema(String file) {
        try (InputStream in =
                Objects.requireNonNull(ValidDocument.class.getResourceAsStream(file))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(MAPPER.readTree(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
