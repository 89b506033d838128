package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The picture of the overview: few jobs one by one over time; of more work how long it took, as
 * distributions over one axis; and a loop that was held, as a lane over time.
 *
 * <p>Confined to the thread that writes the report.
 */
final class OverviewPicture {

    private static final int FIGURE = 8;
    private static final int ALL_FIGURES_FROM = 72;

    /** More rows would not be looked at one by one. */
    private static final int MAX_JOBS = 12;

    private static final int MAX_TALL = 5;
    private static final int WISHED_ROWS = 6;
    private static final int LEAST_ROWS = 2;
    private static final int AXIS = 1;
    private static final int LONGEST_NAME = 20;
    private static final int HEAD = 1;

    /** Where the loop was held: told from busy without colours, too. */
    private static final String HELD = "┃";

    private static final List<String> PERCENTILES = List.of("50", "90", "99");

    /** In place of a percentile that so few values do not have, where others have it. */
    private static final String NO_PERCENTILE = "too few";

    /** Fewer values are no distribution. */
    private static final long MIN_COUNT = 5;

    /** How the ids of rules begin that speak of the loop. */
    private static final String LOOP = "loop.";

    /** One distribution with its name. */
    private record Row(String name, Tone tone, Histogram histogram) {

        @Nullable Long percentile(String percentile) {
            return histogram.percentiles().get(percentile);
        }
    }

    private final Report report;
    private final Page page;
    private final int nameCells;
    private final int barCells;
    private final boolean wide;

    private OverviewPicture(Report report, Page page) {
        this.report = report;
        this.page = page;
        this.wide = page.columns() >= ALL_FIGURES_FROM;
        this.nameCells = nameCells(report);
        this.barCells = page.columns() - nameCells - FIGURE * (wide ? 4 : 1);
    }

    /** As wide as the names of several kinds of work, if that is not too wide. */
    private static int nameCells(Report report) {
        int longest =
                measured(report).size() < 2
                        ? 0
                        : measured(report).stream()
                                .mapToInt(operation -> operation.kind().length())
                                .max()
                                .orElse(0);
        return Math.max(Page.INDENT, Math.min(longest, LONGEST_NAME) + 2);
    }

    private static List<Operation> measured(Report report) {
        return report.operations().stream()
                .filter(operation -> operation.latency().response().count() > 0)
                .toList();
    }

    private Line indent() {
        return page.line().padTo(nameCells);
    }

    /** How many lines it would have. */
    static int wishedLines(Report report, Page page) {
        OverviewPicture picture = new OverviewPicture(report, page);
        int jobs = picture.jobs().size();
        return HEAD + (jobs > 0 ? jobs : WISHED_ROWS) + AXIS + picture.laneLines();
    }

    /** On so many lines if that can be. */
    static void write(Report report, Page page, int lines) {
        new OverviewPicture(report, page).write(lines);
    }

    private void write(int lines) {
        List<JobLegs> jobs = jobs();
        int rows = Math.max(LEAST_ROWS, lines - HEAD - AXIS - laneLines());
        if (!jobs.isEmpty()) {
            jobs(jobs, rows);
            return;
        }
        distributions(rows);
        if (laneLines() > 0) {
            Axis axis = new Axis(0, report.run().durationNanos(), barCells);
            lane(axis);
            page.add(indent().add(Tone.FAINT, axis.drawn()));
        }
    }

    /** A loop that was held is drawn; over the axis of jobs, or one of its own. */
    private int laneLines() {
        boolean held =
                !report.loop().held().stalls().isEmpty()
                        || report.findings().stream()
                                .limit(1)
                                .anyMatch(first -> first.rule().startsWith(LOOP));
        if (!held || report.timeline() == null) {
            return 0;
        }
        return jobs().isEmpty() ? 1 + AXIS : 1;
    }

    /** All jobs of a run that has few and no clients, who see none of them; else none. */
    private List<JobLegs> jobs() {
        boolean few =
                report.clients() == null
                        && report.jobs().size() <= MAX_JOBS
                        && report.jobsDropped() == 0
                        && report.repeats().size() < 2;
        return few
                ? report.jobs().stream()
                        .map(job -> JobLegs.of(job, report.run().durationNanos()))
                        .toList()
                : List.of();
    }

