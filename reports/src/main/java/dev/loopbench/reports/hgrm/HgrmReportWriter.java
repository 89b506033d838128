package dev.loopbench.reports.hgrm;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.series.TaggedSeries;
import java.io.IOException;

/**
 * Writes the percentile distribution of each series in milliseconds, as HdrHistogram's plot page
 * and gnuplot read it.
 *
 * <p>Immutable. Such a file holds one distribution: that is the response of the first kind. The
 * others follow as comments, each line behind the name of its series, so that {@code sed -n
 * 's/^#wait.pbkdf2 //p'} makes a file of its own out of any. A histogram that cannot be decoded
 * ends in an {@link IllegalArgumentException}.
 */
public final class HgrmReportWriter implements ReportWriter {

    @Override
    public void write(Report report, Appendable out) throws IOException {
        out.append("#[Unit = ms]\n");
        for (TaggedSeries tagged : TaggedSeries.of(report)) {
            String prefix = tagged.main() ? "" : "#" + tagged.tag() + " ";
            if (tagged.main()) {
                out.append("#[Series = ").append(tagged.tag()).append("]\n");
            }
            for (String line : PercentileLines.of(tagged.series().histogram())) {
                out.append(prefix).append(line).append('\n');
            }
        }
    }
}
