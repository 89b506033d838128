package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Finding.Confidence;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connections that could not come in, or went as they were to be used. Immutable.
 *
 * <p>The kernel counts overflows for all of the network namespace: they are this server's where its
 * own queue was seen full.
 */
final class ConnectionRules {

    static final String SUBJECT = "net";

    private ConnectionRules() {}

    /** The accept queue was full. */
    static final class AcceptQueue implements Rule {

        @Override
        public Optional<Cause> apply(Facts facts) {
            Sockets sockets = facts.report().sockets();
            Sockets.Backlog backlog = sockets == null ? null : sockets.queues().backlog();
            Long room = backlog == null ? null : backlog.inForce();
            Long most = sockets == null ? null : sockets.queues().acceptQueueMax();
            Long told = sockets == null ? null : sockets.losses().listenOverflows();
            long overflows = told == null ? 0 : told;
            boolean full = room != null && most != null && most >= room;
            boolean overflowed = overflows > 0;
            if (room == null || !full) {
                return Optional.empty();
            }
            return Optional.of(
                    new Cause(
                            "net.accept-queue",
                            overflowed ? Score.WARN : Score.atMostInfo(Score.WARN),
                            Confidence.highIf(overflowed),
                            null,
                            overflowed
                                    ? "The accept queue overflowed "
                                            + Numbers.count(overflows, "time")
                                            + ": it has room for "
                                            + Numbers.count(room, "connection")
                                    : "The accept queue was full: it has room for "
                                            + Numbers.count(room, "connection"),
                            evidence(most, told, facts),
                            "Connections waited for the loop to accept them: look at what holds it,"
                                    + " or give the queue more room.",
                            new Change.Backlog(4 * room)));
        }

        private static List<String> evidence(
                @Nullable Long most, @Nullable Long overflows, Facts facts) {
            List<String> lines = new ArrayList<>();
            lines.add("up to " + most + " connections waited to be accepted");
            if (overflows != null) {
                lines.add(
                        "the kernel turned "
                                + Numbers.count(overflows, "connection request")
                                + " away meanwhile; one connection may come several times");
            }
            LoopWords.delay(facts).ifPresent(lines::add);
            return lines;
        }
    }

    /** Requests met a connection that the server ended for idleness. */
    static final class KeepAlive implements Rule {

        @Override
        public Optional<Cause> apply(Facts facts) {
            Clients clients = facts.clients();
            Long resets = clients == null ? null : clients.counts().keepAliveResets();
            long lost = resets == null ? 0 : resets;
            long reconnects = clients == null ? 0 : clients.counts().reconnects();
            long idle = idleClosed(facts);
            if (lost == 0 && (idle == 0 || reconnects == 0)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Cause(
                            "net.keep-alive",
                            lost > 0 ? Score.WARN : Score.INFO,
                            Confidence.HIGH,
                            null,
                            lost > 0
                                    ? Numbers.count(lost, "request")
                                            + " met a connection that the server had just closed"
                                    : Numbers.count(reconnects, "connection")
                                            + " had to be opened anew: the server had closed idle"
                                            + " ones",
                            List.of(
                                    Numbers.count(reconnects, "reconnect")
                                            + ", "
                                            + Numbers.count(idle, "connection")
                                            + " closed at the keep-alive time-out"),
                            "Let the client be the first to close: its own time-out below that of"
                                    + " the server, or a longer one there.",
                            null));
        }

        private static long idleClosed(Facts facts) {
            ServerFigures server = facts.report().server();
            ServerFigures.Connections counts = server == null ? null : server.connectionCounts();
            return counts == null ? 0 : counts.idleClosed();
        }
    }
}
