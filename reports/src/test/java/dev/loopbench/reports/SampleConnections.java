package dev.loopbench.reports;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.result.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The connections of the sample reports, seen from both ends. */
final class SampleConnections {

    private static final long MS = 1_000_000;
    private static final long KIB = 1_024;
    private static final long MIB = 1_024 * KIB;

    private SampleConnections() {}

    static Report.Traffic traffic() {
        return new Report.Traffic(clients(), sockets(), server());
    }

    static Clients clients() {
        return new Clients(
                Clients.Place.OWN_PROCESS,
                new Clients.Counts(1_000, 998, 2, 1L, 40L),
                new Clients.Exchange(
                        13_000_000,
                        12_998_400,
                        new TreeMap<>(Map.of("200", 9_801L, "503", 4L)),
                        new Clients.Slowest(48 * MS, 52 * MS + 400_000, 61 * MS)),
                new Clients.Generator(0.124, 1_204_000L, 1_240 * MS),
                new TreeMap<>());
    }

    static Sockets sockets() {
        return new Sockets(
                8_080,
                new Sockets.LastSample(
                        9_012 * MS,
                        new TreeMap<>(Map.of("ESTABLISHED", 998L, "CLOSE_WAIT", 2L, "LISTEN", 1L))),
                new Sockets.Queues(
                        new Sockets.Buffers(12_480.5, 48 * KIB, 1_300),
                        new Sockets.Buffers(0, 0, 0),
                        new Sockets.Backlog(511, 128L),
                        128L),
                new Sockets.Losses(1L, 3L, 12L, 15L),
                new Sockets.Descriptors(31, 2_044, 1_040, 1_048_576L, descriptors()),
                new Sockets.Sampling(9, 98 * MS, 0),
                new Sockets.Listed(
                        List.of(
                                connection("ESTABLISHED", "127.0.0.1:50000", 0, 0, 0),
                                new Sockets.Connection(
                                        "LISTEN", "[::]:8080", null, null, null, 17L, 0),
                                connection("ESTABLISHED", "127.0.0.1:50002", 130, 64_240, 1),
                                connection("CLOSE_WAIT", "127.0.0.1:50001", 1_300, 0, 0)),
                        997),
                new TreeMap<>());
    }

    private static ServerFigures server() {
        return new ServerFigures(
                ServerFigures.Model.THREADS,
                new ServerFigures.Requests(
                        4,
                        0.4,
                        new TreeMap<>(Map.of("200", 3L, "500", 1L)),
                        SampleHistograms.of(12_000, 14_000, 15_000, 2 * MS)),
                new ServerFigures.Connections(998, 1_042, 3, 2),
                new ServerFigures.ThreadCounts(1_012, 4),
                new ServerFigures.Footprint(
                        227 * MIB, 240 * MIB + 512 * KIB, 1_012 * MIB, 37 * MIB),
                new Host.ContextSwitches(124_018, 9_204),
                4_210 * MS,
                new TreeMap<>());
    }

    static Clients silentClients() {
        SortedMap<String, String> why = new TreeMap<>();
        why.put("slowest", "no connection finished a round trip");
        for (String key : List.of("loopUtilizationShare", "loopDelayP99Nanos", "cpuNanos")) {
            why.put(key, "the clients run on the loop that is measured");
        }
        return new Clients(
                Clients.Place.THIS_PROCESS,
                new Clients.Counts(1, 1, 0, null, null),
                new Clients.Exchange(0, 0, null, null),
                new Clients.Generator(null, null, null),
                why);
    }

    static Sockets silentSockets() {
        SortedMap<String, String> why = new TreeMap<>();
        for (String key :
                List.of(
                        "sampledAtNanos",
                        "states",
                        "receiveBuffers",
                        "sendBuffers",
                        "acceptQueueMax",
                        "retransmitTimeoutsMax",
                        "retransmittedSegments",
                        "listenOverflows",
                        "listenDrops",
                        "connections")) {
            why.put(key, "not Linux");
        }
        why.put("descriptors", "the platform does not count file descriptors");
        Sockets.Sampling sampling = new Sockets.Sampling(0, 0, 0);
        return new Sockets(
                8_080,
                new Sockets.LastSample(null, null),
                new Sockets.Queues(null, null, null, null),
                new Sockets.Losses(null, null, null, null),
                null,
                sampling,
                new Sockets.Listed(null, 0),
                why);
    }

    static ServerFigures silentServer() {
        SortedMap<String, String> why = new TreeMap<>();
        for (String key : List.of("rssBytes", "rssPeakBytes", "contextSwitches")) {
            why.put(key, "not Linux");
        }
        for (String key : List.of("stackReservedBytes", "stackCommittedBytes")) {
            why.put(key, "the JVM does not run with -XX:NativeMemoryTracking=summary");
        }
        why.put("cpuNanos", "the platform does not tell the process's CPU time");
        why.put("requests", "nobody watched");
        return new ServerFigures(
                ServerFigures.Model.LOOP,
                null,
                null,
                new ServerFigures.ThreadCounts(5, 0),
                new ServerFigures.Footprint(null, null, null, null),
                null,
                null,
                why);
    }

    private static Sockets.Connection connection(
            String state, String remote, long receiveBytes, long sendBytes, long timeouts) {
        return new Sockets.Connection(
                state, "127.0.0.1:8080", remote, receiveBytes, sendBytes, null, timeouts);
    }

    private static List<Sockets.Descriptors.Point> descriptors() {
        List<Sockets.Descriptors.Point> points = new ArrayList<>();
        long[] counts = {31, 1_031, 2_044, 2_044, 2_043, 1_040};
        for (int i = 0; i < counts.length; i++) {
            points.add(new Sockets.Descriptors.Point(i * 1_001L * MS, counts[i]));
        }
        return points;
    }
}
