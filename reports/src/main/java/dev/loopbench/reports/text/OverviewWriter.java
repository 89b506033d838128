package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;

/**
 * Writes the report on one screen: what ran, a picture of it, the main figures, and the answer
 * last, for the last lines are what one sees when a command has ended. Sockets one by one, where
 * the report lists them, come before all that.
 *
 * <p>Immutable. No line is wider than the style's columns. Whatever is left out here stands in what
 * {@link TextReportWriter} writes.
 */
public final class OverviewWriter implements ReportWriter {

    /** A classic terminal has 24, and one of them is the next prompt. */
    private static final int LINES = 23;

    private static final int GAPS = 2;

    private final TextStyle style;
    private final String more;

    /**
     * @param more where there is more to read, in words; may be empty
     */
    public OverviewWriter(TextStyle style, String more) {
        this.style = style;
        this.more = more;
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Page title = new Page(style);
        OverviewTitle.write(report, title);
        Page figures = new Page(style);
        OverviewFigures.write(report, figures);
        OverviewVerdict verdict = new OverviewVerdict(report, more);
        int room = lines(report) - GAPS - title.height() - figures.height();
        Page picture = new Page(style);
        int wished = OverviewPicture.wishedLines(report, picture);
        Page answer = verdict.page(style, room - wished);
        OverviewPicture.write(report, picture, room - answer.height());

        title.gap();
        title.add(picture);
        title.add(figures);
        title.gap();
        title.add(answer);
        if (report.sockets() != null && report.sockets().listed().connections() != null) {
            new SocketTableWriter(style).write(report, out);
            out.append('\n');
        }
        out.append(title.render());
    }

    /** Where operations failed a line on standard error says so, below the screen. */
    private static int lines(Report report) {
        boolean failed = report.operations().stream().anyMatch(operation -> operation.errors() > 0);
        return failed ? LINES - 1 : LINES;
    }
}
