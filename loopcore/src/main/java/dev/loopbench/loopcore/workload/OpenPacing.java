package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.Alarm;
import org.jspecify.annotations.Nullable;

/**
 * Operations arrive from outside the loop at the instants of a schedule. Confined to the loop
 * thread, but for the alarm's wake-up.
 *
 * <p>The alarm wakes the loop as a socket would; the loop then starts what should have started by
 * now. The handle keeps the loop alive until the schedule ends.
 *
 * <p>A schedule that is faster than the loop must not keep it: after {@link #TURN_NANOS} of starts
 * the others wait for the next iteration, so that the loop sees its other events and an interrupt
 * in between. Nor may it fill the heap: while as many operations as it has room for are in flight,
 * no further one starts; it is late then, which its response time shows.
 */
final class OpenPacing implements Pacing {

    /** Well below what people notice, and long enough for the loop's own rounds not to count. */
    static final long TURN_NANOS = 10_000_000;

    /** Also the bound of a turn on a clock that stands still. */
    static final int TURN_STARTS = 10_000;

    private final EventLoop loop;
    private final long room;
    private final Alarm alarm;
    private final ArrivalSchedule schedule;
    private final Starter starter;
    private final Runnable exhausted;

    private long beginNanos;
    private @Nullable AsyncHandle arrivals;
    private long inFlight;
    private boolean full;

    /**
     * @param exhausted the schedule has ended
     * @param room at most so many operations are in flight
     */
    OpenPacing(
            EventLoop loop,
            Alarm alarm,
            ArrivalSchedule schedule,
            Starter starter,
            Runnable exhausted,
            long room) {
        this.loop = loop;
        this.alarm = alarm;
        this.schedule = schedule;
        this.starter = starter;
        this.exhausted = exhausted;
        this.room = room;
    }

    @Override
    public void begin(long nowNanos) {
        beginNanos = nowNanos;
        arrivals = loop.async(this::arrive);
        arrivals.label("arrivals");
        arrive();
    }

    @Override
    public void operationEnded(long nowNanos) {
        inFlight--;
        if (full && arrivals != null) {
            full = false;
            arrivals.send();
        }
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
        long turnNanos = loop.clock().nanoTime();
        long elapsedNanos = turnNanos - beginNanos;
        long nextNanos = schedule.nextNanos();
        int starts = 0;
        boolean turnOver = false;
        while (arrivals != null
                && nextNanos != ArrivalSchedule.END
                && nextNanos <= elapsedNanos
                && !turnOver
                && inFlight < room) {
            schedule.advance();
            inFlight++;
            long nowNanos = starter.start(beginNanos + nextNanos);
            turnOver = nowNanos - turnNanos >= TURN_NANOS || ++starts == TURN_STARTS;
            nextNanos = schedule.nextNanos();
        }
        if (arrivals == null) {
            return;
        }
        full = inFlight >= room && nextNanos != ArrivalSchedule.END;
        if (full) {
            return; // the next end of an operation calls for the next start
        }
        if (nextNanos == ArrivalSchedule.END) {
            stop();
            exhausted.run();
        } else if (turnOver) {
            arrivals.send();
        } else {
            alarm.set(beginNanos + nextNanos, arrivals::send);
        }
    }
}
