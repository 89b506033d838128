package dev.loopbench.reports.html;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.json.JsonReportWriter;
import java.io.IOException;

/**
 * Writes the report as one page for a browser. It holds its styles, its program and the native
 * report, loads nothing, and its content security policy lets it load nothing.
 *
 * <p>Immutable. The page's program reads the native report that lies in the page, so each figure
 * stands in it once; beside it lies only what takes a decoder of histograms to draw. All text of a
 * report reaches the page as data and as escaped text of its title. A page is at most {@link
 * #MAX_BYTES} long in UTF-8 however long the run was, as long as its labels are of a line's length.
 */
public final class HtmlReportWriter implements ReportWriter {

    /**
     * A page is not longer: a report of more than {@link EmbeddedReport#MAX_PLAIN_CHARS} is packed,
     * and all its lists are bounded.
     */
    public static final int MAX_BYTES = 2_000_000;

    private final JsonReportWriter json = new JsonReportWriter();
    private final PageTemplate template = PageTemplate.load();

    @Override
    public void write(Report report, Appendable out) throws IOException {
        StringBuilder document = new StringBuilder();
        json.write(report, document);
        template.write(
                new PageTemplate.Content(
                        PageTitle.of(report),
                        EmbeddedReport.of(document.toString()),
                        CurvesJson.of(Curves.of(report))),
                out);
    }
}
