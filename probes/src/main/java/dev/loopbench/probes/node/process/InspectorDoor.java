package dev.loopbench.probes.node.process;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.process.RefusedException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The way to a process's inspector. Confined to one thread, which waits.
 *
 * <p>A process's other sockets are not tried: a question to a program's own server is traffic that
 * its users did not send. So an inspector is looked for where the process was told to open it, and
 * where it listens after the signal and did not before.
 */
final class InspectorDoor {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /**
     * In a callback of the loop, as closing takes the session along. The port that the process
     * opens its inspector on later stays the one it was.
     */
    private static final String MOVE =
            """
            void ((load, port) => {
              const inspector = load('inspector');
              load('timers').setImmediate(() => {
                inspector.close();
                inspector.open(ASIDE, '127.0.0.1');
                process.debugPort = port;
              });
            })(process.getBuiltinModule ?? require, process.debugPort)
            """;

    private static final String HAS_MODULES = "process.getBuiltinModule !== undefined";

    private final NodeProcess process;
    private final String name;
    private final Duration limit;
    private final NanoClock clock;

    InspectorDoor(NodeProcess process, Duration limit, NanoClock clock) {
        this.process = process;
        this.name = "process " + process.pid();
        this.limit = limit;
        this.clock = clock;
    }

    OpenInspector open() throws RefusedException, InspectorException {
        requireRunning();
        if (!process.sharesOurNetwork()) {
            throw new RefusedException(
                    Reason.OTHER_NETWORK,
                    name
                            + " has a network of its own, as in a container: its inspector cannot be"
                            + " reached from here");
        }
        InspectorFlags flags = process.inspectorFlags();
        Optional<OpenInspector> found = alreadyOpen(flags);
        if (found.isPresent()) {
            return found.get();
        }
        int port = flags.port();
        if (!process.catchesSigusr1()) {
            throw new RefusedException(
                    Reason.SIGNAL_NOT_CAUGHT,
                    name + " does not catch SIGUSR1, which opens an inspector: it would be ended");
        }
        if (port != 0 && process.sockets().isTaken(port)) {
            throw new RefusedException(
                    Reason.PORT_TAKEN,
                    "another process listens on port "
                            + port
                            + ", on which the inspector of "
                            + name
                            + " would open");
        }
        return opened(port);
    }

    OpenInspector openAside() throws RefusedException, InspectorException {
        OpenInspector inspector = open();
        return inspector.openedForUs() ? aside(inspector) : inspector;
    }

    /** No way back, as with the signal: until it is open anew it cannot be closed. */
    private OpenInspector aside(OpenInspector usual) throws InspectorException {
        boolean interrupted = false;
        try {
            int port = freePort();
            boolean needsRequire =
                    !usual.session().evaluate(HAS_MODULES, false, false).booleanValue();
            usual.session()
                    .evaluate(MOVE.replace("ASIDE", String.valueOf(port)), needsRequire, false);
            long askedNanos = clock.nanoTime();
            while (clock.nanoTime() - askedNanos < limit.toNanos()) {
                clock.sleep(LOOK_NANOS);
                interrupted |= Thread.interrupted();
                Optional<InetSocketAddress> address = fresh(List.of(), port);
                if (usual.session().closed().isDone() && address.isPresent()) {
                    usual.close();
                    return entered(address.get(), true);
                }
                if (!process.isAlive()) {
                    throw new InspectorException(name + " has ended");
                }
            }
            throw new InspectorException("the inspector of " + name + " did not move in " + limit);
        } catch (InspectorException | RuntimeException failure) {
            try {
                usual.close();
            } catch (InspectorException staysOpen) {
                failure.addSuppressed(staysOpen);
            }
            throw failure;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireRunning() throws RefusedException {
        if (!process.isAlive()) {
            throw new RefusedException(Reason.NO_SUCH_PROCESS, name + " has ended");
        }
        switch (process.state()) {
            case "T" ->
                    throw new RefusedException(
                            Reason.STOPPED, name + " is stopped: it answers once it goes on");
            case "t" ->
                    throw new RefusedException(
                            Reason.TRACED, name + " is held by another debugger");
            default -> {
                // It runs or waits.
            }
        }
    }

    private Optional<OpenInspector> alreadyOpen(InspectorFlags flags) throws InspectorException {
        for (InetSocketAddress address : process.listening()) {
            if (isAnnounced(address.getPort(), flags)) {
                try {
                    return Optional.of(entered(address, false));
                } catch (InspectorException noInspector) {
                    if (address.getPort() == flags.port()) {
                        throw noInspector; // the place is taken, so that none would open there
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAnnounced(int port, InspectorFlags flags) {
        return port == flags.port()
                || port == InspectorFlags.DEFAULT_PORT
                || (flags.open() && flags.port() == 0);
    }

    /** Sends the signal and waits for what it brings: once it is sent there is no way back. */
    private OpenInspector opened(int port) throws RefusedException, InspectorException {
        List<InetSocketAddress> before = process.listening();
        if (!process.isAlive()) {
            throw new RefusedException(Reason.NO_SUCH_PROCESS, name + " has ended");
        }
        boolean interrupted = Thread.interrupted();
        try {
            sendSigusr1();
            long sentNanos = clock.nanoTime();
            while (clock.nanoTime() - sentNanos < limit.toNanos()) {
                clock.sleep(LOOK_NANOS);
                interrupted |= Thread.interrupted();
                Optional<InetSocketAddress> address = fresh(before, port);
                if (address.isPresent()) {
                    return entered(address.get(), true);
                }
                if (!process.isAlive()) {
                    throw new InspectorException(name + " has ended");
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw new RefusedException(
                Reason.NOT_OPENED,
                "SIGUSR1 opened no inspector in "
                        + name
                        + ": either the program handles that signal itself, or its loop is blocked"
                        + " and the inspector opens once it goes on");
    }

    /** Whatever goes wrong from here on, what was opened is closed. */
    private OpenInspector entered(InetSocketAddress address, boolean openedForUs)
            throws InspectorException {
        OpenInspector inspector = OpenInspector.enter(process, address, openedForUs, limit, clock);
        try {
            verify(inspector.session());
            return inspector;
        } catch (InspectorException | RuntimeException | Error failure) {
            try {
                inspector.close();
            } catch (InspectorException staysOpen) {
                failure.addSuppressed(staysOpen);
            }
            throw failure;
        }
    }

    private Optional<InetSocketAddress> fresh(List<InetSocketAddress> before, int port) {
        return process.listening().stream()
                .filter(address -> !before.contains(address))
                .filter(address -> port == 0 || address.getPort() == port)
                .findFirst();
    }

    private static int freePort() throws InspectorException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new InspectorException("no port of this machine is free", none);
        }
    }

    private void verify(Inspector session) throws InspectorException {
        long pid = session.evaluate("process.pid").asLong(0);
        if (pid != process.innermostPid()) {
            throw new InspectorException(
                    "the inspector that was found belongs to process " + pid + ", not to " + name);
        }
    }

    private void sendSigusr1() throws InspectorException {
        try {
            // A shell has it built in; the program of this name is missing in small containers.
            Process kill =
                    new ProcessBuilder("sh", "-c", "kill -USR1 " + process.pid())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (kill.waitFor() != 0) {
                throw new InspectorException(name + " could not be sent SIGUSR1");
            }
        } catch (IOException noShell) {
            throw new InspectorException(name + " could not be sent SIGUSR1", noShell);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt(); // it has been sent all the same
        }
    }
}
