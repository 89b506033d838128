package dev.loopbench.reports.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.SampleReports;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggedSeriesTest {

    @Test
    void the_response_of_the_first_kind_is_the_main_series_and_no_other() {
        assertThat(TaggedSeries.of(SampleReports.manyJobs()))
                .filteredOn(TaggedSeries::main)
                .extracting(TaggedSeries::tag)
                .containsExactly("response.fs-read");
    }

    @Test
    void the_loops_own_series_stand_after_those_of_the_operations() {
        assertThat(TaggedSeries.of(SampleReports.blockedLoop()))
                .extracting(TaggedSeries::tag)
                .startsWith("response.fs-read", "wait.fs-read", "service.fs-read", "return.fs-read")
                .endsWith(
                        "loop.busy",
                        "loop.kernel-wait",
                        "loop.dispatch",
                        "loop.timer-lateness",
                        "loop.phase-run.timers",
                        "loop.phase-run.poll",
                        "loop.phase-run.closing");
    }

    @Test
    void a_series_without_values_is_left_out_and_hands_its_rank_to_no_other() {
        Report report =
                EditedReports.withOperations(
                        SampleReports.classic(),
                        List.of(
                                EditedReports.operation("none"),
                                EditedReports.operation("some", 5)));

        assertThat(TaggedSeries.of(report))
                .noneMatch(TaggedSeries::main)
                .extracting(TaggedSeries::tag)
                .contains("response.some")
                .doesNotContain("response.none");
    }

    @Test
    void names_that_become_alike_are_told_apart() {
        Report report = EditedReports.withKinds(SampleReports.flood(), "a b", "a,b", "a_b", "a b");

        assertThat(TaggedSeries.of(report))
                .extracting(TaggedSeries::tag)
                .contains("response.a_b", "response.a_b-2", "response.a_b-3", "response.a_b-2-2")
                .doesNotHaveDuplicates();
    }
}
