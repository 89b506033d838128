package dev.loopbench.cli.option;

import dev.loopbench.loopcore.net.TcpListener;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import dev.loopbench.loopcore.workload.loop.Target;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.ServerCounts;
import dev.loopbench.loopcore.workload.server.Servers;
import dev.loopbench.probes.result.LiveConnections;
import dev.loopbench.probes.session.ServePlan;
import dev.loopbench.reports.openmetrics.LiveMetrics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Of what the work of requests draws: nothing that a report shows depends on it. */
    private static final long SEED = 1;

    private static final long CONNECTIONS_MAX = 10_000_000;
    private static final String DEFAULT_CONNECTIONS = "10000";
    private static final String DEFAULT_BACKLOG = "" + TcpListener.DEFAULT_BACKLOG;
    private static final String DEFAULT_KEEP_ALIVE = "60s";

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
            names = "--backlog",
            paramLabel = "N",
            description =
                    "connections that may wait to be accepted; the kernel caps it at somaxconn"
                            + " (default: "
                            + DEFAULT_BACKLOG
                            + ")")
    @Nullable String backlog;

    @Option(
            names = "--keep-alive",
            paramLabel = "D",
            description =
                    "close a connection of http that was idle for so long, such as 5s; none keeps"
                            + " it (default: "
                            + DEFAULT_KEEP_ALIVE
                            + ")")
    @Nullable String keepAlive;

    @Option(
            names = "--cost",
            paramLabel = "D",
            description = "each request (of http: for /) holds the loop so long")
    @Nullable String cost;

    @Option(
            names = "--cost-with",
            paramLabel = "HOW",
            description = "what it holds the loop with, as --block-with knows it (default: loop)")
    @Nullable String costWith;

    @Option(
            names = "--cost-work",
            paramLabel = "N",
            description = "size of that work in place of its length")
    @Nullable String costSize;

    @Option(
            names = "--pool-job",
            paramLabel = "JOB",
            description =
                    "work of the pool that each request waits for before its reply, such as"
                            + " 'pbkdf2 --iterations 20000'")
    @Nullable String poolJob;

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

    /**
     * @param costs that a request can have
     */
    public ServePlan.ServerFactory server(Costs costs)
            throws UsageException, InvalidParameterException {
        Listening listening =
                new Listening(maxConnections(), backlog(), Duration.ofNanos(keepAliveNanos()));
        ParameterValues asked = cost(costs);
        RequestCost cost =
                Costs.isFree(asked)
                        ? null
                        : costs.request(new WorkloadSetup(protocol(), asked, SEED));
        if (protocol().equals(ECHO)) {
            if (keepAlive != null) {
                throw new UsageException("--keep-alive is for --protocol http.");
            }
            return live -> Servers.echo(listening, 0, cost);
        }
        return live ->
                Servers.http(
                        listening,
                        cost,
                        LiveMetrics.CONTENT_TYPE,
                        counts -> LiveMetrics.of(live.get(), connections(counts)));
    }

    private ParameterValues cost(Costs costs) throws InvalidParameterException {
        return ParameterValues.parse(costs.requestParameters(), givenCost());
    }

    private Map<String, String> givenCost() {
        Map<String, String> given = new HashMap<>();
        putIfGiven(given, "cost", cost);
        putIfGiven(given, "cost-with", costWith);
        putIfGiven(given, "cost-work", costSize);
        putIfGiven(given, "pool-job", poolJob);
        return given;
    }

    private static void putIfGiven(Map<String, String> into, String name, @Nullable String value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    private static LiveConnections connections(ServerCounts counts) {
        return new LiveConnections(
                counts.connections(), counts.accepted(), counts.refused(), counts.idleClosed());
    }

    private int backlog() throws UsageException {
        String text = backlog == null ? DEFAULT_BACKLOG : backlog;
        return (int) OptionValue.wholeNumber("--backlog", text, 1, Integer.MAX_VALUE);
    }

    /** 0 for never. */
    private long keepAliveNanos() throws InvalidParameterException {
        String text = keepAlive == null ? DEFAULT_KEEP_ALIVE : keepAlive;
        return text.equals(Parameter.NONE) ? 0 : Quantity.positiveDurationNanos("keep-alive", text);
    }

    /** 0 without end. */
    public long durationNanos() throws InvalidParameterException {
        return duration == null ? 0 : Quantity.positiveDurationNanos("duration", duration);
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
        parameters.putAll(givenCost());
        parameters.put("max-connections", String.valueOf(maxConnections()));
        parameters.put("backlog", String.valueOf(backlog()));
        if (!protocol().equals(ECHO)) {
            parameters.put("keep-alive", keepAlive == null ? DEFAULT_KEEP_ALIVE : keepAlive);
        }
        return parameters;
    }

    /** What a user may do now that it listens. */
    public String invitation(InetSocketAddress at) {
        String where = Target.shown(at);
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
