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
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.cost.RequestCost;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.loopcore.workload.server.Servers;
import dev.loopbench.loopcore.workload.server.ThreadServer;
import dev.loopbench.probes.session.ServePlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flood against a server of our own: who serves, and who makes the load. Stateless. */
final class FloodServing {

    private static final String LOOP = "loop";
    private static final String ALL = "all";
    private static final String VIRTUAL_THREADS = "virtual-threads";
    private static final String HTTP = "http";

    /** Its pool jobs are named after it. */
    private static final String NAME_OF_SERVER = "server";

    /** What a process needs beside its connections: the JVM's files, the selector, the streams. */
    private static final long OTHER_DESCRIPTORS = 100;

    private FloodServing() {}

    static boolean isServed(WorkloadType type, ParameterValues values) {
        return type.name().equals(FloodType.NAME) && values.text(FloodType.TARGET.name()).isEmpty();
    }

    /** Whether all models are asked for, one after the other. */
    static boolean isComparison(WorkloadType type, ParameterValues values) {
        return isServed(type, values) && values.text(FloodType.MODEL.name()).equals(ALL);
    }

    /** Refuses what cannot be served. */
    static void check(ParameterValues values, @Nullable Blocking blocking) throws UsageException {
        String model = values.text(FloodType.MODEL.name());
        if (!model.equals(LOOP) && values.text(FloodType.PROTOCOL.name()).equals(HTTP)) {
            throw new UsageException(
                    "--model "
                            + model
                            + " serves the echo protocol only; http is served by the loop.");
        }
        if (!model.equals(LOOP) && blocking != null) {
            throw new UsageException(
                    "--block-with and its companions hold a loop, and --model "
                            + model
                            + " has none.");
        }
        if (!model.equals(LOOP) && !Costs.isFree(values)) {
            throw new UsageException(
                    "--cost and --pool-job are what a request costs a loop and its pool, and --model "
                            + model
                            + " has none.");
        }
        if (model.equals(VIRTUAL_THREADS) && !ThreadServer.hasVirtualThreads()) {
            throw new UsageException(
                    "--model virtual-threads cannot run: " + VirtualThreads.absence() + ".");
        }
    }

    /** A target is a server of somebody else. */
    static void checkTarget(ParameterValues values) throws UsageException {
        if (!values.text(FloodType.TARGET.name()).isEmpty() && !Costs.isFree(values)) {
            throw new UsageException(
                    "--cost and --pool-job are what loopbench's own server does for a request, and"
                            + " --target names another one.");
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
        String model = values.text(FloodType.MODEL.name());
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

    private static Server server(String model, ParameterValues values, @Nullable RequestCost cost) {
        return switch (model) {
            case "threads" -> ThreadServer.ofPlatformThreads();
            case VIRTUAL_THREADS -> ThreadServer.ofVirtualThreads();
            default ->
                    values.text(FloodType.PROTOCOL.name()).equals(HTTP)
                            ? Servers.http(TcpServer.NO_LIMIT, cost)
                            : Servers.echo(
                                    TcpServer.NO_LIMIT,
                                    // The clients refuse larger ones.
                                    (int) values.bytes(FloodType.PAYLOAD.name()),
                                    cost);
        };
    }

    /** The command line of the clients, without their target. */
    static List<String> clientWords(
            ParameterValues values, LoadOptions load, MeasureOptions measure) {
        List<String> words = new ArrayList<>(List.of("run", FloodType.NAME));
        for (Parameter parameter :
                List.of(
                        FloodType.CONNECTIONS,
                        FloodType.PAYLOAD,
                        FloodType.PROTOCOL,
                        FloodType.PATH,
                        FloodType.TIMEOUT)) {
            words.add("--" + parameter.name());
            words.add(values.asText().get(parameter.name()));
        }
        words.addAll(load.words());
        words.addAll(measure.words());
        return words;
    }
}
