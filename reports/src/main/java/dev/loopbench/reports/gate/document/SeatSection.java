package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.Tone;

/** Where a change sits: the sentence, and the legs that add up to it. Stateless. */
final class SeatSection {

    private SeatSection() {}

    static void write(Seat seat, Page page) {
        page.gap();
        page.prose(page.heading("Where"), page.line(seat.sentence()));
        SeatParts parts = SeatParts.of(seat);
        Line sum = page.line(seat.kind() + ": mean response " + parts.change() + " =");
        for (SeatParts.Part part : parts.parts()) {
            sum.add(Tone.FAINT, " " + part.leg()).add(" " + part.change());
        }
        page.prose(page.indent(), sum);
    }
}
