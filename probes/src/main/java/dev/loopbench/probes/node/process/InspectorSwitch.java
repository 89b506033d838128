package dev.loopbench.probes.node.process;

import dev.loopbench.probes.inspector.Inspector;
import dev.loopbench.probes.inspector.InspectorException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What closes a process's inspector from inside, put there in time. Confined to one thread, which
 * waits.
 *
 * <p>A process may end at any moment, and waits with its end while a session is open. Node 18 and
 * 20 crash if a module is loaded then; so the switch has all it needs, and it acts in a callback of
 * the loop, which comes only to a program that goes on.
 */
public final class InspectorSwitch {

    private static final String KEY = "Symbol.for('dev.loopbench.inspector')";

    private static final String INSTALL =
            """
            ((timers, inspector) => {
              Object.defineProperty(globalThis, %1$s, {
                configurable: true,
                value: () => {
                  delete globalThis[%1$s];
                  timers.setTimeout(() => inspector.close(), 0).unref();
                },
              });
            })(require('timers'), require('inspector'))
            """
                    .formatted(KEY);

    private static final String PRESS = "globalThis[" + KEY + "]()";

    private static final String INSTALLED = "globalThis[" + KEY + "] !== undefined";

    private final Inspector session;
    private final CompletableFuture<Void> programEnd;

    private InspectorSwitch(Inspector session, CompletableFuture<Void> programEnd) {
        this.session = session;
        this.programEnd = programEnd;
    }

    /**
     * @param session of a process that is not ending
     * @param programEnd completed when it waits with its end
     */
    public static InspectorSwitch install(Inspector session, CompletableFuture<Void> programEnd)
            throws InspectorException {
        session.evaluate(INSTALL);
        return new InspectorSwitch(session, programEnd);
    }

    /** Whether the process has one. */
    static boolean isInstalled(Inspector session) throws InspectorException {
        return session.evaluate(INSTALLED, false, false).booleanValue();
    }

    /** Closes the inspector when the loop turns next; there may be no answer. */
    static void send(Inspector session) throws InspectorException {
        session.send("Runtime.evaluate", Map.of("expression", PRESS, "silent", true));
    }

    /**
     * Closes the inspector, and with it the session, unless the program has come to its end.
     *
     * @return false if neither has happened within the limit: the loop is held up
     */
    public boolean press(Duration limit) {
        if (programEnd.isDone()) {
            return true;
        }
        try {
            send(session);
            CompletableFuture.anyOf(session.closed(), programEnd)
                    .get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InspectorException | ExecutionException gone) {
            return true;
        } catch (TimeoutException held) {
            return false;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
