package dev.loopbench.loopcore.event;

/** Hears of events that have suspiciously many listeners. Called on the loop thread. */
@FunctionalInterface
public interface LeakWarning {

    LeakWarning NONE = (event, listeners) -> {};

    /** Called once for an event: somebody may add listeners and never take them off. */
    void tooManyListeners(String event, int listeners);
}
