package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.NanosSum;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.Comparison.Place;
import dev.loopbench.reports.gate.model.Comparison.Seat;
import dev.loopbench.reports.gate.model.Comparison.SeatPart;
import java.util.ArrayList;
import java.util.List;

/** Where a change sits, in words. Stateless. */
final class SeatWords {

    /**
     * The legs of a change, in one unit and with their signs, so that what is printed adds up.
     *
     * @param parts without those that are nothing at this precision
     */
    record Sum(String change, List<Part> parts) {}

    record Part(String leg, String change) {}

    private SeatWords() {}

    static Sum sum(Seat seat) {
        List<Long> nanos = seat.parts().stream().map(p -> Math.round(p.changeNanos())).toList();
        long total = nanos.stream().mapToLong(Long::longValue).sum();
        NanosSum sum = new NanosSum(total, nanos);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < nanos.size(); i++) {
            if (!sum.isNothing(i)) {
                parts.add(new Part(seat.parts().get(i).leg().word(), withSign(sum.part(i))));
            }
        }
        return new Sum(withSign(sum.total()), List.copyOf(parts));
    }

    private static String withSign(String text) {
        return text.startsWith("-") ? text : "+" + text;
    }

    static String sentence(Place where, List<SeatPart> parts, double changeNanos) {
        String change =
                (changeNanos > 0 ? "+" : "") + Numbers.nanos(changeNanos) + " in the mean response";
        return switch (where) {
            case MACHINE ->
                    "The machine disturbed the slower side more: no leg can be blamed for "
                            + change
                            + ".";
            case LOOP -> "Most of " + change + " is waiting for the loop, whose delay moved along.";
            case NOWHERE, REST, UNKNOWN -> "No single leg holds most of " + change + ".";
            case START -> "Waiting to be sent (start)" + most(where, parts, changeNanos, change);
            case WAIT -> "Waiting for a worker (wait)" + most(where, parts, changeNanos, change);
            case SERVICE -> "The work itself (service)" + most(where, parts, changeNanos, change);
            case RETURN ->
                    "Waiting for the loop after the work (return)"
                            + most(where, parts, changeNanos, change);
        };
    }

    private static String most(Place leg, List<SeatPart> parts, double changeNanos, String change) {
        double partNanos =
                parts.stream()
                        .filter(part -> part.leg() == leg)
                        .mapToDouble(SeatPart::changeNanos)
                        .sum();
        double share = partNanos / changeNanos;
        return " holds " + (share >= 0.995 ? "all" : Numbers.change(share)) + " of " + change + ".";
    }
}