    private void jobs(List<JobLegs> jobs, int rows) {
        List<String> names = wide ? List.of("wait", "runs", "return", "total") : List.of("total");
        Line legend = page.line();
        legend.add(Tone.WAIT, String.valueOf(JobBar.WAITS)).add(" waits  ");
        legend.add(Tone.SERVICE, String.valueOf(JobBar.RUNS)).add(" runs  ");
        legend.add(Tone.RETURN, String.valueOf(JobBar.RETURNS)).add(" waits for the loop");
        // Above the bars, if the names of the figures have room beside it then.
        int room = page.columns() - legend.width() - names.size() * FIGURE;
        names(page.heading("Jobs").padTo(Math.min(nameCells, room)).add(legend), names);
        List<JobLegs> shown = jobs.size() <= rows ? jobs : jobs.subList(0, rows - 1);
        long end = jobs.stream().mapToLong(JobLegs::returnEndNanos).max().orElse(0);
        Axis axis = new Axis(0, Math.max(end, report.run().durationNanos()), barCells);
        for (JobLegs legs : shown) {
            Line row = page.line(" ").add(Long.toString(legs.job().id()));
            if (page.columns() >= ALL_FIGURES_FROM && hasKinds(jobs)) {
                row.add(Tone.FAINT, " " + legs.job().kind());
            }
            row = row.fitted(nameCells - 1).padTo(nameCells);
            new JobBar(axis, legs).addTo(row);
            row.padTo(nameCells + barCells);
            if (wide) {
                figure(row, legs.waitText());
                figure(row, legs.serviceText());
                figure(row, legs.returnText());
            }
            figure(row, legs.responseText());
            page.add(row);
        }
        if (shown.size() < jobs.size()) {
            JobLegs slowest =
                    jobs.stream()
                            .max(Comparator.comparingLong(JobLegs::responseNanos))
                            .orElseThrow();
            String text =
                    "… "
                            + Numbers.count(jobs.size() - shown.size())
                            + " more; the slowest of all took "
                            + Numbers.nanos(slowest.responseNanos());
            page.add(indent().add(Tone.FAINT, text));
        }
        lane(axis);
        page.add(indent().add(Tone.FAINT, axis.drawn()));
    }

    private static boolean hasKinds(List<JobLegs> jobs) {
        return jobs.stream().map(legs -> legs.job().kind()).distinct().count() > 1;
    }

    /** Nothing where there is none: why not stands in the complete report. */
    private static void figure(Line row, String text) {
        row.addRight(Tone.PLAIN, text.equals(Numbers.NONE) ? "" : text, FIGURE);
    }

    /** The names of the figures at the end of a line, or of the next where it has no room. */
    private void names(Line head, List<String> names) {
        int width = names.size() * FIGURE;
        Line line = head;
        if (head.width() + width > page.columns()) {
            page.add(head);
            line = page.line();
        }
        line.padTo(page.columns() - width);
        for (String name : names) {
            line.addRight(Tone.FAINT, name, FIGURE);
        }
        page.add(line);
    }

    /** A row for each leg of the one kind of work, or for each of several kinds. */
    private void distributions(int most) {
        List<Operation> measured = measured(report);
        if (measured.isEmpty()) {
            return;
        }
        List<Row> rows = measured.size() == 1 ? legs(measured.get(0)) : kinds(measured);
        if (rows.size() > most) {
            rows = rows.subList(rows.size() - most, rows.size());
        }
        int spare = most - rows.size();
        int tall = 1 + Math.min(spare / (measured.size() == 1 ? 1 : rows.size()), MAX_TALL - 1);
        Line head = page.heading("Latency").padTo(nameCells);
        String what =
                measured.size() == 1 ? summary(measured.get(0), barCells) : "response by kind";
        List<String> percentiles = percentiles(rows);
        List<String> names =
                new ArrayList<>(percentiles.stream().map(percentile -> "p" + percentile).toList());
        names.add("max");
        names(head.add(Tone.FAINT, what).fitted(nameCells + barCells), names);
        LogAxis axis = axis(rows);
        for (Row row : rows) {
            boolean last = row == rows.get(rows.size() - 1);
            ridge(row, axis, measured.size() > 1 || last ? tall : 1, percentiles);
        }
        page.add(indent().add(Tone.FAINT, axis.drawn()));
    }

    /** As many of the figures as there is room for, errors before all others. */
    private static String summary(Operation operation, int room) {
        Double perSecond = operation.pace().perSecond();
        StringBuilder text = new StringBuilder(operation.kind());
        List<String> figures = new ArrayList<>();
        figures.add(operation.errors() > 0 ? Numbers.count(operation.errors(), "error") : "");
        figures.add(Numbers.count(operation.count()) + " ok");
        figures.add(perSecond == null ? "" : Numbers.perSecond(perSecond));
        figures.add(
                operation.unfinished() > 0
                        ? Numbers.count(operation.unfinished()) + " unfinished"
                        : "");
        for (String figure : figures) {
            if (!figure.isEmpty() && text.length() + 3 + figure.length() <= room) {
                text.append(" · ").append(figure);
            }
        }
        return text.toString();
    }

    /** The legs of the way, and the whole last. */
    private static List<Row> legs(Operation operation) {
        List<Row> rows = new ArrayList<>();
        Operation.Latency latency = operation.latency();
        Operation.Legs legs = operation.legs();
        add(rows, "late by", Tone.PLAIN, latency.startDelay());
        add(rows, "wait", Tone.WAIT, legs.waitLeg());
        add(rows, "~wait", Tone.WAIT, legs.estimatedWait());
        add(rows, "runs", Tone.SERVICE, legs.serviceLeg());
        add(rows, "return", Tone.RETURN, legs.returnLeg());
        add(rows, "response", Tone.RESPONSE, latency.response());
        return rows;
    }

