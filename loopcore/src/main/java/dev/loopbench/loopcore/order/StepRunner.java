package dev.loopbench.loopcore.order;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Immediate;
import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.order.ProgramLog.Thrown;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out the steps of one program. Confined to the loop thread. */
final class StepRunner {

    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;
    private final ProgramLog log;
    private final Map<String, Timeout> timeouts = new HashMap<>();
    private final Map<String, Immediate> immediates = new HashMap<>();

    StepRunner(EventLoop loop, ProgramLog log) {
        this.loop = loop;
        this.log = log;
    }

    /** A callback that carries out the steps. */
    Runnable action(List<OrderStep> steps) {
        return () -> performAll(steps);
    }

    private void performAll(List<OrderStep> steps) {
        if (log.isOpen()) {
            steps.forEach(this::perform);
        }
    }

    private void perform(OrderStep step) {
        if (step instanceof OrderStep.Log line) {
            log.add(line.text());
        } else if (step instanceof OrderStep.NextTick tick) {
            loop.nextTick(action(tick.steps()));
        } else if (step instanceof OrderStep.Microtask microtask) {
            loop.queueMicrotask(action(microtask.steps()));
        } else if (step instanceof OrderStep.PromiseChain chain) {
            queueLink(chain.links().iterator(), null);
        } else if (step instanceof OrderStep.StartTimeout start) {
            name(start.id(), loop.setTimeout(action(start.steps()), start.delayMillis()));
        } else if (step instanceof OrderStep.StartInterval start) {
            name(start.id(), loop.setInterval(action(start.steps()), start.delayMillis()));
        } else if (step instanceof OrderStep.StartImmediate start) {
            name(start.id(), loop.setImmediate(action(start.steps())));
        } else if (step instanceof OrderStep.Work work) {
            submit(action(work.steps()));
        } else {
            performOnHandleOrThread(step);
        }
    }

    private void performOnHandleOrThread(OrderStep step) {
        if (step instanceof OrderStep.Clear clear) {
            onNamed(clear.id(), Timeout::clear, Immediate::clear);
        } else if (step instanceof OrderStep.Unref unref) {
            onNamed(unref.id(), Timeout::unref, Immediate::unref);
        } else if (step instanceof OrderStep.Ref ref) {
            onNamed(ref.id(), Timeout::ref, Immediate::ref);
        } else if (step instanceof OrderStep.Block block) {
            loop.clock().sleep((long) (block.millis() * NANOS_PER_MILLI));
        } else if (step instanceof OrderStep.Throw thrown) {
            throw new Thrown(thrown.text());
        } else {
            throw new IllegalStateException("unknown step: " + step);
        }
    }

    private void submit(Runnable completed) {
        loop.submit(
                new PoolRequest<Void>(Lane.FAST_IO, "work", () -> null, done -> completed.run()));
    }

    /**
     * Each link is a microtask queued by the one before. A link that throws rejects its promise;
     * the links after it only pass that on, one microtask each, and at the end nobody has handled
     * it.
     */
    private void queueLink(Iterator<List<OrderStep>> links, @Nullable Thrown rejection) {
        if (!links.hasNext()) {
            if (rejection != null) {
                loop.onceDrained(
                        () -> {
                            throw rejection;
                        });
            }
            return;
        }
        List<OrderStep> link = links.next();
        loop.queueMicrotask(() -> queueLink(links, rejection != null ? rejection : settle(link)));
    }

    private @Nullable Thrown settle(List<OrderStep> link) {
        try {
            performAll(link);
            return null;
        } catch (Thrown rejection) {
            return rejection;
        }
    }

    private void name(@Nullable String id, Timeout timeout) {
        if (id != null) {
            timeouts.put(id, timeout);
            immediates.remove(id);
        }
    }

    private void name(@Nullable String id, Immediate immediate) {
        if (id != null) {
            immediates.put(id, immediate);
            timeouts.remove(id);
        }
    }

    private void onNamed(String id, Consumer<Timeout> onTimeout, Consumer<Immediate> onImmediate) {
        Timeout timeout = timeouts.get(id);
        Immediate immediate = immediates.get(id);
        if (timeout != null) {
            onTimeout.accept(timeout);
        } else if (immediate != null) {
            onImmediate.accept(immediate);
        }
    }
}
