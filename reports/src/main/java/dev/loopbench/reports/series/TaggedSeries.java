package dev.loopbench.reports.series;

import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * A distribution under a name that fits into one word of ASCII: what HdrHistogram's formats call a
 * tag. Immutable.
 *
 * @param tag letters, digits, dots, hyphens and underscores; no other series of the report has it
 * @param main whether it is what the run was about: the response of the first kind
 */
public record TaggedSeries(String tag, boolean main, Series series) {

    /** What was measured and holds values. */
    public static List<TaggedSeries> of(Report report) {
        DistinctNames tags = new DistinctNames();
        List<TaggedSeries> tagged = new ArrayList<>();
        boolean first = !report.operations().isEmpty();
        for (Series series : Series.of(report)) {
            String tag = tags.of(series.name().replaceAll("[^A-Za-z0-9._-]", "_"));
            if (!series.isEmpty()) {
                tagged.add(new TaggedSeries(tag, first, series));
            }
            first = false;
        }
        return tagged;
    }
}
