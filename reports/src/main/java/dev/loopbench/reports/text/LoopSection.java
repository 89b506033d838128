package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The loop in a few lines, and its phases. */
final class LoopSection implements Section {

    private static final int PHASE_CELLS = 12;
    private static final int SLOWEST_FROM = 60;
    private static final Set<Long> WORST_WINDOWS_NANOS =
            Set.of(
                    TimeUnit.MILLISECONDS.toNanos(10),
                    TimeUnit.MILLISECONDS.toNanos(100),
                    TimeUnit.SECONDS.toNanos(1));

    @Override
    public void write(Report report, Page page) {
        Loop loop = report.loop();
        page.gap();
        ServerFigures server = report.server();
        if (server != null && server.model() != ServerFigures.Model.LOOP) {
            page.items(
                    page.heading("Loop"),
                    List.of(page.line("not used: the server runs on threads of its own")));
            return;
        }
        page.items(page.heading("Loop"), summary(loop, page));
        if (loop.delay() != null) {
            page.items(page.indent(), delay(loop.delay(), page));
        }
        List<Line> worst = worst(loop.availability(), page);
        if (!worst.isEmpty()) {
            page.items(page.indent(), worst);
        }
        List<Line> poll = poll(loop, page);
        if (!poll.isEmpty()) {
            page.items(page.indent(), poll);
        }
        List<Line> untold = untold(loop, page);
        if (!untold.isEmpty()) {
            page.items(page.indent(), untold);
        }
        phases(loop.busyTime().phases(), page);
    }

    private static List<Line> summary(Loop loop, Page page) {
        List<Line> items = new ArrayList<>();
        if (loop.utilizationShare() != null) {
            items.add(page.line(Numbers.share(loop.utilizationShare()) + " busy"));
        }
        if (loop.counts().iterations() != null) {
            items.add(page.line(Numbers.count(loop.counts().iterations(), "iteration")));
        }
        if (loop.counts().events() != null) {
            items.add(page.line(Numbers.count(loop.counts().events(), "event")));
        }
        if (loop.counts().eventsWaiting() != null) {
            items.add(
                    page.line(
                            Numbers.count(loop.counts().eventsWaiting())
                                    + " ready before the poll"));
        }
        if (loop.counts().emptyPolls() != null) {
            items.add(page.line(Numbers.count(loop.counts().emptyPolls(), "empty poll")));
        }
        if (loop.counts().wakeups() != null) {
            items.add(page.line(Numbers.count(loop.counts().wakeups(), "wake-up")));
        }
        if (items.isEmpty()) {
            items.add(page.line(Tone.FAINT, "no event of it"));
        }
        return items;
    }

    private static List<Line> delay(Loop.Delay delay, Page page) {
        List<Line> items = new ArrayList<>();
        items.add(
                page.line(
                        "delay mean " + Numbers.nanosUpTo(delay.meanNanos(), delay.errorNanos())));
        items.add(page.line("p99 " + Numbers.nanosUpTo(delay.p99Nanos(), delay.errorNanos())));
        items.add(page.line("max " + Numbers.nanosUpTo(delay.maxNanos(), delay.errorNanos())));
        for (Loop.Delay.Over over : delay.over()) {
            items.add(
                    page.line(
                            over.share() > 0 ? Tone.WARN : Tone.PLAIN,
                            "P(>"
                                    + Numbers.roundNanos(over.thresholdNanos())
                                    + ") "
                                    + Numbers.share(over.share())));
        }
        return items;
    }

    /** A few windows of the curve say what it is like. */
    private static List<Line> worst(List<Loop.Availability> curve, Page page) {
        return curve.stream()
                .filter(window -> WORST_WINDOWS_NANOS.contains(window.windowNanos()))
                .map(
                        window ->
                                page.line(
                                        "worst "
                                                + Numbers.roundNanos(window.windowNanos())
                                                + " "
                                                + Numbers.share(window.leastFreeShare())
                                                + " free"))
                .toList();
    }

    private static List<Line> poll(Loop loop, Page page) {
        List<Line> items = new ArrayList<>();
        if (loop.durations().kernelWait() != null) {
            items.add(page.line(figures("kernel wait", loop.durations().kernelWait())));
        }
        if (loop.durations().dispatch() != null) {
            items.add(page.line(figures("dispatch", loop.durations().dispatch())));
        }
        if (loop.durations().timerLateness() != null) {
            items.add(page.line(figures("timers late", loop.durations().timerLateness())));
        }
        return items;
    }

    /** Only what has a reason: without one there was nothing to tell. */
    private static List<Line> untold(Loop loop, Page page) {
        Untold untold = new Untold(loop.unavailable());
        if (loop.utilizationShare() == null) {
            untold.add("utilizationShare", "how busy it was");
        }
        if (loop.delay() == null) {
            untold.add("delay", "what events waited");
        }
        if (loop.unavailable().containsKey("eventsWaiting")) {
            untold.add("eventsWaiting", "events ready before the poll");
        }
        if (loop.unavailable().containsKey("timerLateness")) {
            untold.add("timerLateness", "timer lateness");
        }
        return untold.lines(page);
    }

    private static String figures(String name, Histogram histogram) {
        if (histogram.count() == 0) {
            return name + " never";
        }
        return name
                + percentile(histogram, "50")
                + percentile(histogram, "99")
                + " max "
                + Numbers.nanos(histogram.maxNanos());
    }

    /** Nothing where there are too few values: the largest one says enough. */
    private static String percentile(Histogram histogram, String percentile) {
        Long nanos = histogram.percentiles().get(percentile);
        return nanos == null ? "" : " p" + percentile + " " + Numbers.nanos(nanos);
    }

    private static void phases(List<Loop.PhaseTime> phases, Page page) {
        List<Loop.PhaseTime> used = phases.stream().filter(p -> p.callbacks() > 0).toList();
        if (used.isEmpty()) {
            return;
        }
        boolean wide = page.columns() >= SLOWEST_FROM;
        Line head = page.line(Tone.FAINT, "  phase").padTo(PHASE_CELLS);
        head.addRight(Tone.FAINT, "callbacks", 10).addRight(Tone.FAINT, "time", 8);
        head.addRight(Tone.FAINT, "share", 8);
        page.add(wide ? head.add(Tone.FAINT, "  slowest callback") : head);
        for (Loop.PhaseTime phase : used) {
            Line row = page.line("  " + phase.phase()).padTo(PHASE_CELLS);
            row.addRight(Tone.PLAIN, Numbers.count(phase.callbacks()), 10);
            row.addRight(Tone.PLAIN, Numbers.nanos(phase.totalNanos()), 8);
            Double share = phase.share();
            row.addRight(Tone.PLAIN, share == null ? Numbers.NONE : Numbers.share(share), 8);
            page.add(wide ? slowest(row, phase.slowest()) : row);
        }
    }

    private static Line slowest(Line row, Loop.@Nullable Slowest slowest) {
        if (slowest == null) {
            return row;
        }
        return row.addRight(Tone.PLAIN, Numbers.nanos(slowest.durationNanos()), 9)
                .add(" " + slowest.label())
                .add(Tone.FAINT, " at " + Numbers.nanos(slowest.atNanos()));
    }
}
