package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.LiveConnections;
import dev.loopbench.probes.result.LiveRequests;
import dev.loopbench.probes.result.ServerFigures;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The figures of both ends of connections. Stateless. */
final class ConnectionFamilies {

    private ConnectionFamilies() {}

    /** Of the clients of a run that ended, where it had any. */
    static void write(@Nullable Clients clients, Exposition text) {
        if (clients == null) {
            return;
        }
        text.gauge(
                        "loopbench_clients_connections",
                        "",
                        "Connections that could be used at the end.")
                .sample(clients.counts().connected());
        text.counter(
                        "loopbench_clients_reconnects",
                        "",
                        "Connections made anew, as the server had ended the last one.")
                .sample(clients.counts().reconnects());
        Long resets = clients.counts().keepAliveResets();
        if (resets != null) {
            text.counter(
                            "loopbench_clients_keep_alive_resets",
                            "",
                            "Requests that failed, as the server ended their connection just then.")
                    .sample(resets);
        }
        Long churned = clients.counts().churned();
        if (churned != null) {
            text.counter(
                            "loopbench_clients_churned",
                            "",
                            "Connections closed and opened anew on purpose.")
                    .sample(churned);
        }
        responses("loopbench_clients_responses", clients.exchange().status(), text);
    }

    /** Of the server of a run that ended, where it had one. */
    static void write(@Nullable ServerFigures server, Exposition text) {
        if (server == null) {
            return;
        }
        ServerFigures.Requests requests = server.requests();
        if (requests != null) {
            requests(requests.count(), requests.status(), text);
        }
        ServerFigures.Connections connections = server.connectionCounts();
        if (connections != null) {
            connections(
                    connections.open(),
                    connections.accepted(),
                    connections.refused(),
                    connections.idleClosed(),
                    text);
        }
    }

    /** Of a server that goes on. */
    static void write(LiveRequests requests, LiveConnections connections, Exposition text) {
        requests(requests.count(), requests.status(), text);
        text.counter(
                        "loopbench_server_request_sum_seconds",
                        Seconds.UNIT,
                        "Time of all requests, from read to handed over.")
                .sample(Seconds.of(requests.totalNanos()));
        text.gauge(
                "loopbench_server_request_seconds",
                Seconds.UNIT,
                "Time of a request, from read to handed over, since measuring began.");
        quantile("0.5", requests.p50Nanos(), text);
        quantile("0.9", requests.p90Nanos(), text);
        quantile("0.99", requests.p99Nanos(), text);
        quantile("1.0", requests.maxNanos(), text);
        connections(
                connections.open(),
                connections.accepted(),
                connections.refused(),
                connections.idleClosed(),
                text);
    }

    private static void requests(
            long count, @Nullable SortedMap<String, Long> status, Exposition text) {
        text.counter("loopbench_server_requests", "", "Requests answered.").sample(count);
        responses("loopbench_server_responses", status, text);
    }

    private static void responses(
            String name, @Nullable SortedMap<String, Long> status, Exposition text) {
        if (status != null && !status.isEmpty()) {
            text.counter(name, "", "Answers by status.");
            status.forEach((code, count) -> text.sample("status", code, (long) count));
        }
    }

    private static void quantile(String quantile, @Nullable Long nanos, Exposition text) {
        if (nanos != null) {
            text.sample("quantile", quantile, Seconds.of(nanos));
        }
    }

    private static void connections(
            long open, long accepted, long refused, long idleClosed, Exposition text) {
        text.gauge("loopbench_server_connections", "", "Connections that are open.").sample(open);
        text.counter("loopbench_server_accepted", "", "Connections accepted.").sample(accepted);
        text.counter("loopbench_server_refused", "", "Connections closed at once: too many.")
                .sample(refused);
        text.counter(
                        "loopbench_server_idle_closed",
                        "",
                        "Connections closed at the keep-alive time-out.")
                .sample(idleClosed);
    }
}
