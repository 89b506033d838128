package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.http.ClientRequest;
import dev.loopbench.loopcore.http.HttpServerConfig;
import dev.loopbench.loopcore.net.TcpListener;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Sentence;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.ServedType;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.loopcore.workload.server.ServerModel;
import dev.loopbench.loopcore.workload.server.Servers;
import dev.loopbench.loopcore.workload.server.ThreadServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Many connections to one server. Immutable. */
public final class FloodType implements ServedType {

    static final String HTTP = "http";
    private static final String ECHO = "echo";

    private static final Parameter CONNECTIONS =
            Parameter.of("connections", Parameter.Kind.COUNT, "50", "connections held open");
    static final Parameter PAYLOAD =
            Parameter.of(
                    "payload", Parameter.Kind.BYTES, "64B", "bytes of each request of the echo");
    static final Parameter TARGET =
            Parameter.of(
                    "target",
                    Parameter.Kind.TEXT,
                    "",
                    "HOST:PORT of a server that runs already, or an http URL; without it loopbench"
                            + " serves itself, and the clients are a process of their own");
    static final Parameter PROTOCOL =
            Parameter.choice("protocol", ECHO, "what is spoken", List.of(ECHO, HTTP));
    private static final Parameter PATH =
            Parameter.of("path", Parameter.Kind.TEXT, "/", "what each request of http asks for");
    private static final Parameter METHOD =
            Parameter.of(
                    "method",
                    Parameter.Kind.TEXT,
                    "",
                    "method of each request of http; GET, or POST where there is a body");
    static final Parameter HEADER =
            Parameter.of(
                    "header",
                    Parameter.Kind.LIST,
                    "",
                    "'Name: value' to send with each request of http; may be repeated");
    private static final Parameter BODY =
            Parameter.of(
                    "body",
                    Parameter.Kind.TEXT,
                    "",
                    "body of each request of http, or @FILE with it");
    static final Parameter CHURN =
            Parameter.orNone(
                    "churn",
                    Parameter.Kind.RATE,
                    Parameter.NONE,
                    "so many connections a second are closed after a reply and opened anew, the"
                            + " oldest first");
    private static final Parameter TIMEOUT =
            Parameter.of(
                    "reply-timeout",
                    Parameter.Kind.DURATION,
                    "10s",
                    "a reply that takes longer is given up as failed");

    /** All models, one run after the other. */
    private static final String ALL = "all";

    public static final Parameter MODEL =
            Parameter.choice(
                    "model",
                    ServerModel.LOOP.label(),
                    "how the own server is built: all connections on one loop, a thread for each"
                            + " connection, or all of these in turn",
                    Stream.concat(ServerModel.labels().stream(), Stream.of(ALL)).toList());

    static final Parameter BACKLOG =
            Parameter.of(
                    "backlog",
                    Parameter.Kind.COUNT,
                    String.valueOf(TcpListener.DEFAULT_BACKLOG),
                    "connections that may wait for the own server to accept them; the kernel caps"
                            + " it at somaxconn");
    static final Parameter KEEP_ALIVE =
            Parameter.orNone(
                    "keep-alive",
                    Parameter.Kind.DURATION,
                    HttpServerConfig.DEFAULT.idleTimeout().toSeconds() + "s",
                    "the own http server closes a connection that was idle for so long");

    private static final List<Parameter> OF_CLIENTS =
            List.of(CONNECTIONS, CHURN, PAYLOAD, PROTOCOL, PATH, METHOD, HEADER, BODY, TIMEOUT);

    /** Those that mean something to a server of ours alone. */
    private static final List<Parameter> OF_OWN_SERVER = List.of(MODEL, BACKLOG, KEEP_ALIVE);

    /** Those that mean something in HTTP alone. */
    private static final List<Parameter> OF_HTTP = List.of(PATH, METHOD, HEADER, BODY, KEEP_ALIVE);

    private static final List<String> OF_OWN_HTTP = List.of("GET", "HEAD");

