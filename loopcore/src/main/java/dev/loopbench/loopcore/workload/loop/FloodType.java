package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.echo.EchoExchange;
import dev.loopbench.loopcore.echo.EchoPattern;
import dev.loopbench.loopcore.http.GetRequest;
import dev.loopbench.loopcore.http.HttpExchange;
import dev.loopbench.loopcore.net.Exchange;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Many connections to one server. Immutable. */
public final class FloodType implements WorkloadType {

    public static final String NAME = "flood";

    public static final Parameter CONNECTIONS =
            Parameter.of("connections", Parameter.Kind.COUNT, "50", "connections held open");
    public static final Parameter PAYLOAD =
            Parameter.of(
                    "payload", Parameter.Kind.BYTES, "64B", "bytes of each request of the echo");
    public static final Parameter TARGET =
            Parameter.of(
                    "target",
                    Parameter.Kind.TEXT,
                    "",
                    "HOST:PORT of a server that runs already; without it loopbench serves itself,"
                            + " and the clients are a process of their own");
    public static final Parameter PROTOCOL =
            new Parameter(
                    "protocol",
                    Parameter.Kind.CHOICE,
                    "echo",
                    "what is spoken",
                    List.of("echo", "http"));
    public static final Parameter PATH =
            Parameter.of("path", Parameter.Kind.TEXT, "/", "what each request of http asks for");
    public static final Parameter TIMEOUT =
            Parameter.of(
                    "reply-timeout",
                    Parameter.Kind.DURATION,
                    "10s",
                    "a reply that takes longer is given up as failed");
    public static final Parameter MODEL =
            new Parameter(
                    "model",
                    Parameter.Kind.CHOICE,
                    "loop",
                    "how the own server is built: all connections on one loop, a thread for each"
                            + " connection, or all of these in turn",
                    List.of("loop", "threads", "virtual-threads", "all"));

    private static final long PAYLOAD_MAX_BYTES = 64 << 20;
    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Costs costs;

    /** With what needs nothing but the JDK for a request to cost. */
    public FloodType() {
        this(Costs.builtIn());
    }

    /**
     * @param costs that a request can have
     */
    public FloodType(Costs costs) {
        this.costs = costs;
    }

    /** What a request costs the own server, whose jobs have {@code name}; null for nothing. */
    public @Nullable RequestCost requestCost(String name, ParameterValues values, long seed) {
        return Costs.isFree(values) ? null : costs.request(new WorkloadSetup(name, values, seed));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "round trips on many sockets: one thread serves them all, no worker is used";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters =
                new ArrayList<>(
                        List.of(CONNECTIONS, PAYLOAD, PROTOCOL, MODEL, TARGET, PATH, TIMEOUT));
        parameters.addAll(costs.requestParameters());
        return parameters;
    }

    /** One round trip at a time on each connection. */
    @Override
    public Optional<LoadModel> ownLoad(ParameterValues values, long durationNanos) {
        return Optional.of(
                new LoadModel.Closed(
                        values.count(CONNECTIONS.name()),
                        durationNanos == 0 ? DURATION_NANOS : durationNanos));
    }

    @Override
    public SortedMap<String, String> shown(ParameterValues values) {
        SortedMap<String, String> shown = new TreeMap<>(values.asText());
        shown.remove((values.text(PROTOCOL.name()).equals("http") ? PAYLOAD : PATH).name());
        shown.remove((values.text(TARGET.name()).isEmpty() ? TARGET : MODEL).name());
        Costs.keepMeant(values, shown);
        return shown;
    }

    @Override
    public boolean needsSystem() {
        return true;
    }

    /** The clients' side. */
    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        String target = values.text(TARGET.name());
        return new FloodWorkload(
                setup.name(),
                target,
                values.count(CONNECTIONS.name()),
                values.durationNanos(TIMEOUT.name()),
                values.text(PROTOCOL.name()).equals("http")
                        ? () -> http(target, values.text(PATH.name()))
                        : () -> echo(values.bytes(PAYLOAD.name())));
    }

    static Exchanges http(String target, String path) {
        GetRequest request = GetRequest.of(target, path);
        return (tcp, index) -> new HttpExchange(tcp, request);
    }

    static Exchanges echo(long payloadBytes) {
        if (payloadBytes > PAYLOAD_MAX_BYTES) {
            throw new IllegalArgumentException(
                    "--payload must be at most " + PAYLOAD_MAX_BYTES + " bytes");
        }
        EchoPattern pattern = new EchoPattern((int) payloadBytes);
        return (tcp, index) -> new EchoExchange(tcp, pattern, index, (int) payloadBytes);
    }

    /** Makes the client's side of one connection. */
    @FunctionalInterface
    interface Exchanges {

        Exchange exchange(Tcp tcp, int index);
    }
}
