package dev.loopbench.cli.command;

import dev.loopbench.cli.fork.ForkedClients;
import dev.loopbench.cli.option.LoadOptions;
import dev.loopbench.cli.option.MeasureOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.echo.VirtualThreads;
import dev.loopbench.loopcore.net.TcpServer;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.loopcore.workload.server.Servers;
import dev.loopbench.loopcore.workload.server.ThreadServer;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.session.ServePlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flood against a server of our own: who serves, and who makes the load. Stateless. */
final class FloodServing {

    private static final String ALL = "all";

    /** Its pool jobs are named after it. */
    private static final String NAME_OF_SERVER = "server";

    /** What a process needs beside its connections: the JVM's files, the selector, the streams. */
    private static final long OTHER_DESCRIPTORS = 100;

    private FloodServing() {}

    static boolean isServed(WorkloadType type, ParameterValues values) {
        return type.name().equals(FloodType.NAME) && FloodType.isServed(values);
    }

    /** Whether all models are asked for, one after the other. */
    static boolean isComparison(WorkloadType type, ParameterValues values) {
        return isServed(type, values) && values.text(FloodType.MODEL.name()).equals(ALL);
    }

    /** Refuses what cannot be served. */
    static void check(ParameterValues values, @Nullable Blocking blocking)
            throws UsageException, WorkloadException {
        FloodType.check(values);
        String model = values.text(FloodType.MODEL.name());
        boolean loop = isOf(ServerFigures.Model.LOOP, values);
        if (!loop && FloodType.isHttp(values)) {
            throw new UsageException(
                    "--model "
                            + model
                            + " serves the echo protocol only; http is served by the loop.");
        }
        if (!loop && blocking != null) {
            throw new UsageException(
                    "--block-with and its companions hold a loop, and --model "
                            + model
                            + " has none.");
        }
        if (!loop && !Costs.isFree(values)) {
            throw new UsageException(
                    "--cost and --pool-job are what a request costs a loop and its pool, and --model "
                            + model
                            + " has none.");
        }
        if (isOf(ServerFigures.Model.VIRTUAL_THREADS, values)
                && !ThreadServer.hasVirtualThreads()) {
            throw new UsageException(
                    "--model virtual-threads cannot run: " + VirtualThreads.absence() + ".");
        }
    }

    static void requireDescriptors(ParameterValues values) throws UsageException {
        Descriptors.requireFor(values.count(FloodType.CONNECTIONS.name()) + OTHER_DESCRIPTORS);
    }

    static ServePlan plan(
            FloodType type,
            ParameterValues values,
            long seed,
            LoadModel load,
            List<String> clientWords,
            boolean listsSockets) {
        ServerFigures.Model model = model(values);
        return new ServePlan(
                model,
                live -> server(model, values, type.requestCost(NAME_OF_SERVER, values, seed)),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ForkedClients(clientWords),
                load,
                address -> {},
                0,
                listsSockets);
    }

    private static ServerFigures.Model model(ParameterValues values) {
        return Arrays.stream(ServerFigures.Model.values())
                .filter(model -> isOf(model, values))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(ServerFigures.Model model, ParameterValues values) {
        return values.text(FloodType.MODEL.name()).equals(model.word());
    }

    private static Listening listening(ParameterValues values) {
        return new Listening(
                TcpServer.NO_LIMIT,
                values.count(FloodType.BACKLOG.name()),
                Duration.ofNanos(values.durationNanos(FloodType.KEEP_ALIVE.name())));
    }

    private static Server server(
            ServerFigures.Model model, ParameterValues values, @Nullable RequestCost cost) {
        Listening listening = listening(values);
        return switch (model) {
            case THREADS -> ThreadServer.ofPlatformThreads(listening.backlog());
            case VIRTUAL_THREADS -> ThreadServer.ofVirtualThreads(listening.backlog());
            case LOOP, UNKNOWN ->
                    FloodType.isHttp(values)
                            ? Servers.http(listening, cost)
                            : Servers.echo(
                                    listening,
                                    // The clients refuse larger ones.
                                    (int) values.bytes(FloodType.PAYLOAD.name()),
                                    cost);
        };
    }

    /** The command line of the clients, without their target: what the user said of them. */
    static List<String> clientWords(
            ParameterValues values, LoadOptions load, MeasureOptions measure) {
        List<String> words = new ArrayList<>(List.of("run", FloodType.NAME));
        for (Parameter parameter : FloodType.OF_CLIENTS) {
            if (values.isGiven(parameter.name())) {
                String text = values.asText().get(parameter.name());
                boolean list = parameter.kind() == Parameter.Kind.LIST;
                for (String one : list ? values.list(parameter.name()) : List.of(text)) {
                    words.add("--" + parameter.name() + "=" + one);
                }
            }
        }
        words.addAll(load.words());
        words.addAll(measure.words());
        return words;
    }
}
