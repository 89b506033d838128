package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who waited behind whom: a line for each kind of job. Left out where only one kind waited. */
final class WaitersSection implements Section {

    @Override
    public void write(Report report, Page page) {
        List<Pool.Waiter> waiters = report.pool().waiters();
        boolean met = waiters.stream().anyMatch(WaitersSection::isOfAnotherKind);
        if (!met) {
            return;
        }
        page.gap();
        Map<String, List<Pool.Waiter>> byVictim = new LinkedHashMap<>();
        for (Pool.Waiter waiter : waiters) {
            byVictim.computeIfAbsent(waiter.victim(), victim -> new ArrayList<>()).add(waiter);
        }
        Line start = page.heading("Waiting");
        for (Map.Entry<String, List<Pool.Waiter>> row : byVictim.entrySet()) {
            page.items(start, items(row.getKey(), row.getValue(), page));
            start = page.indent();
        }
    }

    private static boolean isOfAnotherKind(Pool.Waiter waiter) {
        return !waiter.victim().equals(waiter.culprit())
                && !waiter.culprit().equals(Pool.Waiter.IDLE_THREAD);
    }

    private static List<Line> items(String victim, List<Pool.Waiter> culprits, Page page) {
        long totalNanos = culprits.stream().mapToLong(Pool.Waiter::nanos).sum();
        List<Line> items = new ArrayList<>();
        boolean isEstimated = culprits.stream().anyMatch(Pool.Waiter::estimated);
        items.add(
                page.line(
                        victim
                                + " waited "
                                + (isEstimated ? "~" : "")
                                + Numbers.nanos(totalNanos)
                                + (isEstimated ? " (estimated)" : "")));
        culprits.stream()
                .sorted(Comparator.comparingLong(Pool.Waiter::nanos).reversed())
                .forEach(waiter -> items.add(share(waiter, totalNanos, page)));
        return items;
    }

    private static Line share(Pool.Waiter waiter, long totalNanos, Page page) {
        String share = Numbers.share((double) waiter.nanos() / totalNanos);
        if (waiter.culprit().equals(Pool.Waiter.UNSEEN)) {
            return page.line(
                    waiter.estimated()
                            ? share + " behind what was not seen"
                            : share + " while a call that no worker was seen with was under way");
        }
        if (waiter.culprit().equals(Pool.Waiter.IDLE_THREAD)) {
            return page.line(Tone.FAINT, share + " for an idle thread to wake up");
        }
        String whom = waiter.culprit().equals(waiter.victim()) ? "its own kind" : waiter.culprit();
        return page.line(share + " behind " + whom);
    }
}
