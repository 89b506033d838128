package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;
import java.util.List;

/**
 * Writes the report as people read it in a terminal: the answer first, then what it rests on, and
 * at last its sockets one by one, where it lists them.
 *
 * <p>Immutable. No line is wider than the style's columns, whatever the report says.
 */
public final class TextReportWriter implements ReportWriter {

    private static final List<Section> SECTIONS =
            List.of(
                    new HeaderSection(),
                    new VerdictSection(),
                    new LimitsSection(),
                    new WaterfallSection(),
                    new LatencySection(),
                    new ClientsSection(),
                    new QueueSection(),
                    new PoolSection(),
                    new WaitersSection(),
                    new LoopSection(),
                    new StallsSection(),
                    new SocketsSection(),
                    new ServerSection(),
                    new HostSection(),
                    new MemorySection(),
                    new ProbesSection(),
                    new FindingsSection(),
                    new WarningsSection());

    private final TextStyle style;

    public TextReportWriter(TextStyle style) {
        this.style = style;
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Page page = new Page(style);
        for (Section section : SECTIONS) {
            section.write(report, page);
        }
        out.append(page.render());
        if (report.sockets() != null && report.sockets().listed().connections() != null) {
            new SocketTableWriter(style).write(report, out.append('\n'));
        }
    }
}
