package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.reports.ReportWriter;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lists the sockets of a report one by one: listening ones first, then those in which most waits.
 *
 * <p>Immutable. No line is wider than the style's columns: where there is room for one address, it
 * is the remote one, and where there is none, it stands below.
 */
public final class SocketTableWriter implements ReportWriter {

    private static final int STATE = 14;
    private static final int QUEUE = 10;
    private static final int TIMEOUTS = 6;
    private static final int FIGURES = STATE + 2 * QUEUE + TIMEOUTS;
    private static final int BETWEEN = 2;

    private final TextStyle style;

    public SocketTableWriter(TextStyle style) {
        this.style = style;
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Page page = new Page(style);
        Sockets sockets = report.sockets();
        List<Sockets.Connection> connections =
                sockets == null ? null : sockets.listed().connections();
        if (sockets == null || connections == null) {
            page.prose(page.heading("Sockets"), page.line(Tone.FAINT, whyNone(sockets)));
        } else {
            table(sockets, connections, page);
        }
        out.append(page.render());
    }

    private static String whyNone(@Nullable Sockets sockets) {
        if (sockets == null) {
            return "none: this workload has no server";
        }
        String reason = sockets.unavailable().get("connections");
        return reason == null ? "not listed in this report" : "cannot be listed: " + reason;
    }

    private static void table(Sockets sockets, List<Sockets.Connection> connections, Page page) {
        int remote = BETWEEN + width(connections, SocketTableWriter::remote);
        int local = BETWEEN + width(connections, Sockets.Connection::local);
        boolean beside = FIGURES + remote <= page.columns();
        int localCells = FIGURES + local + remote <= page.columns() ? local : 0;
        page.prose(page.heading("Sockets"), page.line(Tone.FAINT, of(sockets)));
        page.add(head(beside, localCells, page));
        connections.stream()
                .sorted(listeningAndFullFirst())
                .forEach(
                        connection -> {
                            Line row = figures(connection, page);
                            Line ends = ends(connection, localCells, page);
                            page.add(beside ? row.add(ends) : row);
                            if (!beside) {
                                page.add(page.line("  ").add(ends));
                            }
                        });
        if (sockets.listed().connectionsDropped() > 0) {
            String more = Numbers.count(sockets.listed().connectionsDropped());
            page.add(page.line(Tone.FAINT, "  … " + more + " more"));
        }
    }

    private static Line head(boolean beside, int localCells, Page page) {
        Line head = page.line(Tone.FAINT, "  state").padTo(STATE);
        head.addRight(Tone.FAINT, "unread", QUEUE).addRight(Tone.FAINT, "unacked", QUEUE);
        head.addRight(Tone.FAINT, "RTOs", TIMEOUTS);
        if (localCells > 0) {
            head.add(Tone.FAINT, "  local").padTo(FIGURES + localCells);
        }
        return beside ? head.add(Tone.FAINT, "  remote") : head;
    }

    private static Line ends(Sockets.Connection connection, int localCells, Page page) {
        Line ends = page.line();
        if (localCells > 0) {
            ends.add("  " + connection.local()).padTo(localCells);
        }
        return ends.add("  " + remote(connection));
    }

    private static String of(Sockets sockets) {
        Long atNanos = sockets.lastSample().sampledAtNanos();
        return "of port "
                + sockets.localPort()
                + (atNanos == null ? "" : " at " + Numbers.nanos(atNanos))
                + ", queues in bytes";
    }

    private static Line figures(Sockets.Connection connection, Page page) {
        long timeouts = connection.retransmitTimeouts();
        return page.line("  " + connection.state())
                .padTo(STATE)
                .addRight(Tone.PLAIN, bytes(connection.receiveBytes()), QUEUE)
                .addRight(Tone.PLAIN, bytes(connection.sendBytes()), QUEUE)
                .addRight(timeouts > 0 ? Tone.WARN : Tone.PLAIN, Numbers.count(timeouts), TIMEOUTS);
    }

    private static String bytes(@Nullable Long bytes) {
        return bytes == null ? Numbers.NONE : Numbers.count(bytes);
    }

    private static String remote(Sockets.Connection connection) {
        Long queue = connection.acceptQueue();
        if (queue != null) {
            return "accept queue " + Numbers.count(queue);
        }
        return Objects.requireNonNullElse(connection.remote(), Numbers.NONE);
    }

    private static Comparator<Sockets.Connection> listeningAndFullFirst() {
        return Comparator.comparing((Sockets.Connection c) -> c.remote() != null)
                .thenComparing(SocketTableWriter::queuedBytes, Comparator.reverseOrder());
    }

    private static long queuedBytes(Sockets.Connection connection) {
        Long receive = connection.receiveBytes();
        Long send = connection.sendBytes();
        return (receive == null ? 0 : receive) + (send == null ? 0 : send);
    }

    private static int width(
            List<Sockets.Connection> connections, Function<Sockets.Connection, String> text) {
        return connections.stream().map(text).mapToInt(String::length).max().orElse(0);
    }
}
