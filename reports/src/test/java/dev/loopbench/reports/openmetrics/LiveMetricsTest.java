package dev.loopbench.reports.openmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.LiveConnections;
import dev.loopbench.probes.result.LiveFigures;
import dev.loopbench.probes.result.LiveRequests;
import dev.loopbench.reports.SampleReports;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The text is OpenMetrics 1.0, read by its rules. */
class LiveMetricsTest {

    private final String text =
            LiveMetrics.of(
                    new LiveFigures(
                            2_500_000_000L,
                            SampleReports.flood().loop(),
                            new LiveRequests(
                                    100,
                                    new TreeMap<>(Map.of("200", 99L, "503", 1L)),
                                    5_000_000,
                                    40_000L,
                                    80_000L,
                                    null,
                                    2_000_000L),
                            4,
                            17,
                            3,
                            2),
                    new LiveConnections(5, 60, 7, 4));

    @Test
    void it_ends_as_the_format_wants_and_every_line_does() {
        assertThat(text).endsWith("\n# EOF\n").doesNotContain("\r");
        assertThat(text.indexOf("# EOF")).isEqualTo(text.length() - "# EOF\n".length());
    }

    @Test
    void answers_are_told_by_status_and_too_few_give_no_quantile() {
        assertThat(text)
                .contains("loopbench_server_requests_total 100\n")
                .contains("loopbench_server_responses_total{status=\"503\"} 1\n")
                .contains("loopbench_server_request_seconds{quantile=\"0.9\"} ")
                .doesNotContain("loopbench_server_request_seconds{quantile=\"0.99\"}")
                .contains("loopbench_server_idle_closed_total 4\n");
    }

    @Test
    void families_stand_together_and_their_units_end_their_names() {
        Set<String> seen = new HashSet<>();
        String family = "";
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (line.startsWith("# TYPE ")) {
                family = words[2];
                assertThat(seen.add(family)).as(family).isTrue();
            } else if (line.startsWith("# UNIT ")) {
                assertThat(words[2]).isEqualTo(family).endsWith("_" + words[3]);
            } else if (!line.startsWith("#")) {
                assertThat(line).startsWith(family);
            }
        }
    }

    @Test
    void counters_and_no_others_end_in_total() {
        List<String> counters = new ArrayList<>();
        String type = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("# TYPE ")) {
                type = line.substring(line.lastIndexOf(' ') + 1);
            } else if (!line.startsWith("#")) {
                String name = line.split("[ {]", -1)[0];
                assertThat(name.endsWith("_total")).as(line).isEqualTo(type.equals("counter"));
                counters.add(name);
            }
        }
        assertThat(counters).contains("loopbench_pool_submitted_total");
    }

    @Test
    void figures_are_in_base_units() {
        assertThat(text)
                .contains("loopbench_uptime_seconds 2.5\n")
                .contains("loopbench_pool_submitted_total 17\n")
                .contains("loopbench_pool_queued 3\n")
                .contains("loopbench_pool_running 2\n")
                .contains("loopbench_server_connections 5\n")
                .contains("loopbench_server_refused_total 7\n");
    }
}
