package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.Alarm;
import org.jspecify.annotations.Nullable;

/**
 * Operations arrive from outside the loop at the instants of a schedule. Confined to the loop
 * thread, but for the alarm's wake-up.
 *
 * <p>The alarm wakes the loop as a socket would; the loop then starts all that should have started
 * by now. The handle keeps the loop alive until the schedule ends.
 */
final class OpenPacing implements Pacing {

    private final EventLoop loop;
    private final Alarm alarm;
    private final ArrivalSchedule schedule;
    private final Starter starter;
    private final Runnable exhausted;

    private long beginNanos;
    private @Nullable AsyncHandle arrivals;

    /**
     * @param exhausted the schedule has ended
     */
    OpenPacing(
            EventLoop loop,
            Alarm alarm,
            ArrivalSchedule schedule,
            Starter starter,
            Runnable exhausted) {
        this.loop = loop;
        this.alarm = alarm;
        this.schedule = schedule;
        this.starter = starter;
        this.exhausted = exhausted;
    }

    @Override
    public void begin(long nowNanos) {
        beginNanos = nowNanos;
        arrivals = loop.async(this::arrive);
        arrivals.label("arrivals");
        arrive();
    }

    @Override
    public boolean isExhausted() {
        return arrivals == null;
    }

    @Override
    public void stop() {
        if (arrivals != null) {
            arrivals.close();
            arrivals = null;
        }
    }

    private void arrive() {
        long elapsedNanos = loop.clock().nanoTime() - beginNanos;
        long nextNanos = schedule.nextNanos();
        while (arrivals != null && nextNanos != ArrivalSchedule.END && nextNanos <= elapsedNanos) {
            schedule.advance();
            starter.start(beginNanos + nextNanos);
            nextNanos = schedule.nextNanos();
        }
        if (arrivals == null) {
            return;
        }
        if (nextNanos == ArrivalSchedule.END) {
            stop();
            exhausted.run();
        } else {
            alarm.set(beginNanos + nextNanos, arrivals::send);
        }
    }
}
