package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The longest stalls: when, how long, whose, and where the loop thread was. */
final class StallsSection implements Section {

    private static final int MAX_STALLS = 3;
    private static final int MAX_FRAMES = 2;

    @Override
    public void write(Report report, Page page) {
        List<Loop.Stall> stalls = report.loop().held().stalls();
        if (stalls.isEmpty()) {
            return;
        }
        page.gap();
        List<Loop.Stall> longest =
                stalls.stream()
                        .sorted(Comparator.comparingLong(Loop.Stall::durationNanos).reversed())
                        .limit(MAX_STALLS)
                        .toList();
        long all = stalls.size() + report.loop().held().stallsDropped();
        String which = longest.size() < all ? ", the longest:" : "";
        page.prose(page.heading("Stalls"), page.line(Numbers.count(all) + which));
        longest.forEach(stall -> write(stall, page));
        Untold untold = new Untold(report.loop().unavailable());
        List<Line> reasons = StallLedgerLine.untold(longest, untold, page);
        if (!reasons.isEmpty()) {
            page.items(page.indent(), reasons);
        }
    }

    private static void write(Loop.Stall stall, Page page) {
        Line head = page.line().addRight(Tone.WARN, Numbers.nanos(stall.durationNanos()), 8);
        List<Line> items = new ArrayList<>();
        Line what = page.line(stall.label());
        items.add(stall.phase() == null ? what : what.add(Tone.FAINT, " in " + stall.phase()));
        items.add(page.line("at " + Numbers.nanos(stall.atNanos())));
        page.items(head.padTo(Page.INDENT), items);
        page.terms(page.indent(), StallLedgerLine.terms(stall, page));
        List<String> stack = stall.stack();
        if (stack == null) {
            String reason = stall.stackReason() == null ? "" : ": " + stall.stackReason();
            page.prose(page.indent(), page.line(Tone.FAINT, "no stack" + reason));
        } else {
            stack.stream()
                    .limit(MAX_FRAMES)
                    .forEach(frame -> page.add(page.indent().add(Tone.FAINT, "at " + frame)));
        }
    }
}