    /** Longer bodies are told by their length. */
    private static final int SHOWN_BODY_CHARACTERS = 80;

    /** The pool jobs of the server are named after it. */
    private static final String SERVER = "server";

    private static final long BODY_MAX_BYTES = 64 << 20;
    private static final long DURATION_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Costs costs;

    /**
     * @param costs that a request can have
     */
    public FloodType(Costs costs) {
        this.costs = costs;
    }

    @Override
    public String name() {
        return "flood";
    }

    @Override
    public String summary() {
        return "round trips on many sockets: one thread serves them all, no worker is used";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters =
                new ArrayList<>(
                        List.of(
                                CONNECTIONS,
                                CHURN,
                                PAYLOAD,
                                PROTOCOL,
                                TARGET,
                                PATH,
                                METHOD,
                                HEADER,
                                BODY,
                                TIMEOUT,
                                MODEL,
                                BACKLOG,
                                KEEP_ALIVE));
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
        if (isHttp(values)) {
            shown.remove(PAYLOAD.name());
            shown.put(PROTOCOL.name(), HTTP);
            shown.put(METHOD.name(), method(values));
            shown.put(HEADER.name(), String.join(", ", values.list(HEADER.name())));
            shown.computeIfPresent(BODY.name(), (name, body) -> shownBody(body));
        } else {
            OF_HTTP.forEach(parameter -> shown.remove(parameter.name()));
        }
        if (isServed(values)) {
            shown.remove(TARGET.name());
        } else {
            OF_OWN_SERVER.forEach(parameter -> shown.remove(parameter.name()));
        }
        if (Target.isUrl(values.text(TARGET.name()))) {
            shown.remove(PATH.name());
        }
        shown.values().removeIf(text -> text.isEmpty() || text.equals(Parameter.NONE));
        Costs.keepMeant(values, shown);
        return shown;
    }

    private static String shownBody(String body) {
        return body.length() <= SHOWN_BODY_CHARACTERS
                ? body
                : "%d characters, %08x".formatted(body.length(), body.hashCode());
    }

    /** Unless the user names one. */
    @Override
    public boolean needsServer(ParameterValues values) {
        return isServed(values);
    }

    private static boolean isServed(ParameterValues values) {
        return values.text(TARGET.name()).isEmpty();
    }

    @Override
    public List<ServerModel> models(ParameterValues values) {
        String label = values.text(MODEL.name());
        return Arrays.stream(ServerModel.values())
                .filter(model -> label.equals(ALL) || label.equals(model.label()))
                .toList();
    }

    @Override
    public Server server(ServerModel model, ParameterValues values, long seed) {
        Listening listening =
                Listening.DEFAULT
                        .withBacklog(values.count(BACKLOG.name()))
                        .withKeepAlive(Duration.ofNanos(values.durationNanos(KEEP_ALIVE.name())));
        RequestCost cost =
                Costs.isFree(values)
                        ? null
                        : costs.request(new WorkloadSetup(SERVER, values, seed));
        return switch (model) {
            case THREADS -> ThreadServer.ofPlatformThreads(listening.backlog());
            case VIRTUAL_THREADS -> ThreadServer.ofVirtualThreads(listening.backlog());
            case LOOP ->
                    isHttp(values)
                            ? Servers.http(listening, cost)
                            // The clients refuse larger payloads.
                            : Servers.echo(listening, (int) values.bytes(PAYLOAD.name()), cost);
        };
    }

    @Override
    public List<Parameter> ofClients() {
        return OF_CLIENTS;
    }

    @Override
    public int connections(ParameterValues values) {
        return values.count(CONNECTIONS.name());
    }

    /** Whether HTTP is spoken: a URL says so, too. */
    public static boolean isHttp(ParameterValues values) {
        return values.text(PROTOCOL.name()).equals(HTTP)
                || Target.isUrl(values.text(TARGET.name()));
    }

