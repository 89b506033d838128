package dev.loopbench.cli.command;

import com.sun.management.UnixOperatingSystemMXBean;
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
import dev.loopbench.probes.session.ServePlan;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A flood against a server of our own: who serves, and who makes the load. Stateless. */
final class FloodServing {

    private static final String LOOP = "loop";
    private static final String ALL = "all";
    private static final String VIRTUAL_THREADS = "virtual-threads";

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
        if (!model.equals(LOOP) && FloodType.isHttp(values)) {
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

    /** Refuses connections that would meet the limit of open files. */
    static void requireDescriptors(ParameterValues values) throws UsageException {
        long descriptors = values.count(FloodType.CONNECTIONS.name()) + OTHER_DESCRIPTORS;
        OptionalLong limit = descriptorLimit();
        if (limit.isPresent() && descriptors > limit.getAsLong()) {
            throw new UsageException(
                    "so many connections need "
                            + descriptors
                            + " file descriptors, and this system gives a process "
                            + limit.getAsLong()
                            + "; raise the limit with ulimit -n "
                            + descriptors
                            + " (as root, or with a higher hard limit), or take fewer"
                            + " --connections.");
        }
    }

    /**
     * How many files and sockets this process may have open; empty where the platform has no such
     * limit or does not tell.
     */
    private static OptionalLong descriptorLimit() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
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

    private static Listening listening(ParameterValues values) {
        return new Listening(
                TcpServer.NO_LIMIT,
                values.count(FloodType.BACKLOG.name()),
                Duration.ofNanos(values.durationNanos(FloodType.KEEP_ALIVE.name())));
    }

    private static Server server(String model, ParameterValues values, @Nullable RequestCost cost) {
        Listening listening = listening(values);
        return switch (model) {
            case "threads" -> ThreadServer.ofPlatformThreads(listening.backlog());
            case VIRTUAL_THREADS -> ThreadServer.ofVirtualThreads(listening.backlog());
            default ->
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
