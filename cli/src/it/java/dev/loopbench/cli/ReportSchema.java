package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.InputStream;
import java.util.Objects;

/** The schema that reports are published with. */
final class ReportSchema {

    private ReportSchema() {}

    static void validate(String report) throws Exception {
        try (InputStream in =
                JsonReportReader.class.getResourceAsStream("loopbench-report-1.schema.json")) {
            assertThat(
                            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                    .getSchema(Objects.requireNonNull(in))
                                    .validate(report, InputFormat.JSON))
                    .isEmpty();
        }
    }
}
