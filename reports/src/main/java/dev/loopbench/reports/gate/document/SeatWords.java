package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.Comparison.SeatPart;
import java.util.List;

/** Where a change sits, in words. Stateless. */
final class SeatWords {

    static final String REST = "rest";
    static final String LOOP = "loop";
    static final String MACHINE = "machine";
    static final String NOWHERE = "no single leg";

    private SeatWords() {}

    static String sentence(String where, List<SeatPart> parts, double changeNanos) {
        String change = signed(changeNanos) + " in the mean response";
        return switch (where) {
            case MACHINE ->
                    "The machine disturbed the slower side more: no leg can be blamed for "
                            + change
                            + ".";
            case LOOP -> "Most of " + change + " is waiting for the loop, whose delay moved along.";
            case NOWHERE -> "No single leg holds most of " + change + ".";
            default -> leg(where, part(where, parts) / changeNanos) + " of " + change + ".";
        };
    }

    private static String leg(String leg, double share) {
        String what =
                switch (leg) {
                    case "start" -> "Waiting to be sent (start)";
                    case "wait" -> "Waiting for a worker (wait)";
                    case "service" -> "The work itself (service)";
                    case "return" -> "Waiting for the loop after the work (return)";
                    default -> leg;
                };
        return what + " holds " + (share >= 0.995 ? "all" : Numbers.change(share));
    }

    private static double part(String leg, List<SeatPart> parts) {
        return parts.stream()
                .filter(part -> part.leg().equals(leg))
                .mapToDouble(SeatPart::changeNanos)
                .sum();
    }

    private static String signed(double nanos) {
        return (nanos > 0 ? "+" : "") + Numbers.nanos(nanos);
    }
}
