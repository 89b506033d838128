package dev.loopbench.cli.console;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Has signals tell somebody, in place of ending the process, until it is closed. Thread-safe (by
 * its own lock).
 *
 * <p>A second Ctrl-C ends the process as ever. Signals that it was started to ignore stay ignored.
 */
public final class SignalTrap implements AutoCloseable {

    /** What asks a program to end. */
    public enum Signal {
        /** Ctrl-C. */
        INT,
        TERM,
        /** The terminal is gone. */
        HUP
    }

    private final Map<Signal, Object> earlier = new EnumMap<>(Signal.class);

    private SignalTrap() {}

    /**
     * @param told by threads of the virtual machine
     */
    public static SignalTrap set(Consumer<Signal> told) {
        SignalTrap trap = new SignalTrap();
        synchronized (trap) {
            for (Signal signal : Signal.values()) {
                Object handler =
                        Signals.register(
                                signal.name(),
                                () -> {
                                    if (signal == Signal.INT) {
                                        trap.restore(signal);
                                    }
                                    told.accept(signal);
                                });
                if (handler != null) { // null where the machine has no such signal
                    trap.earlier.put(signal, handler);
                }
            }
        }
        return trap;
    }

    private synchronized void restore(Signal signal) {
        Object handler = earlier.remove(signal);
        if (handler != null) {
            Signals.unregister(signal.name(), handler);
        }
    }

    @Override
    public void close() {
        for (Signal signal : Signal.values()) {
            restore(signal);
        }
    }
}
