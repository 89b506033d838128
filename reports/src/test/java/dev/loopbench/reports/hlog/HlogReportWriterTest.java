package dev.loopbench.reports.hlog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.EditedReports;
import dev.loopbench.reports.RandomReports;
import dev.loopbench.reports.SampleReports;
import dev.loopbench.reports.Written;
import dev.loopbench.reports.series.TaggedSeries;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read by HdrHistogram's own reader. */
class HlogReportWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {"classic", "blocked-loop", "many-jobs", "interrupted", "flood"})
    void the_reader_finds_every_distribution_as_it_was_recorded(String sample) {
        assertReadBack(SampleReports.named(sample), sample);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_reader_finds_every_distribution_of_any_report(long seed) {
        assertReadBack(new RandomReports(seed).next(), "seed " + seed);
    }

    @Test
    void the_main_series_is_the_one_without_a_tag() {
        Report report = SampleReports.manyJobs();

        List<org.HdrHistogram.Histogram> untagged =
                read(report).stream().filter(histogram -> histogram.getTag() == null).toList();

        assertThat(untagged).hasSize(1);
        assertThat(untagged.get(0).getTotalCount())
                .isEqualTo(report.operations().get(0).latency().response().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,b", "a\nb", "a\r\nTag=x", "a\u2028b", "", "#", "µs"})
    void a_kind_of_any_name_breaks_no_line(String kind) {
        Report report = EditedReports.withKinds(SampleReports.classic(), "main", kind);

        assertReadBack(report, kind);
    }

    @Test
    void an_interval_is_placed_in_time_to_the_millisecond() {
        Report report =
                EditedReports.withStart(SampleReports.classic(), "2026-01-01T12:00:00.250Z");

        org.HdrHistogram.Histogram first = read(report).get(0);

        long start = Instant.parse("2026-01-01T12:00:00.250Z").toEpochMilli();
        assertThat(first.getStartTimeStamp()).isEqualTo(start);
        assertThat(first.getEndTimeStamp()).isBetween(start + 298, start + 299);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 800, 499_999, 999_999})
    void an_interval_of_less_than_a_millisecond_does_not_vanish(long nanos) {
        Report report = EditedReports.withDuration(SampleReports.classic(), nanos);

        assertThat(Written.by(new HlogReportWriter(), report)).contains("\n0.000,0.001,");
        assertReadBack(report, nanos + " ns");
    }

    @Test
    void the_comments_tell_units_and_the_exact_duration() {
        Report report = EditedReports.withDuration(SampleReports.classic(), 800);

        assertThat(Written.by(new HlogReportWriter(), report))
                .startsWith("#[Histogram log format version 1.3]\n")
                .contains("\n#[Duration: 0.000000800 (seconds)]\n")
                .contains("\n#UNITS times: s, Interval_Max: ms, values of the histograms: ns\n");
    }

    @Test
    void the_start_is_told_in_no_zone_but_utc() {
        assertThat(Written.by(new HlogReportWriter(), SampleReports.classic()))
                .contains(
                        "\n#[StartTime: 1767268800.000 (seconds since epoch),"
                                + " 2026-01-01T12:00:00Z]\n");
    }

    @Test
    void a_start_that_is_no_instant_is_left_out() {
        Report report = EditedReports.withStart(SampleReports.classic(), "yesterday");

        assertThat(Written.by(new HlogReportWriter(), report)).doesNotContain("StartTime:");
        assertReadBack(report, "no start");
    }

    @Test
    void the_maximum_is_in_milliseconds_down_to_the_nanosecond() {
        String text = Written.by(new HlogReportWriter(), EditedReports.ofResponse(437));

        assertThat(text).contains("\n0.000,0.299,0.000437,HISTFAAA");
    }

    @Test
    void a_payload_that_is_none_is_refused_rather_than_written() {
        Histogram broken =
                new Histogram(Histogram.UNIT, 1, 1L, 1.0, 1L, new TreeMap<>(), "HISTFAAAAA==");
        Operation operation =
                new Operation(
                        "x",
                        1,
                        0,
                        0,
                        List.of(),
                        new Operation.Pace(null, null),
                        new Operation.Latency(broken, null, null),
                        Operation.Legs.NONE,
                        null);
        Report report = EditedReports.withOperations(SampleReports.flood(), List.of(operation));

        assertThatThrownBy(() -> Written.by(new HlogReportWriter(), report))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertReadBack(Report report, String where) {
        List<TaggedSeries> written = TaggedSeries.of(report);
        List<org.HdrHistogram.Histogram> read = read(report);

        assertThat(read).as(where).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            TaggedSeries series = written.get(i);
            Histogram histogram = series.series().histogram();
            assertThat(read.get(i).getTag())
                    .as(where)
                    .isEqualTo(series.main() ? null : series.tag());
            assertThat(read.get(i).getTotalCount()).as(where).isEqualTo(histogram.count());
            long max = Objects.requireNonNull(histogram.maxNanos());
            assertThat(read.get(i).valuesAreEquivalent(read.get(i).getMaxValue(), max))
                    .as(where)
                    .isTrue();
        }
    }

    private static List<org.HdrHistogram.Histogram> read(Report report) {
        byte[] log = Written.by(new HlogReportWriter(), report).getBytes(US_ASCII);
        List<org.HdrHistogram.Histogram> read = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(log))) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                if (next != null) {
                    read.add((org.HdrHistogram.Histogram) next);
                }
            }
        }
        return read;
    }
}
