package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.SampleReports;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTitleTest {

    @Test
    void a_title_says_what_ran_with_what_came_of_it_and_when() {
        assertThat(PageTitle.of(SampleReports.classic()))
                .isEqualTo(
                        "pbkdf2 · 5 jobs at once · 4 threads"
                                + " · The pool kept 1 of 5 jobs waiting 196ms: 4 threads share 2 cores"
                                + " · 2026-01-01T12:00:00Z – loopbench");
    }

    @Test
    void of_the_parameters_it_has_those_that_were_set() {
        assertThat(PageTitle.of(SampleReports.flood()))
                .startsWith("flood · closed, 1000 at a time for 10s · connections 1000 · ")
                .doesNotContain("payload");
    }

    @Test
    void a_scenario_has_its_name_and_how_much_runs_in_it() {
        assertThat(PageTitle.of(SampleReports.manyJobs()))
                .startsWith("file-server · 2 workloads · 4 threads · fs-read waited behind pbkdf2");
    }

    @Test
    void what_went_wrong_on_the_loop_or_with_the_run_is_in_it() {
        assertThat(PageTitle.of(SampleReports.blockedLoop()))
                .contains(" · loop blocked: regex · The loop was blocked");
        assertThat(PageTitle.of(SampleReports.interrupted())).contains(" · interrupted · ");
    }

    @Test
    void pages_of_unlike_runs_have_unlike_titles() {
        Report classic = SampleReports.classic();

        assertThat(
                        Stream.of(
                                        classic,
                                        SampleReports.blockedLoop(),
                                        SampleReports.manyJobs(),
                                        SampleReports.interrupted(),
                                        SampleReports.flood(),
                                        SampleReports.unmeasurable(),
                                        EditedReports.withStart(classic, "2026-01-01T12:00:01Z"))
                                .map(PageTitle::of))
                .doesNotHaveDuplicates();
    }
}
