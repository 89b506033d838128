package dev.loopbench.reports.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.GoldenFile;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceReportWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {"classic", "blocked-loop"})
    void a_trace_is_as_its_golden_file(String sample) throws IOException {
        GoldenFile.assertSame("trace/" + sample + ".json", written(SampleReports.named(sample)));
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
    void viewers_can_show_every_event_of_it(String sample) throws IOException {
        TraceCheck.check(sample, written(SampleReports.named(sample)));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void viewers_can_show_every_event_of_a_report_nobody_would_measure(long seed)
            throws IOException {
        TraceCheck.check("seed " + seed, written(new RandomReports(seed).next()));
    }

    @Test
    void the_flow_of_a_job_leads_from_its_submission_by_its_worker_to_its_callback() {
        List<TraceEvent> events = new ArrayList<>();
        Track loop = new Track(Tracks.LOOP);
        loop.add("phase", "poll", new Span(0, Long.MAX_VALUE), 0, Map.of());
        loop.nested(events::add);
        new JobEvents(SampleReports.classic(), loop, new Tracks(), events::add).write();

        assertThat(events)
                .filteredOn(event -> event.category().equals("job"))
                .filteredOn(event -> Objects.equals(event.id(), 5L))
                .extracting(TraceEvent::kind)
                .containsExactly(
                        TraceEvent.Kind.FLOW_BEGIN,
                        TraceEvent.Kind.FLOW_STEP,
                        TraceEvent.Kind.FLOW_END);
    }

    @Test
    void times_are_written_to_the_nanosecond() throws IOException {
        assertThat(written(SampleReports.classic())).contains("197913.402");
    }

    @Test
    void without_a_timeline_there_are_jobs_and_no_slices_of_the_loop() throws IOException {
        Report report = SampleReports.interrupted();

        assertThat(report.timeline()).isNull();
        assertThat(written(report)).contains("\"worker 0\"").doesNotContain("loop utilization");
    }

    private static String written(Report report) throws IOException {
        StringBuilder out = new StringBuilder();
        new TraceReportWriter().write(report, out);
        return out.toString();
    }
}
