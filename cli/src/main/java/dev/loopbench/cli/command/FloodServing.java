package dev.loopbench.cli.command;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loopbench.cli.fork.ForkedClients;
import dev.loopbench.cli.option.LoadOptions;
import dev.loopbench.cli.option.MeasureOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.Blocking;
import dev.loopbench.loopcore.workload.cost.Costs;
import dev.loopbench.loopcore.workload.loop.FloodType;
import dev.loopbench.loopcore.workload.server.ServedType;
import dev.loopbench.loopcore.workload.server.ServerModel;
import dev.loopbench.probes.result.ServerFigures;
import dev.loopbench.probes.session.ServePlan;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Clients of a server of our own: who serves, and who makes the load. Stateless. */
final class FloodServing {

    /** What a process needs beside its connections: the JVM's files, the selector, the streams. */
    private static final long OTHER_DESCRIPTORS = 100;

    private FloodServing() {}

    /** The clients of a server that is to be built in several ways, one after the other. */
    static Optional<ServedType> compared(WorkloadType type, ParameterValues values) {
        return type instanceof ServedType served
                        && type.needsServer(values)
                        && served.models(values).size() > 1
                ? Optional.of(served)
                : Optional.empty();
    }

    /** Refuses what cannot be served. */
    static void check(ServedType type, ParameterValues values, @Nullable Blocking blocking)
            throws UsageException, WorkloadException {
        type.check(values);
        String model = values.text(FloodType.MODEL.name());
        boolean onLoop = type.models(values).equals(List.of(ServerModel.LOOP));
        if (!onLoop && FloodType.isHttp(values)) {
            throw new UsageException(
                    "--model "
                            + model
                            + " serves the echo protocol only; http is served by the loop.");
        }
        if (!onLoop && blocking != null) {
            throw new UsageException(
                    "--block-with and its companions hold a loop, and --model "
                            + model
                            + " has none.");
        }
        if (!onLoop && !Costs.isFree(values)) {
            throw new UsageException(
                    "--cost and --pool-job are what a request costs a loop and its pool, and --model "
                            + model
                            + " has none.");
        }
        Optional<String> absence = type.models(values).get(0).absence();
        if (absence.isPresent()) {
            throw new UsageException("--model " + model + " cannot run: " + absence.get() + ".");
        }
    }

    /** Refuses connections that would meet the limit of open files. */
    static void requireDescriptors(WorkloadType type, ParameterValues values)
            throws UsageException {
        if (!(type instanceof ServedType served)) {
            return;
        }
        long descriptors = served.connections(values) + OTHER_DESCRIPTORS;
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
            ServedType type,
            ParameterValues values,
            long seed,
            LoadModel load,
            List<String> clientWords,
            boolean listsSockets) {
        ServerModel model = type.models(values).get(0);
        return new ServePlan(
                figure(model),
                live -> type.server(model, values, seed),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ForkedClients(clientWords),
                load,
                address -> {},
                0,
                listsSockets);
    }

    private static ServerFigures.Model figure(ServerModel model) {
        return switch (model) {
            case LOOP -> ServerFigures.Model.LOOP;
            case THREADS -> ServerFigures.Model.THREADS;
            case VIRTUAL_THREADS -> ServerFigures.Model.VIRTUAL_THREADS;
        };
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
