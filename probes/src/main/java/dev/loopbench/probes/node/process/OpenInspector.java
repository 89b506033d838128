package dev.loopbench.probes.node.process;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process's inspector while we look in. Closing it leaves the process as it was found: an
 * inspector that was opened for us is closed, another one stays open.
 *
 * <p>Thread-safe (by a lock): whoever comes first closes it, such as a hook of the virtual
 * machine's end, and the others wait until that is done.
 */
public final class OpenInspector implements AutoCloseable {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final NodeProcess process;
    private final InetSocketAddress address;
    private final Inspector session;
    private final boolean openedForUs;
    private final Duration limit;
    private final NanoClock clock;
    private boolean closed;

    private OpenInspector(
            NodeProcess process,
            InetSocketAddress address,
            Inspector session,
            boolean openedForUs,
            Duration limit,
            NanoClock clock) {
        this.process = process;
        this.address = address;
        this.session = session;
        this.openedForUs = openedForUs;
        this.limit = limit;
        this.clock = clock;
    }

    static OpenInspector enter(
            NodeProcess process,
            InetSocketAddress address,
            boolean openedForUs,
            Duration limit,
            NanoClock clock)
            throws InspectorException {
        try {
            return new OpenInspector(
                    process,
                    address,
                    Inspector.connect(reachable(address), limit),
                    openedForUs,
                    limit,
                    clock);
        } catch (InspectorException failure) {
            throw openedForUs ? staysOpen(process, address, failure) : failure;
        }
    }

    public Inspector session() {
        return session;
    }

    /** On which it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Whether it was closed when we came. */
    public boolean openedForUs() {
        return openedForUs;
    }

    /**
     * Ends the session, and closes the inspector if it was opened for us, over a new session where
     * this one has broken off. Waits until its port is closed, an interrupted thread as well.
     *
     * @throws InspectorException if the inspector was opened for us and stays open
     */
    @Override
    public synchronized void close() throws InspectorException {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            if (openedForUs && isListening()) {
                interrupted |= closeInspector();
            }
        } finally {
            session.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether this thread was interrupted meanwhile. */
    private boolean closeInspector() throws InspectorException {
        boolean interrupted = false;
        try (Inspector last =
                session.closed().isDone()
                        ? Inspector.connect(reachable(address), limit)
                        : session) {
            if (InspectorSwitch.isInstalled(last)) {
                InspectorSwitch.send(last);
            } else {
                closeAtOnce(last);
            }
            long sentNanos = clock.nanoTime();
            while (isListening()) {
                if (clock.nanoTime() - sentNanos > limit.toNanos()) {
                    throw staysOpen(process, address, null);
                }
                clock.sleep(LOOK_NANOS);
                interrupted |= Thread.interrupted();
            }
        } catch (InspectorException failure) {
            if (isListening()) {
                throw staysOpen(process, address, failure);
            }
        }
        return interrupted;
    }

    /** There is no answer: it takes the session with it. Not for a process that may be ending. */
    private static void closeAtOnce(Inspector session) throws InspectorException {
        session.send(
                "Runtime.evaluate",
                Map.of(
                        "expression",
                        "require('inspector').close()",
                        "includeCommandLineAPI",
                        true));
    }

    private boolean isListening() {
        return process.isAlive() && process.listening().contains(address);
    }

    private static InspectorException staysOpen(
            NodeProcess process, InetSocketAddress address, @Nullable Throwable cause) {
        String sentence =
                "the inspector of process "
                        + process.pid()
                        + " was opened on port "
                        + address.getPort()
                        + " and is not closed: until it is, every user of this machine can run code in"
                        + " the process";
        return cause == null
                ? new InspectorException(sentence)
                : new InspectorException(sentence, cause);
    }

    private static InetSocketAddress reachable(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
                : address;
    }
}
