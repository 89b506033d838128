package dev.loopbench.loopcore.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of an {@link OrderProgram}: it is carried out by {@link OrderRun}. Immutable.
 *
 * <p>Steps that make a timer, an interval or an immediate may give it an id; an id names the newest
 * one made with it.
 */
public sealed interface OrderStep {

    /** Appends a line to the log. */
    record Log(String text) implements OrderStep {}

    /** Node's process.nextTick. */
    record NextTick(List<OrderStep> steps) implements OrderStep {}

    /** Node's queueMicrotask. */
    record Microtask(List<OrderStep> steps) implements OrderStep {}

    /** {@code Promise.resolve().then(first).then(second)…}, the chain built at once. */
    record PromiseChain(List<List<OrderStep>> links) implements OrderStep {}

    /** Node's setTimeout. */
    record StartTimeout(double delayMillis, List<OrderStep> steps, @Nullable String id)
            implements OrderStep {}

    /** Node's setInterval. */
    record StartInterval(double delayMillis, List<OrderStep> steps, @Nullable String id)
            implements OrderStep {}

    /** Node's setImmediate. */
    record StartImmediate(List<OrderStep> steps, @Nullable String id) implements OrderStep {}

    /** One short job on the pool; the steps are its completion callback. */
    record Work(List<OrderStep> steps) implements OrderStep {}

    /** Clears what the id names. */
    record Clear(String id) implements OrderStep {}

    /** Unreferences what the id names. */
    record Unref(String id) implements OrderStep {}

    /** References what the id names. */
    record Ref(String id) implements OrderStep {}

    /** Holds the loop thread. */
    record Block(double millis) implements OrderStep {}

    /** Throws out of the running callback. */
    record Throw(String text) implements OrderStep {}
}
