package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Probes;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;

/** What measuring cost, and how well the figures agree with each other. */
final class ProbesSection implements Section {

    /** Above these the figures are not to be trusted. */
    private static final double MAX_PHASE_RESIDUAL_SHARE = 0.02;

    private static final double MAX_LITTLE_RESIDUAL_SHARE = 0.05;

    @Override
    public void write(Report report, Page page) {
        Probes probes = report.probes();
        List<Line> items = new ArrayList<>();
        Double cost = probes.costPerEventNanos();
        Probes.Looking looking = probes.looking();
        if (looking != null) {
            items.addAll(looking(looking, page));
        } else if (cost == null) {
            items.add(page.line("cost not measured"));
        } else {
            items.add(
                    page.line(
                            Numbers.count(probes.events(), "event")
                                    + " at "
                                    + Numbers.nanos(cost)
                                    + " = "
                                    + Numbers.nanos(cost * probes.events())));
        }
        if (probes.droppedEvents() > 0) {
            items.add(page.line(Tone.WARN, Numbers.count(probes.droppedEvents()) + " dropped"));
        }
        Double phases = report.loop().busyTime().residualShare();
        if (phases != null) {
            double residual = Math.abs(phases);
            items.add(
                    page.line(
                            residual < MAX_PHASE_RESIDUAL_SHARE ? Tone.PLAIN : Tone.WARN,
                            "phases add up to "
                                    + Numbers.share(1 - residual)
                                    + " of the busy time"));
        }
        Double little = report.pool().waiting().littleResidualShare();
        if (little != null) {
            items.add(
                    page.line(
                            little < MAX_LITTLE_RESIDUAL_SHARE ? Tone.PLAIN : Tone.WARN,
                            "queue and waits agree within " + Numbers.share(little)));
        }
        page.items(page.heading("Probes"), items);
    }

    private static List<Line> looking(Probes.Looking looking, Page page) {
        Long nanos = looking.cpuAtLeastNanos();
        return List.of(
                page.line(
                        "looking took "
                                + (nanos == null
                                        ? "nobody knows how much"
                                        : Numbers.nanos(nanos) + " of a core at least")),
                page.line(
                        "servers it was tried on used "
                                + Numbers.ratio(looking.triedLeastRatio())
                                + " to "
                                + Numbers.ratio(looking.triedMostRatio())
                                + " the CPU time for a request"));
    }
}
