package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import java.util.List;

/** How many jobs waited when: the queue's length over the run. */
final class QueueSection implements Section {

    /** Below it a drawing would show moments as if they had lasted. */
    private static final double MIN_MEAN = 0.01;

    @Override
    public void write(Report report, Page page) {
        Pool pool = report.pool();
        Long most = pool.depth().depthMax();
        Double mean = pool.depth().depthMean();
        if (most == null
                || mean == null
                || pool.counts().submitted() == 0
                || pool.depth().depthSeries().isEmpty()) {
            return;
        }
        page.gap();
        if (mean < MIN_MEAN) {
            page.prose(page.heading("Queue"), page.line(almostEmpty(most, mean)));
            return;
        }
        Columns columns = Columns.of(page);
        Line spark = page.heading("Queue");
        Sparkline.add(spark, Tone.WAIT, cells(report, columns.barCells()));
        Line figures = page.line("max ").add(Tone.STRONG, Numbers.count(most));
        figures.add(", mean " + Numbers.count(mean));
        boolean beside = columns.right() > figures.width();
        if (beside) {
            spark.padTo(page.columns() - figures.width()).add(figures);
        }
        page.add(spark);
        Axis axis = new Axis(0, report.run().durationNanos(), columns.barCells());
        page.add(page.indent().add(Tone.FAINT, axis.drawn()));
        if (!beside) {
            page.add(page.indent().add(figures));
        }
    }

    private static String almostEmpty(long most, double mean) {
        return "empty almost all the time: max "
                + Numbers.count(most)
                + ", mean "
                + Numbers.count(mean);
    }

    /** The largest depth within each cell; a point holds until the next one. */
    private static long[] cells(Report report, int width) {
        long[] cells = new long[width];
        List<Pool.DepthPoint> points = report.pool().depth().depthSeries();
        Axis axis = new Axis(0, report.run().durationNanos(), width);
        for (int i = 0; i < points.size(); i++) {
            Pool.DepthPoint point = points.get(i);
            double from = axis.position(point.atNanos());
            double to = i + 1 < points.size() ? axis.position(points.get(i + 1).atNanos()) : width;
            int last = (int) Math.min(width - 1, Math.max(from, Math.ceil(to) - 1));
            for (int cell = (int) Math.max(0, from); cell <= last; cell++) {
                cells[cell] = Math.max(cells[cell], point.depth());
            }
        }
        return cells;
    }
}
