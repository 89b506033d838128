package dev.loopbench.reports.hlog;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.series.TaggedSeries;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * Writes an interval log of HdrHistogram, version 1.3: the whole run as one interval, a line for
 * each distribution that holds values.
 *
 * <p>Immutable. The response of the first kind has no tag, since most processors read untagged
 * lines only; the others are {@code wait.pbkdf2}, {@code loop.busy}. Payloads are the report's own.
 * One that cannot be decoded ends in an {@link IllegalArgumentException}: readers would stop at its
 * line and say nothing.
 */
public final class HlogReportWriter implements ReportWriter {

    private static final String LEGEND =
            "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\","
                    + "\"Interval_Compressed_Histogram\"\n";

    /** Readers keep whole milliseconds; those in C take the third digit for the last one. */
    private static final int SECONDS_DIGITS = 3;

    /** Length 0 would be no interval at all. The exact duration stands in a comment. */
    private static final BigDecimal SHORTEST_SECONDS = new BigDecimal("0.001");

    private static final int NANOS_PER_SECOND_DIGITS = 9;
    private static final int NANOS_PER_MILLI_DIGITS = 6;

    @Override
    public void write(Report report, Appendable out) throws IOException {
        StringBuilder text = new StringBuilder("#[Histogram log format version 1.3]\n");
        started(report.run(), text);
        BigDecimal seconds =
                BigDecimal.valueOf(report.run().durationNanos(), NANOS_PER_SECOND_DIGITS);
        text.append("#[Duration: ").append(seconds.toPlainString()).append(" (seconds)]\n");
        text.append("#UNITS times: s, Interval_Max: ms, values of the histograms: ns\n");
        text.append(LEGEND);
        BigDecimal length = seconds.setScale(SECONDS_DIGITS, RoundingMode.HALF_UP);
        for (TaggedSeries tagged : TaggedSeries.of(report)) {
            interval(tagged, length.max(SHORTEST_SECONDS), text);
        }
        out.append(text);
    }

    /** Times of intervals are relative to the base time. */
    private static void started(Run run, StringBuilder text) {
        String begun = run.started();
        if (begun == null) {
            return;
        }
        Instant start;
        try {
            start = Instant.parse(begun);
        } catch (DateTimeParseException unknown) {
            return;
        }
        String seconds =
                BigDecimal.valueOf(start.getEpochSecond())
                        .add(BigDecimal.valueOf(start.getNano(), NANOS_PER_SECOND_DIGITS))
                        .setScale(SECONDS_DIGITS, RoundingMode.FLOOR)
                        .toPlainString();
        text.append("#[StartTime: ").append(seconds).append(" (seconds since epoch), ");
        text.append(start).append("]\n");
        text.append("#[BaseTime: ").append(seconds).append(" (seconds since epoch)]\n");
    }

    private static void interval(TaggedSeries tagged, BigDecimal length, StringBuilder text) {
        Histogram histogram = tagged.series().histogram();
        long decodedMaxNanos = Histograms.decode(histogram).getMaxValue();
        long maxNanos = Objects.requireNonNullElse(histogram.maxNanos(), decodedMaxNanos);
        if (!tagged.main()) {
            text.append("Tag=").append(tagged.tag()).append(',');
        }
        text.append("0.000,").append(length.toPlainString()).append(',');
        text.append(BigDecimal.valueOf(maxNanos, NANOS_PER_MILLI_DIGITS).toPlainString());
        text.append(',').append(histogram.encoded()).append('\n');
    }
}
