package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.RefusedException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The first Node process of what a command starts, held before the first line of its program.
 * Confined to one thread, which waits.
 *
 * <p>Node reads in {@code NODE_OPTIONS} that it is to wait for an inspector. Package managers are
 * Node programs, too: they are let go, and what they start is waited for. The program itself does
 * not find the options in its environment, nor do the processes that it starts.
 *
 * <p>At its end the process waits until {@link #close}, so that what it recorded last can be asked
 * for; where we are gone it goes on at once.
 */
public final class LaunchedNode implements AutoCloseable {

    private static final String VARIABLE = "NODE_OPTIONS";

    /** On a port that is free, which it does not announce. */
    private static final String WAITING = "--inspect-brk=127.0.0.1:0 --inspect-publish-uid=http";

    /** What Node then says on its standard error, and the program did not. */
    public static final List<String> NOTICES =
            List.of("Debugger attached.", "Waiting for the debugger to disconnect...");

    /** Scripts that start other programs. */
    private static final Set<String> MANAGERS =
            Set.of(
                    "npm",
                    "npm-cli.js",
                    "npx",
                    "npx-cli.js",
                    "yarn",
                    "yarn.js",
                    "yarnpkg",
                    "pnpm",
                    "pnpm.cjs",
                    "pnpm.mjs",
                    "pnpx",
                    "corepack",
                    "corepack.js");

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The longer there has been none, the less often it is looked for: all processes are read. */
    private static final long LOOKS_DIVISOR = 100;

    private final NodeProcess process;
    private final InetSocketAddress address;
    private final Inspector inspector;
    private final CompletableFuture<Void> atEnd;

    private LaunchedNode(
            NodeProcess process,
            InetSocketAddress address,
            Inspector inspector,
            CompletableFuture<Void> atEnd) {
        this.process = process;
        this.address = address;
        this.inspector = inspector;
        this.atEnd = atEnd;
    }

    /**
     * Has each Node process that is started in this environment wait for us.
     *
     * @param environment of the command that is going to be started
     */
    public static void prepare(Map<String, String> environment) {
        String own = environment.get(VARIABLE);
        environment.put(VARIABLE, own == null || own.isBlank() ? WAITING : own + " " + WAITING);
    }

    /**
     * Waits for the process.
     *
     * @param command was started in an environment that {@link #prepare} has changed
     * @param original value of {@code NODE_OPTIONS} before that; null if there was none
     * @param limit of each wait for an answer of a process
     * @return empty if the command has ended without one, or the program before its first line
     */
    public static Optional<LaunchedNode> await(
            Process command, @Nullable String original, Duration limit, NanoClock clock)
            throws InspectorException {
        Set<Long> managers = new HashSet<>();
        long beganNanos = clock.nanoTime();
        while (true) {
            boolean alive = command.isAlive();
            for (ProcessHandle handle : family(command)) {
                if (managers.contains(handle.pid())) {
                    continue;
                }
                Optional<NodeProcess> process = node(handle.pid());
                Optional<InetSocketAddress> address =
                        process.stream().flatMap(own -> own.listening().stream()).findFirst();
                if (process.isPresent() && address.isPresent()) {
                    Inspector inspector = Inspector.connect(address.get(), limit);
                    if (!isManager(process.get())) {
                        return held(process.get(), address.get(), inspector, original, limit);
                    }
                    managers.add(handle.pid());
                    try (inspector) {
                        inspector.call("Runtime.runIfWaitingForDebugger", Map.of());
                    }
                }
            }
            if (!alive) {
                return Optional.empty();
            }
            long waitedNanos = clock.nanoTime() - beganNanos;
            clock.sleep(Math.max(LOOK_NANOS, waitedNanos / LOOKS_DIVISOR));
        }
    }

    private static List<ProcessHandle> family(Process command) {
        return Stream.concat(Stream.of(command.toHandle()), command.descendants()).toList();
    }

    private static Optional<NodeProcess> node(long pid) {
        try {
            return Optional.of(NodeProcess.of(pid));
        } catch (RefusedException notYet) {
            return Optional.empty(); // a shell may become one
        }
    }

    private static boolean isManager(NodeProcess process) {
        return process.script()
                .map(script -> script.substring(script.lastIndexOf('/') + 1))
                .filter(MANAGERS::contains)
                .isPresent();
    }

    private static Optional<LaunchedNode> held(
            NodeProcess process,
            InetSocketAddress address,
            Inspector inspector,
            @Nullable String original,
            Duration limit)
            throws InspectorException {
        CompletableFuture<Void> paused = new CompletableFuture<>();
        try {
            inspector.on("Debugger.paused", where -> paused.complete(null));
            CompletableFuture<Void> atEnd = NodeObservation.programEnd(inspector);
            inspector.call("Debugger.enable", Map.of());
            inspector.call("Runtime.runIfWaitingForDebugger", Map.of());
            await(CompletableFuture.anyOf(paused, atEnd, inspector.closed()), limit);
            if (!paused.isDone()) { // it could not be read, or it is none
                inspector.close();
                return Optional.empty();
            }
            inspector.evaluate(
                    original == null
                            ? "void delete process.env." + VARIABLE
                            : "void (process.env." + VARIABLE + " = " + quoted(original) + ")");
            return Optional.of(new LaunchedNode(process, address, inspector, atEnd));
        } catch (InspectorException | RuntimeException failure) {
            inspector.close(); // it runs on by itself
            throw failure;
        }
    }

    private static void await(CompletableFuture<?> future, Duration limit)
            throws InspectorException {
        try {
            future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new InspectorException("the program did not begin in " + limit, late);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new InspectorException("interrupted while the program began", interrupt);
        }
    }

    /** As a text of JavaScript. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(String.format("\\u%04x", c)));
        return quoted.append('"').toString();
    }

    public NodeProcess process() {
        return process;
    }

    /** Where its inspector listens. */
    public InetSocketAddress address() {
        return address;
    }

    public Inspector inspector() {
        return inspector;
    }

    /** Completed when the program has run to its end and the process waits for {@link #close}. */
    public CompletableFuture<Void> atEnd() {
        return atEnd.copy();
    }

    /** The program begins. */
    public void go() throws InspectorException {
        inspector.call("Debugger.resume", Map.of());
        inspector.call("Debugger.disable", Map.of());
    }

    /** Lets the process go on, or end, without us. */
    @Override
    public void close() {
        inspector.close();
    }
}
