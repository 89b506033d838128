package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.server.ServerCounts;
import dev.loopbench.loopcore.workload.server.Servers;
import dev.loopbench.probes.result.LiveConnections;
import dev.loopbench.probes.session.ServePlan;
import dev.loopbench.reports.openmetrics.LiveMetrics;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is served and where. Confined to the main thread. */
public final class ServeOptions {

    private static final long PORT_MAX = 65_535;
    private static final String DEFAULT_PORT = "8080";
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String HTTP = "http";
    private static final String ECHO = "echo";
    private static final long CONNECTIONS_MAX = 10_000_000;
    private static final String DEFAULT_CONNECTIONS = "10000";

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "where to listen; 0 takes any free port (default: " + DEFAULT_PORT + ")")
    @Nullable String port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "address to listen on; 0.0.0.0 for all of this machine (default: "
                            + DEFAULT_HOST
                            + ")")
    @Nullable String host;

    @Option(
            names = "--protocol",
            paramLabel = "CHOICE",
            description =
                    "http (GET / and, with the loop's live figures, GET /metrics) or echo (default:"
                            + " http)")
    @Nullable String protocol;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "further ones are closed at once (default: " + DEFAULT_CONNECTIONS + ")")
    @Nullable String maxConnections;

    @Option(
            names = "--duration",
            paramLabel = "D",
            description = "end by itself after that, such as 30s (default: only by Ctrl-C)")
    @Nullable String duration;

    @Option(
            names = "--sockets",
            description = "list the server's sockets one by one, as the kernel shows them")
    boolean sockets;

    public InetSocketAddress address() throws UsageException {
        String name = host == null ? DEFAULT_HOST : host;
        InetSocketAddress address = new InetSocketAddress(name, (int) port());
        if (address.isUnresolved()) {
            throw new UsageException("--host " + name + " is not an address of this machine.");
        }
        return address;
    }

    public ServePlan.ServerFactory server() throws UsageException {
        int most = maxConnections();
        if (protocol().equals(ECHO)) {
            return live -> Servers.echo(most);
        }
        return live ->
                Servers.http(
                        most,
                        LiveMetrics.CONTENT_TYPE,
                        counts -> LiveMetrics.of(live.get(), connections(counts)));
    }

    private static LiveConnections connections(ServerCounts counts) {
        return new LiveConnections(counts.connections(), counts.accepted(), counts.refused());
    }

    /** 0 without end. */
    public long durationNanos() throws InvalidParameterException {
        return duration == null ? 0 : Quantity.positiveDurationNanos("--duration", duration);
    }

    public boolean listsSockets() {
        return sockets;
    }

    /** For the report. */
    public SortedMap<String, String> parameters() throws UsageException {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("host", host == null ? DEFAULT_HOST : host);
        parameters.put("port", String.valueOf(port()));
        parameters.put("protocol", protocol());
        parameters.put("max-connections", String.valueOf(maxConnections()));
        return parameters;
    }

    /** What a user may do now that it listens. */
    public String invitation(InetSocketAddress at) {
        String name = at.getAddress().getHostAddress();
        String where = (name.contains(":") ? "[" + name + "]" : name) + ":" + at.getPort();
        return HTTP.equals(protocol) || protocol == null
                ? "serving http://"
                        + where
                        + "/ and /metrics; Ctrl-C ends it and prints the report."
                : "serving echo on " + where + "; Ctrl-C ends it and prints the report.";
    }

    private long port() throws UsageException {
        return OptionValue.wholeNumber("--port", port == null ? DEFAULT_PORT : port, 0, PORT_MAX);
    }

    private String protocol() throws UsageException {
        return OptionValue.oneOf(
                "--protocol", protocol == null ? HTTP : protocol, List.of(HTTP, ECHO));
    }

    private int maxConnections() throws UsageException {
        String text = maxConnections == null ? DEFAULT_CONNECTIONS : maxConnections;
        return (int) OptionValue.wholeNumber("--max-connections", text, 1, CONNECTIONS_MAX);
    }
}
