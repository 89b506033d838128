package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as rows: who, a bar, and the figures there is room for.
 *
 * <p>Confined to the thread that writes the report.
 */
final class JobRows {

    /** Narrower pages have no room for the kind and the start of a job. */
    private static final int DETAILS_FROM = 72;

    private final Page page;
    private final Columns columns;
    private final boolean hasKinds;
    private final boolean hasStarts;
    private final int idCells;
    private final int labelCells;

    private JobRows(Page page, List<JobLegs> jobs, boolean hasKinds, boolean hasStarts) {
        this.page = page;
        this.columns = Columns.of(page);
        boolean details = page.columns() >= DETAILS_FROM;
        this.hasKinds = details && hasKinds;
        this.hasStarts = details && hasStarts;
        idCells = jobs.stream().mapToInt(j -> Long.toString(j.job().id()).length()).max().orElse(0);
        labelCells = jobs.stream().mapToInt(j -> label(j.job()).width() + 1).max().orElse(0);
    }

    static JobRows of(Page page, List<JobLegs> jobs, boolean hasKinds) {
        return new JobRows(page, jobs, hasKinds, false);
    }

    /** Rows that say when each job was submitted. */
    static JobRows withStarts(Page page, List<JobLegs> jobs, boolean hasKinds) {
        return new JobRows(page, jobs, hasKinds, true);
    }

    /** What the bars are made of, and the names of the figures. */
    void legend(Line head, @Nullable String note) {
        Line marks = page.line();
        marks.add(Tone.WAIT, String.valueOf(JobBar.WAITS)).add(" waits  ");
        marks.add(Tone.SERVICE, String.valueOf(JobBar.RUNS)).add(" on a thread  ");
        marks.add(Tone.RETURN, String.valueOf(JobBar.RETURNS)).add(" waits for loop");
        Line names = names();
        if (head.width() + marks.width() + names.width() <= page.columns()) {
            page.add(head.add(marks).padTo(page.columns() - names.width()).add(names));
        } else {
            page.prose(head, marks);
        }
        if (note != null) {
            page.prose(page.indent(), page.line(Tone.FAINT, note));
        }
    }

    private Line names() {
        Line names = page.line();
        if (columns.figures() > 1) {
            name(names, Tone.WAIT, "wait");
            name(names, Tone.SERVICE, "service");
            name(names, Tone.RETURN, "return");
        }
        if (columns.figures() != 3) {
            name(names, Tone.RESPONSE, "response");
        }
        if (columns.figures() > 3) {
            name(names, Tone.FAINT, "cpu");
        }
        return names;
    }

    private static void name(Line names, Tone tone, String name) {
        names.addRight(tone, name, Columns.FIGURE);
    }

    void rows(List<JobLegs> jobs, long startNanos, long endNanos) {
        int indent = Math.max(Page.INDENT, Math.min(labelCells, page.columns() / 3));
        int cells = columns.barCells() + Page.INDENT - indent;
        Axis axis = new Axis(startNanos, endNanos, cells);
        for (JobLegs legs : jobs) {
            Line row = label(legs.job()).fitted(indent - 1).padTo(indent);
            new JobBar(axis, legs).addTo(row);
            figures(row.padTo(indent + cells), legs);
            page.add(row);
        }
        page.add(page.line().padTo(indent).add(Tone.FAINT, axis.drawn()));
    }

    private void figures(Line row, JobLegs legs) {
        if (columns.figures() == 1) {
            row.addRight(Tone.PLAIN, legs.responseText(), Columns.FIGURE);
            return;
        }
        row.addRight(Tone.PLAIN, legs.waitText(), Columns.FIGURE);
        row.addRight(Tone.PLAIN, legs.serviceText(), Columns.FIGURE);
        row.addRight(Tone.PLAIN, legs.returnText(), Columns.FIGURE);
        if (columns.figures() > 3) {
            row.addRight(Tone.PLAIN, legs.responseText(), Columns.FIGURE);
            String cpu = Numbers.nanos(legs.job().serviceCpuNanos());
            row.addRight(Tone.FAINT, cpu, Columns.FIGURE);
        }
    }

    private Line label(Job job) {
        String worker = job.worker() < 0 ? Numbers.NONE : "w" + job.worker();
        Line label = page.line();
        switch (job.outcome()) {
            case FAILED -> label.add(Tone.BAD, "× ");
            case CANCELLED -> label.add(Tone.WARN, "– ");
            case OK, RUNNING, QUEUED, UNKNOWN -> label.add("  ");
        }
        String id = Long.toString(job.id());
        label.add(" ".repeat(idCells - id.length()) + id).add(Tone.FAINT, " " + worker);
        if (hasKinds) {
            label.add(" " + job.kind());
        }
        return hasStarts ? label.add(Tone.FAINT, " " + Numbers.nanos(job.submittedNanos())) : label;
    }
}
