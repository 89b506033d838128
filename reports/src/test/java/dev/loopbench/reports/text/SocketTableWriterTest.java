package dev.loopbench.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files are written anew by {@code -Dgolden.update=true}: see {@link GoldenFile}. */
class SocketTableWriterTest {

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 140})
    void the_table_is_as_its_golden_file(int columns) throws IOException {
        String text = written(SampleReports.flood(), new TextStyle(columns, true, columns > 100));

        GoldenFile.assertSame("text/sockets-" + columns + ".txt", text);
    }

    @Test
    void a_workload_without_a_server_has_no_sockets() throws IOException {
        assertThat(written(SampleReports.classic(), new TextStyle(80, true, false)))
                .isEqualTo("Sockets   none: this workload has no server\n");
    }

    @Test
    void a_machine_that_tells_none_is_quoted_with_its_reason() throws IOException {
        assertThat(written(SampleReports.unmeasurable(), new TextStyle(80, true, false)))
                .isEqualTo("Sockets   cannot be listed: not Linux\n");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_line_is_wider_than_the_columns(long seed) throws IOException {
        Report report = new RandomReports(seed).next();
        for (int columns = 40; columns <= 200; columns += 16) {
            int limit = columns;
            String text = written(report, new TextStyle(columns, seed % 2 == 0, false));

            assertThat(text.lines())
                    .as("seed %d, %d columns", seed, columns)
                    .allMatch(line -> line.length() <= limit);
        }
    }

    private static String written(Report report, TextStyle style) throws IOException {
        StringBuilder out = new StringBuilder();
        new SocketTableWriter(style).write(report, out);
        return out.toString();
    }
}
