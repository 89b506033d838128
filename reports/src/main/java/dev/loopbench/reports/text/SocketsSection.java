package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Sockets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The server's sockets as the kernel shows them: how many, what waits in them, what was lost. */
final class SocketsSection implements Section {

    @Override
    public void write(Report report, Page page) {
        Sockets sockets = report.sockets();
        if (sockets == null) {
            return;
        }
        page.gap();
        Line head = page.heading("Sockets");
        SortedMap<String, Long> states = sockets.lastSample().states();
        if (states != null) {
            page.items(head, states(sockets, states, page));
            head = page.indent();
        }
        page.items(head, Fact.lines(facts(sockets), sockets.unavailable(), page));
        if (sockets.sampling().samples() > 0) {
            page.items(page.indent(), looked(sockets.sampling(), page));
        }
    }

    private static List<Line> states(Sockets sockets, Map<String, Long> states, Page page) {
        List<Line> items = new ArrayList<>();
        states.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(
                        state ->
                                items.add(
                                        page.line(Numbers.count(state.getValue()))
                                                .add(" " + state.getKey())));
        if (items.isEmpty()) {
            items.add(page.line("none"));
        }
        Long atNanos = sockets.lastSample().sampledAtNanos();
        items.add(
                page.line(
                        Tone.FAINT,
                        "of port "
                                + sockets.localPort()
                                + (atNanos == null ? "" : " at " + Numbers.nanos(atNanos))));
        return items;
    }

    private static List<Fact> facts(Sockets sockets) {
        Long timeouts = sockets.losses().retransmitTimeoutsMax();
        List<Fact> facts = new ArrayList<>();
        if (sockets.lastSample().states() == null) {
            facts.add(new Fact("states", "states", false, null));
        }
        facts.add(
                Fact.of(
                        "receiveBuffers",
                        "receive buffers",
                        sockets.queues().receiveBuffers(),
                        buffers -> buffers("unread", buffers)));
        facts.add(
                Fact.of(
                        "sendBuffers",
                        "send buffers",
                        sockets.queues().sendBuffers(),
                        buffers -> buffers("unacknowledged", buffers)));
        facts.add(
                Fact.of(
                        "acceptQueueMax",
                        "accept queue",
                        sockets.queues().acceptQueueMax(),
                        max -> "accept queue max " + Numbers.count(max) + room(sockets)));
        facts.add(
                Fact.of(
                                "retransmitTimeoutsMax",
                                "retransmission time-outs",
                                timeouts,
                                SocketsSection::timeouts)
                        .warnIf(timeouts != null && timeouts > 0));
        facts.add(network(sockets));
        facts.add(
                Fact.of(
                        "descriptors",
                        "file descriptors",
                        sockets.descriptors(),
                        SocketsSection::descriptors));
        return facts;
    }

    private static String room(Sockets sockets) {
        Sockets.Backlog backlog = sockets.queues().backlog();
        if (backlog == null) {
            return "";
        }
        Long inForce = backlog.inForce();
        if (inForce == null || inForce == backlog.asked()) {
            return " of " + Numbers.count(backlog.asked());
        }
        return " of "
                + Numbers.count(inForce)
                + ", the kernel's limit (asked "
                + Numbers.count(backlog.asked())
                + ")";
    }

    private static String buffers(String what, Sockets.Buffers buffers) {
        if (buffers.maxBytes() == 0) {
            return "nothing " + what;
        }
        return what
                + " max "
                + Numbers.bytes(buffers.maxBytes())
                + ", mean "
                + Numbers.bytes(Math.round(buffers.meanBytes()))
                + ", in one socket max "
                + Numbers.bytes(buffers.connectionMaxBytes());
    }

    private static String timeouts(long max) {
        return max == 0
                ? "no retransmission time-out seen"
                : Numbers.count(max, "retransmission time-out") + " seen at once";
    }

    /** Only told together: the kernel counts all three for everything in the namespace. */
    private static Fact network(Sockets sockets) {
        Long overflows = sockets.losses().listenOverflows();
        Long drops = sockets.losses().listenDrops();
        boolean lost = (overflows != null && overflows > 0) || (drops != null && drops > 0);
        return Fact.of(
                        "retransmittedSegments",
                        "retransmits",
                        sockets.losses().retransmittedSegments(),
                        segments ->
                                "in the whole network namespace "
                                        + Numbers.count(segments, "segment")
                                        + " sent again"
                                        + times(", accept queues overflowed ", overflows)
                                        + times(", listeners dropped ", drops))
                .warnIf(lost);
    }

    private static String times(String what, @Nullable Long count) {
        return count == null ? "" : what + Numbers.count(count) + "×";
    }

    private static String descriptors(Sockets.Descriptors descriptors) {
        Long limit = descriptors.limit();
        return "file descriptors "
                + Numbers.count(descriptors.start())
                + " → max "
                + Numbers.count(descriptors.max())
                + " → "
                + Numbers.count(descriptors.end())
                + (limit == null ? "" : " of " + Numbers.count(limit));
    }

    private static List<Line> looked(Sockets.Sampling sampling, Page page) {
        List<Line> items = new ArrayList<>();
        items.add(
                page.line(
                        Tone.FAINT,
                        "looked "
                                + Numbers.count(sampling.samples())
                                + "× at "
                                + Numbers.nanos(sampling.costNanos())
                                + " of CPU in all"));
        if (sampling.malformedLines() > 0) {
            String lines = Numbers.count(sampling.malformedLines(), "line");
            items.add(page.line(Tone.WARN, lines + " of the tables unreadable"));
        }
        return items;
    }
}