    private static void add(List<Row> rows, String name, Tone tone, @Nullable Histogram histogram) {
        if (histogram != null && histogram.count() > 0) {
            rows.add(new Row(name, tone, histogram));
        }
    }

    /** Those that took most of the time last. */
    private static List<Row> kinds(List<Operation> operations) {
        return operations.stream()
                .sorted(Comparator.comparingDouble(OverviewPicture::totalNanos))
                .map(
                        operation ->
                                new Row(
                                        operation.kind(),
                                        Tone.RESPONSE,
                                        operation.latency().response()))
                .toList();
    }

    private static double totalNanos(Operation operation) {
        Histogram response = operation.latency().response();
        return response.meanNanos() == null ? 0 : response.meanNanos() * response.count();
    }

    private LogAxis axis(List<Row> rows) {
        long min = Long.MAX_VALUE;
        long max = 1;
        for (Row row : rows) {
            Long least = row.histogram.minNanos();
            Long most = row.histogram.maxNanos();
            min = least == null ? min : Math.min(min, least);
            max = most == null ? max : Math.max(max, most);
        }
        // Five decades are enough: what is shorter lies at the left end.
        return LogAxis.over(Math.max(Math.min(min, max), max / 100_000), max, barCells);
    }

    /** Those that one of the rows at least has. */
    private List<String> percentiles(List<Row> rows) {
        return !wide
                ? List.of()
                : PERCENTILES.stream()
                        .filter(
                                percentile ->
                                        rows.stream()
                                                .anyMatch(
                                                        row -> row.percentile(percentile) != null))
                        .toList();
    }

    private void ridge(Row row, LogAxis axis, int tall, List<String> percentiles) {
        long[] counts =
                row.histogram.count() < MIN_COUNT
                        ? new long[0]
                        : HistogramShape.on(axis, row.histogram);
        for (int level = tall - 1; level >= 0; level--) {
            Line line =
                    level > 0
                            ? indent()
                            : page.line(" ")
                                    .add(row.tone, row.name)
                                    .fitted(nameCells - 1)
                                    .padTo(nameCells);
            Sparkline.add(line, row.tone, counts, level, tall);
            if (level == 0) {
                line.padTo(page.columns() - FIGURE * (percentiles.size() + 1));
                for (String percentile : percentiles) {
                    Long nanos = row.percentile(percentile);
                    figure(line, nanos == null ? NO_PERCENTILE : Numbers.nanos(nanos));
                }
                figure(line, Numbers.nanos(row.histogram.maxNanos()));
            }
            page.add(line);
        }
    }

    /** How busy the loop was over time, and in red where it was held; nothing if it never was. */
    private void lane(Axis axis) {
        Timeline timeline = report.timeline();
        if (timeline == null || laneLines() == 0) {
            return;
        }
        double[] busyNanos = new double[barCells];
        long binNanos = timeline.bins().binNanos();
        timeline.bins()
                .phaseNanos()
                .values()
                .forEach(
                        bins -> {
                            for (int bin = 0; bin < bins.size(); bin++) {
                                spread(
                                        busyNanos,
                                        axis,
                                        bin * binNanos,
                                        binNanos,
                                        (double) bins.get(bin));
                            }
                        });
        double[] heldNanos = new double[barCells];
        for (Loop.Stall stall : report.loop().held().stalls()) {
            spread(
                    heldNanos,
                    axis,
                    stall.atNanos(),
                    stall.durationNanos(),
                    (double) stall.durationNanos());
        }
        double cellNanos = Math.max(1.0, (double) axis.endNanos() / barCells);
        Line line = page.heading("Loop").padTo(nameCells);
        for (int cell = 0; cell < barCells; cell++) {
            // Both at once: what held the loop for most of its busy time gives the colour.
            boolean held = heldNanos[cell] > 0 && heldNanos[cell] >= busyNanos[cell] / 2;
            double nanos = Math.max(busyNanos[cell], heldNanos[cell]);
            if (held) {
                line.add(Tone.BAD, HELD);
            } else {
                Sparkline.addShare(line, Tone.SERVICE, nanos / cellNanos);
            }
        }
        Line legend = page.line(Tone.BAD, HELD).add(" held  ").add(Tone.SERVICE, "█").add(" busy");
        page.add(line.padTo(page.columns() - legend.width()).add(legend));
    }

    /** Time of a stretch is spread over the cells that the stretch covers. */
    private static void spread(
            double[] cells, Axis axis, long atNanos, long lengthNanos, double nanos) {
        double from = axis.position(atNanos);
        double length = axis.position(atNanos + lengthNanos) - from;
        if (length <= 0) {
            return;
        }
        double to = Math.min(cells.length, from + length);
        for (int cell = (int) Math.max(0, from); cell < to; cell++) {
            double covered = Math.min(to, cell + 1.0) - Math.max(from, cell);
            cells[cell] += nanos * Math.max(0, covered) / length;
        }
    }
}