    /** And whether what they say can be sent. */
    @Override
    public void check(ParameterValues values) throws WorkloadException {
        boolean url = Target.isUrl(values.text(TARGET.name()));
        if (url && values.isGiven(PROTOCOL.name()) && !values.text(PROTOCOL.name()).equals(HTTP)) {
            throw new WorkloadException(
                    "%s %s is not what a URL speaks: take HOST:PORT as the %s",
                    PROTOCOL, values.text(PROTOCOL.name()), TARGET);
        }
        if (url && values.isGiven(PATH.name())) {
            throw new WorkloadException("%s stands in the URL of %s already", PATH, TARGET);
        }
        if (!isHttp(values)) {
            refuse(
                    OF_HTTP,
                    values,
                    Sentence.of("is for %s http, or a URL as %s", PROTOCOL, TARGET));
        } else {
            refuse(
                    List.of(PAYLOAD),
                    values,
                    Sentence.of("is for %s echo; http has %s", PROTOCOL, BODY));
        }
        if (!isServed(values)) {
            refuse(
                    OF_OWN_SERVER,
                    values,
                    Sentence.of("is of loopbench's own server, and %s names another", TARGET));
            if (!Costs.isFree(values)) {
                throw new WorkloadException(
                        "%s and %s are what loopbench's own server does for a request, and %s names"
                                + " another one",
                        Costs.COST, Costs.POOL_JOB, TARGET);
            }
        }
        if (isHttp(values)) {
            request(values, "localhost", "/");
            if (isServed(values)
                    && !(values.text(PATH.name()).equals("/")
                            && OF_OWN_HTTP.contains(method(values)))) {
                throw new WorkloadException(
                        "loopbench's own server answers GET and HEAD of / alone: for %s %s name a"
                                + " %s",
                        method(values), values.text(PATH.name()), TARGET);
            }
        }
    }

    private static void refuse(List<Parameter> some, ParameterValues values, Sentence why)
            throws WorkloadException {
        for (Parameter parameter : some) {
            if (values.isGiven(parameter.name())) {
                throw new WorkloadException("%s %s", parameter, why);
            }
        }
    }

    @Override
    public boolean needsSystem() {
        return true;
    }

    /** The clients' side. */
    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new FloodWorkload(
                setup.name(),
                values.count(CONNECTIONS.name()),
                values.durationNanos(TIMEOUT.name()),
                values.perSecond(CHURN.name()),
                () -> {
                    check(values);
                    return ends(values);
                });
    }

    private static FloodWorkload.Ends ends(ParameterValues values) throws WorkloadException {
        Target target = Target.parse(values.text(TARGET.name()));
        if (!isHttp(values)) {
            return new FloodWorkload.Ends(target, Exchanges.echo(values.bytes(PAYLOAD.name())));
        }
        String path = target.path() == null ? values.text(PATH.name()) : target.path();
        return new FloodWorkload.Ends(
                target, Exchanges.http(request(values, target.authority(), path)));
    }

    private static ClientRequest request(ParameterValues values, String host, String path)
            throws WorkloadException {
        byte[] body = body(values.text(BODY.name()));
        try {
            return ClientRequest.of(method(values), host, path, values.list(HEADER.name()), body);
        } catch (IllegalArgumentException refused) {
            throw new WorkloadException("the request cannot be sent: " + refused.getMessage());
        }
    }

    private static String method(ParameterValues values) {
        String method = values.text(METHOD.name());
        if (!method.isEmpty()) {
            return method;
        }
        return values.text(BODY.name()).isEmpty() ? "GET" : "POST";
    }

    private static byte[] body(String text) throws WorkloadException {
        if (!text.startsWith("@")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            Path file = Path.of(text.substring(1));
            if (Files.size(file) > BODY_MAX_BYTES) {
                throw new WorkloadException(
                        "%s %s is larger than %s bytes", BODY, text, BODY_MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException | InvalidPathException unreadable) {
            throw new WorkloadException(
                    "%s %s cannot be read: is it a file, and whose?", BODY, text);
        }
    }
}
