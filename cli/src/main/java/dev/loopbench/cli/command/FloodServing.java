package dev.loopbench.cli.command;

import dev.loopbench.cli.fork.ForkedClients;
import dev.loopbench.cli.option.LoadOptions;
import dev.loopbench.cli.option.MeasureOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.echo.VirtualThreads;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.loopcore.workload.server.ServedType;
import dev.loopbench.loopcore.workload.server.ThreadServer;
import dev.loopbench.probes.session.ServePlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients of a server of our own: who serves, and who makes the load. Stateless. */
final class FloodServing {

    /** What a process needs beside its connections: the JVM's files, the selector, the streams. */
    private static final long OTHER_DESCRIPTORS = 100;

    private FloodServing() {}

    /** Whether all models are asked for, one after the other. */
    static boolean isComparison(WorkloadType type, ParameterValues values) {
        return type instanceof ServedType served
                && type.needsServer(values)
                && served.model(values).equals(FloodType.ALL);
    }

    /** Refuses what cannot be served. */
    static void check(WorkloadType type, ParameterValues values, @Nullable Blocking blocking)
            throws UsageException, WorkloadException {
        type.check(values);
        String model = values.text(FloodType.MODEL.name());
        if (!model.equals(FloodType.LOOP) && FloodType.isHttp(values)) {
            throw new UsageException(
                    "--model "
                            + model
                            + " serves the echo protocol only; http is served by the loop.");
        }
        if (!model.equals(FloodType.LOOP) && blocking != null) {
            throw new UsageException(
                    "--block-with and its companions hold a loop, and --model "
                            + model
                            + " has none.");
        }
        if (!model.equals(FloodType.LOOP) && !Costs.isFree(values)) {
            throw new UsageException(
                    "--cost and --pool-job are what a request costs a loop and its pool, and --model "
                            + model
                            + " has none.");
        }
        if (model.equals(FloodType.VIRTUAL_THREADS) && !ThreadServer.hasVirtualThreads()) {
            throw new UsageException(
                    "--model virtual-threads cannot run: " + VirtualThreads.absence() + ".");
        }
    }

    /** Refuses more connections than this process can have. */
    static void requireDescriptors(WorkloadType type, ParameterValues values)
            throws UsageException {
        if (type instanceof ServedType served) {
            Descriptors.requireFor(served.connections(values) + OTHER_DESCRIPTORS);
        }
    }

    static ServePlan plan(
            ServedType type,
            ParameterValues values,
            long seed,
            LoadModel load,
            List<String> clientWords,
            boolean listsSockets) {
        return new ServePlan(
                type.model(values),
                live -> type.server(values, seed),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ForkedClients(clientWords),
                load,
                address -> {},
                0,
                listsSockets);
    }

    /** The command line of the clients, without their target: what the user said of them. */
    static List<String> clientWords(
            ServedType type, ParameterValues values, LoadOptions load, MeasureOptions measure) {
        List<String> words = new ArrayList<>(List.of("run", type.name()));
        for (Parameter parameter : type.ofClients()) {
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
