package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.TimerHandle;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds the loop thread once, or again and again, on top of any workload. Confined to the loop
 * thread.
 *
 * <p>Its timer does not keep the loop alive.
 */
public final class Blocker implements AutoCloseable {

    private static final long MILLI_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final EventLoop loop;
    private final Blocking blocking;
    private final Hold hold;

    private @Nullable TimerHandle timer;
    private long holds;

    public Blocker(EventLoop loop, Blocking blocking) {
        this.loop = loop;
        this.blocking = blocking;
        this.hold = blocking.type().create(loop.clock(), blocking.extent());
    }

    /** As {@link Hold#prepare}: once, before the first start. */
    public void prepare() throws WrongResultException, WorkloadException {
        hold.prepare();
    }

    /** The first hold begins one interval from now, or at its instant from now. */
    public void start() {
        if (timer != null) {
            throw new IllegalStateException("already started");
        }
        timer = loop.timer();
        timer.label("block-with " + blocking.type().name());
        timer.unref();
        // A timer counts from the cached clock, which a preparation may have left behind.
        loop.updateTime();
        if (blocking.timing() instanceof Blocking.Every every) {
            long everyMillis = millisRoundedUp(every.nanos());
            timer.start(this::block, everyMillis, everyMillis);
        } else if (blocking.timing() instanceof Blocking.Once once) {
            timer.start(this::block, millisRoundedUp(once.atNanos()), 0);
        }
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

    /** How often it has held the loop. */
    public long holds() {
        return holds;
    }

    @Override
    public void close() {
        hold.close();
    }

    private void block() {
        holds++;
        hold.hold();
        // As Node does after a timer's callback: the poll would wait too long by this hold.
        loop.updateTime();
    }

    private static long millisRoundedUp(long nanos) {
        return nanos / MILLI_NANOS + (nanos % MILLI_NANOS == 0 ? 0 : 1);
    }
}
