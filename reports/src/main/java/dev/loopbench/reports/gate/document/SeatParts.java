package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.NanosSum;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import java.util.ArrayList;
import java.util.List;

/**
 * The legs of a change, in one unit and with their signs, so that what is printed adds up.
 * Immutable.
 *
 * @param parts without those that are nothing at this precision
 */
public record SeatParts(String change, List<Part> parts) {

    public record Part(String leg, String change) {}

    public static SeatParts of(Seat seat) {
        List<Long> nanos = seat.parts().stream().map(p -> Math.round(p.changeNanos())).toList();
        long total = nanos.stream().mapToLong(Long::longValue).sum();
        NanosSum sum = new NanosSum(total, nanos);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < nanos.size(); i++) {
            if (!sum.isNothing(i)) {
                parts.add(new Part(seat.parts().get(i).leg(), signed(sum.part(i))));
            }
        }
        return new SeatParts(signed(sum.total()), List.copyOf(parts));
    }

    private static String signed(String text) {
        return text.startsWith("-") ? text : "+" + text;
    }
}
