package dev.loopbench.loopcore;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.pool.WorkerPool;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EventLoop} is built from. Immutable.
 *
 * @param poller owned by the loop, which closes it; the pool stays its maker's, loops may share it
 * @param uncaught gets what callbacks throw; without one {@link EventLoop#run} throws it on
 */
public record EventLoopConfig(
        NanoClock clock,
        Poller poller,
        WorkerPool pool,
        LoopObserver observer,
        @Nullable UncaughtHandler uncaught) {

    /** A loop that nobody watches and whose run ends with the first uncaught exception. */
    public static EventLoopConfig of(NanoClock clock, Poller poller, WorkerPool pool) {
        return new EventLoopConfig(clock, poller, pool, LoopObserver.NONE, null);
    }

    public EventLoopConfig withObserver(LoopObserver observer) {
        return new EventLoopConfig(clock, poller, pool, observer, uncaught);
    }

    public EventLoopConfig withUncaughtHandler(UncaughtHandler handler) {
        return new EventLoopConfig(clock, poller, pool, observer, handler);
    }
}
