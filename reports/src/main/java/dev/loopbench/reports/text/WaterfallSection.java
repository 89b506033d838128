package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jobs over time: all of a few, of many the first ones and the slowest of the others.
 *
 * <p>Of several repeats the first one is drawn, for they look alike; the slowest come from all.
 */
final class WaterfallSection implements Section {

    private static final int MAX_ALL = 16;
    private static final int FIRST = 10;
    private static final int SLOWEST = 5;

    @Override
    public void write(Report report, Page page) {
        if (report.jobs().isEmpty()) {
            return;
        }
        long runEnd = report.run().durationNanos();
        List<JobLegs> jobs = report.jobs().stream().map(j -> JobLegs.of(j, runEnd)).toList();
        List<JobLegs> repeat = firstRepeat(report, jobs);
        List<JobLegs> shown = repeat.size() > MAX_ALL ? repeat.subList(0, FIRST) : repeat;
        JobRows rows = JobRows.of(page, shown, hasKinds(report));
        rows.legend(page.heading("Jobs"), note(report, shown));
        long start = shown.stream().mapToLong(JobLegs::submittedNanos).min().orElse(0);
        long end = shown.stream().mapToLong(JobLegs::returnEndNanos).max().orElse(0);
        boolean whole = shown.size() == jobs.size();
        rows.rows(
                shown,
                whole || start < (end - start) / 10 ? 0 : start,
                whole ? Math.max(end, runEnd) : end);
        if (!whole) {
            others(report, jobs.subList(shown.size(), jobs.size()), page);
        }
    }

    private static List<JobLegs> firstRepeat(Report report, List<JobLegs> jobs) {
        if (report.repeats().size() < 2 || jobs.size() <= MAX_ALL) {
            return jobs;
        }
        long start = jobs.get(0).submittedNanos();
        long makespan = report.repeats().get(0).makespanNanos();
        List<JobLegs> first =
                jobs.stream().takeWhile(j -> j.submittedNanos() - start < makespan).toList();
        return first.isEmpty() ? jobs : first;
    }

    /** What of the jobs is drawn, and what the marks mean; null if both go without saying. */
    private static @Nullable String note(Report report, List<JobLegs> shown) {
        List<String> notes =
                Stream.of(
                                report.repeats().size() > 1 && shown.size() < report.jobs().size()
                                        ? "repeat 1 of " + report.repeats().size()
                                        : "",
                                has(shown, Job.Outcome.FAILED) ? "× failed" : "",
                                has(shown, Job.Outcome.CANCELLED) ? "– cancelled" : "")
                        .filter(n -> !n.isEmpty())
                        .toList();
        return notes.isEmpty() ? null : String.join(", ", notes);
    }

    private static boolean has(List<JobLegs> jobs, Job.Outcome outcome) {
        return jobs.stream().map(JobLegs::job).map(Job::outcome).anyMatch(outcome::equals);
    }

    private static boolean hasKinds(Report report) {
        return report.jobs().stream().map(Job::kind).distinct().count() > 1;
    }

    private static void others(Report report, List<JobLegs> others, Page page) {
        List<JobLegs> slowest =
                others.stream()
                        .sorted(Comparator.comparingLong(JobLegs::responseNanos).reversed())
                        .limit(SLOWEST)
                        .map(JobLegs::fromItsStart)
                        .toList();
        String dropped =
                report.jobsDropped() == 0
                        ? ""
                        : ", " + Numbers.count(report.jobsDropped()) + " not listed";
        String more =
                "… "
                        + Numbers.count(others.size())
                        + " more"
                        + dropped
                        + "; the slowest of them, each from its own start:";
        page.prose(page.indent(), page.line(Tone.FAINT, more));
        long longest = slowest.stream().mapToLong(JobLegs::returnEndNanos).max().orElse(0);
        JobRows.withStarts(page, slowest, hasKinds(report)).rows(slowest, 0, longest);
    }
}
