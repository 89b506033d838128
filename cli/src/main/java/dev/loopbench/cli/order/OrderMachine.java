package dev.loopbench.cli.order;

import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.clock.Alarm;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.pool.WorkerPool;

/**
 * What one program runs on. Confined to the thread that runs it.
 *
 * @param poller the loop closes it
 * @param alarm ends programs that do not end by themselves
 */
public record OrderMachine(NanoClock clock, Poller poller, WorkerPool pool, Alarm alarm)
        implements AutoCloseable {

    EventLoopConfig config() {
        return EventLoopConfig.of(clock, poller, pool);
    }

    @Override
    public void close() {
        alarm.close();
        pool.close();
    }
}
