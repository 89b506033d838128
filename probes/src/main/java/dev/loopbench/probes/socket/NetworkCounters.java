package dev.loopbench.probes.socket;

import dev.loopbench.probes.host.KernelNumbers;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.host.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Counters of the network namespace over a window, from {@code /proc/net/snmp} (RFC 4022) and
 * {@code /proc/net/netstat}: the kernel keeps no totals for a port.
 *
 * <p>Confined to the thread that samples; read after it has ended.
 */
final class NetworkCounters {

    private static final String SNMP = "proc/self/net/snmp";
    private static final String NETSTAT = "proc/self/net/netstat";
    private static final Reading<Long> NOT_READ = Reading.missing("not read");

    private record Counters(
            Reading<Long> retransmitted, Reading<Long> overflows, Reading<Long> drops) {

        Counters minus(Counters before) {
            return new Counters(
                    difference(before.retransmitted, retransmitted),
                    difference(before.overflows, overflows),
                    difference(before.drops, drops));
        }

        private static Reading<Long> difference(Reading<Long> from, Reading<Long> to) {
            return from.with(to, (before, after) -> after - before);
        }
    }

    private final ProcFiles files;
    private Counters opened = new Counters(NOT_READ, NOT_READ, NOT_READ);
    private Counters window = opened;

    NetworkCounters(ProcFiles files) {
        this.files = files;
    }

    void open() {
        opened = read();
    }

    void close() {
        window = read().minus(opened);
    }

    /** Segments sent again. */
    Reading<Long> retransmittedSegments() {
        return window.retransmitted;
    }

    /** How often an accept queue was full when a connection came. */
    Reading<Long> listenOverflows() {
        return window.overflows;
    }

    /** How often a listening socket dropped what came, a full queue included. */
    Reading<Long> listenDrops() {
        return window.drops;
    }

    private Counters read() {
        List<String> netstat = files.lines(NETSTAT);
        return new Counters(
                counter(files.lines(SNMP), SNMP, "Tcp:", "RetransSegs"),
                counter(netstat, NETSTAT, "TcpExt:", "ListenOverflows"),
                counter(netstat, NETSTAT, "TcpExt:", "ListenDrops"));
    }

    /** A group has two lines: the names and, under them, the values. */
    private Reading<Long> counter(List<String> lines, String path, String group, String name) {
        List<String> rows = lines.stream().filter(line -> line.startsWith(group + " ")).toList();
        if (rows.size() == 2) {
            String[] names = rows.get(0).split(" ", -1);
            String[] values = rows.get(1).split(" ", -1);
            int column = Arrays.asList(names).indexOf(name);
            if (column > 0 && column < values.length) {
                OptionalLong value = KernelNumbers.parse(values[column]);
                if (value.isPresent()) {
                    return Reading.of(value.getAsLong());
                }
            }
        }
        return Reading.missing(files.whyMissing(path));
    }
}
