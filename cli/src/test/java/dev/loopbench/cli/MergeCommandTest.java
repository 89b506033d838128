package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MergeCommandTest {

    private final String json = Reports.json(Reports.complete());
    private final String id = Reports.complete().run().id();

    @TempDir private Path folder;

    private String one = "";
    private String other = "";

    @BeforeEach
    void save_two_runs() throws Exception {
        one = saved("one.json", json);
        other = saved("other.json", json.replace(id, "another"));
    }

    @Test
    void operations_of_two_runs_add_up() throws Exception {
        Invocation.Result merged = merge(one, other, "--json", "-");

        assertThat(merged.code()).isZero();
        Report sum = new JsonReportReader().read(new StringReader(merged.out()));
        Report part = Reports.complete();
        assertThat(sum.operations().get(0).count()).isEqualTo(2 * part.operations().get(0).count());
        assertThat(sum.run().durationNanos()).isEqualTo(2 * part.run().durationNanos());
        assertThat(sum.run().merged()).containsExactly(id, "another");
        assertThat(merged.err()).contains("pbkdf2");
    }

    @Test
    void a_sum_can_be_shown() throws Exception {
        String sum = folder.resolve("sum.json").toString();
        merge(one, other, "--json", sum);

        assertThat(Invocation.with(FakeSessions.none()).execute("show", sum).code()).isZero();
    }

    @Test
    void unlike_reports_exit_with_13_and_the_first_difference() throws Exception {
        String unlike =
                saved(
                        "unlike.json",
                        json.replace(id, "another")
                                .replace("\"slowThreads\": 2", "\"slowThreads\": 1"));

        Invocation.Result merged = merge(one, unlike, "--json", "-");

        assertThat(merged.code()).isEqualTo(13);
        assertThat(merged.out()).isEmpty();
        assertThat(merged.err())
                .isEqualTo(
                        "loopbench: "
                                + one
                                + " and "
                                + unlike
                                + " are not of one configuration:"
                                + " config.pool.slowThreads is 2 in the one and 1 in the other.\n");
    }

    @Test
    void a_run_that_is_named_twice_exits_with_13() {
        Invocation.Result merged = merge(one, one);

        assertThat(merged.code()).isEqualTo(13);
        assertThat(merged.err()).contains("the run " + id + " is in " + one);
    }

    @Test
    void an_unreadable_report_is_named() throws Exception {
        String broken = saved("broken.json", "{");
        Invocation.Result merged = merge(one, broken);

        assertThat(merged.code()).isEqualTo(2);
        assertThat(merged.err()).startsWith("loopbench: " + broken + ": not JSON");
    }

    @Test
    void without_a_report_there_is_nothing_to_add_up() {
        Invocation.Result merged = merge();

        assertThat(merged.code()).isEqualTo(2);
        assertThat(merged.err()).isEqualTo("loopbench: REPORT is missing.\n");
    }

    private String saved(String name, String document) throws Exception {
        return Files.writeString(folder.resolve(name), document).toString();
    }

    private static Invocation.Result merge(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "merge";
        System.arraycopy(words, 0, all, 1, words.length);
        return Invocation.with(FakeSessions.none()).execute(all);
    }
}
