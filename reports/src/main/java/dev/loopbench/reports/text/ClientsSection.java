package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;

/** Who made the load, over how many connections, and how the one fared that fared worst. */
final class ClientsSection implements Section {

    /** From here on what the clients saw is in part what they did to themselves. */
    private static final double BUSY_WARN_SHARE = 0.8;

    @Override
    public void write(Report report, Page page) {
        Clients clients = report.clients();
        if (clients == null) {
            return;
        }
        page.gap();
        page.items(page.heading("Clients"), connections(clients, page));
        page.items(page.indent(), Fact.lines(facts(clients), clients.unavailable(), page));
    }

    private static List<Line> connections(Clients clients, Page page) {
        List<Line> items = new ArrayList<>();
        boolean all = clients.counts().connected() == clients.counts().connections();
        items.add(
                page.line(
                        all ? Tone.PLAIN : Tone.WARN,
                        all
                                ? Numbers.count(clients.counts().connections(), "connection")
                                : Numbers.count(clients.counts().connected())
                                        + " of "
                                        + Numbers.count(
                                                clients.counts().connections(), "connection")
                                        + " open at the end"));
        if (clients.counts().reconnects() > 0) {
            items.add(
                    page.line(
                            Tone.WARN, Numbers.count(clients.counts().reconnects(), "reconnect")));
        }
        Long resets = clients.counts().keepAliveResets();
        if (resets != null && resets > 0) {
            items.add(
                    page.line(
                            Tone.WARN,
                            Numbers.count(resets, "request")
                                    + " lost to a keep-alive time-out of the server"));
        }
        Long churned = clients.counts().churned();
        if (churned != null && churned > 0) {
            items.add(page.line(Numbers.count(churned) + " closed and opened anew"));
        }
        items.add(page.line("sent " + Numbers.bytes(clients.exchange().bytesSent())));
        items.add(page.line("received " + Numbers.bytes(clients.exchange().bytesReceived())));
        items.add(
                page.line(
                        clients.process() == Clients.Place.OWN_PROCESS
                                ? "in a process of their own"
                                : "on the loop that is measured"));
        items.addAll(StatusLines.of(clients.exchange().status(), page));
        return items;
    }

    private static List<Fact> facts(Clients clients) {
        Double busy = clients.generator().loopUtilizationShare();
        return List.of(
                Fact.of(
                        "slowest",
                        "slowest round trips",
                        clients.exchange().slowest(),
                        ClientsSection::slowest),
                Fact.of(
                                "loopUtilizationShare",
                                "load generator's utilization",
                                busy,
                                share -> "load generator " + Numbers.share(share) + " busy")
                        .warnIf(busy != null && busy >= BUSY_WARN_SHARE),
                Fact.of(
                        "loopDelayP99Nanos",
                        "its loop delay",
                        clients.generator().loopDelayP99Nanos(),
                        nanos -> "its loop delay p99 " + Numbers.nanos(nanos)),
                Fact.of(
                        "cpuNanos",
                        "its CPU time",
                        clients.generator().cpuNanos(),
                        nanos -> "its CPU " + Numbers.nanos(nanos)));
    }

    private static String slowest(Clients.Slowest slowest) {
        return "each connection's slowest round trip: from "
                + Numbers.nanos(slowest.minNanos())
                + " to "
                + Numbers.nanos(slowest.maxNanos())
                + ", median "
                + Numbers.nanos(slowest.p50Nanos());
    }
}
