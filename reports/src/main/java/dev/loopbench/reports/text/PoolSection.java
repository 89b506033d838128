package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.phrase.Unended;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The pool in a line: threads, jobs, and how busy who was. */
final class PoolSection implements Section {

    /** More workers are told by their extremes. */
    private static final int MAX_WORKERS = 8;

    @Override
    public void write(Report report, Page page) {
        page.gap();
        Pool pool = report.pool();
        List<Line> items = new ArrayList<>();
        items.add(
                page.line(
                        Numbers.count(pool.threads(), "thread")
                                + " ("
                                + report.config().pool().source().word()
                                + ")"));
        if (pool.counts().submitted() == 0) {
            boolean seen = report.subject() == null;
            items.add(page.line(Tone.FAINT, seen ? "not used" : "no event of it"));
        } else {
            Double busy = pool.utilizationShare();
            if (busy != null) {
                items.add(page.line(Numbers.share(busy) + " busy"));
            }
            items.add(page.line(jobs(pool)));
            pool.atEnd().nested().stream()
                    .filter(nested -> nested.waitingThreads() > 0)
                    .forEach(nested -> items.add(page.line(waiting(nested))));
        }
        page.items(page.heading("Pool"), items);
        Unended.underWay(pool)
                .ifPresent(text -> page.prose(page.indent(), page.line(Tone.WARN, text)));
        workers(pool, report.run().durationNanos(), page);
    }

    private static String jobs(Pool pool) {
        StringBuilder text = new StringBuilder(Numbers.count(pool.counts().submitted(), "job"));
        if (pool.counts().completed() < pool.counts().submitted()) {
            text.append(", ").append(Numbers.count(pool.counts().started())).append(" started, ");
            text.append(Numbers.count(pool.counts().completed())).append(" completed");
        }
        if (pool.counts().cancelled() > 0) {
            text.append(", ").append(Numbers.count(pool.counts().cancelled())).append(" cancelled");
        }
        return text.toString();
    }

    /** As it stood when the run ended: while a run goes well, such waits end. */
    private static String waiting(Pool.Nested nested) {
        return "%s held by %s waiting for %s, of which %s queued at the end"
                .formatted(
                        Numbers.count(nested.waitingThreads(), "thread"),
                        nested.kind(),
                        nested.waitsFor(),
                        Numbers.count(nested.queued()));
    }

    private static void workers(Pool pool, long nanos, Page page) {
        List<Pool.WorkerUse> workers = pool.workers();
        if (workers.isEmpty()) {
            return;
        }
        List<Line> items = new ArrayList<>();
        if (workers.size() <= MAX_WORKERS) {
            workers.forEach(w -> items.add(worker("", w, nanos, page)));
        } else {
            Comparator<Pool.WorkerUse> byUse = Comparator.comparingLong(Pool.WorkerUse::busyNanos);
            items.add(worker("busiest ", Collections.max(workers, byUse), nanos, page));
            items.add(worker("idlest ", Collections.min(workers, byUse), nanos, page));
        }
        page.items(page.indent(), items);
    }

    private static Line worker(String which, Pool.WorkerUse worker, long nanos, Page page) {
        double share = (double) worker.busyNanos() / Math.max(1, nanos);
        return page.line(Tone.FAINT, which + "w" + worker.worker() + " ")
                .add(Numbers.share(share))
                .add(Tone.FAINT, " " + Numbers.count(worker.jobs(), "job"));
    }
}
