package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the clients of a flood saw, as evidence. Stateless. */
final class Trips {

    private Trips() {}

    /** Nothing where there were no clients. */
    static List<String> evidence(Facts facts) {
        List<String> lines = new ArrayList<>();
        Optional<Operation> trips = facts.roundTrips();
        Clients clients = facts.clients();
        if (trips.isEmpty() || clients == null) {
            return lines;
        }
        p99(facts).ifPresent(lines::add);
        Clients.Slowest slowest = clients.exchange().slowest();
        if (slowest != null && Condition.FELT_RETURN.isReached(slowest.minNanos())) {
            lines.add(
                    (clients.counts().connections() == 1
                                    ? "the connection"
                                    : "every one of the "
                                            + clients.counts().connections()
                                            + " connections")
                            + " had a round trip of "
                            + Numbers.nanos(slowest.minNanos())
                            + " or more");
        }
        return lines;
    }

    /** Empty where there were no clients, or too few round trips. */
    static Optional<String> p99(Facts facts) {
        return facts.clients() == null ? Optional.empty() : facts.roundTrips().flatMap(Trips::p99);
    }

    private static Optional<String> p99(Operation trips) {
        Long response = trips.latency().response().percentiles().get("99");
        if (response == null) {
            return Optional.empty();
        }
        Histogram fromSend = trips.latency().fromSend();
        Long uncorrected = fromSend == null ? null : fromSend.percentiles().get("99");
        return Optional.of(
                uncorrected == null
                        ? "round trips took p99 " + Numbers.nanos(response)
                        : "round trips took p99 "
                                + Numbers.nanos(response)
                                + " from their intended start, "
                                + Numbers.nanos(uncorrected)
                                + " from the send");
    }
}
