package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.TimerHandle;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds the loop thread again and again, on top of any workload. Confined to the loop thread.
 *
 * <p>Its timer does not keep the loop alive.
 */
public final class Blocker implements AutoCloseable {

    private final EventLoop loop;
    private final Blocking blocking;
    private final Hold hold;

    private @Nullable TimerHandle timer;

    public Blocker(EventLoop loop, Blocking blocking) {
        this.loop = loop;
        this.blocking = blocking;
        this.hold = blocking.type().create(loop.clock(), blocking.forNanos());
    }

    /** As {@link Hold#prepare}: once, before the first start. */
    public void prepare() throws WrongResultException, WorkloadException {
        hold.prepare();
    }

    /** The first hold begins one interval from now. */
    public void start() {
        if (timer != null) {
            throw new IllegalStateException("already started");
        }
        long everyMillis = millisRoundedUp(blocking.everyNanos());
        timer = loop.timer();
        timer.label("block-with " + blocking.type().name());
        timer.unref();
        // A timer counts from the cached clock, which a preparation may have left behind.
        loop.updateTime();
        timer.start(this::block, everyMillis, everyMillis);
    }

    /** No further hold begins. The timer is gone once the loop has run on. */
    public void stop() {
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }

    /** As {@link Hold#size}. */
    public Optional<String> size() {
        return hold.size();
    }

    @Override
    public void close() {
        hold.close();
    }

    private void block() {
        hold.hold();
        // As Node does after a timer's callback: the poll would wait too long by this hold.
        loop.updateTime();
    }

    private static long millisRoundedUp(long nanos) {
        return 1 + (nanos - 1) / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
