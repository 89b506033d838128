package dev.loopbench.probes.node.bench;

import dev.loopbench.loopcore.clock.Alarm;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemAlarm;
import dev.loopbench.loopcore.workload.ArrivalSchedule;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.probes.inspector.InspectorThreads;
import java.util.ArrayList;
import java.util.List;

/**
 * Wakes Node's loop whenever an operation of an open load is due, from outside and by the clock
 * that our own loop is woken by: a timer of Node's own knows whole milliseconds only. Confined to
 * its maker, but for the waking.
 */
final class Arrivals implements AutoCloseable {

    private final NanoClock clock;
    private final Runnable wake;
    private final List<HarnessPlan.Part> parts;
    private final List<Alarm> alarms = new ArrayList<>();

    /**
     * @param wake called by threads of its own
     */
    Arrivals(HarnessPlan plan, Runnable wake, NanoClock clock) {
        this.clock = clock;
        this.wake = wake;
        this.parts =
                plan.parts().stream()
                        .filter(part -> part.plan().load() instanceof LoadModel.Open)
                        .toList();
    }

    /**
     * @param beginNanos of the measured time
     */
    void begin(long beginNanos) {
        for (HarnessPlan.Part part : parts) {
            Alarm alarm = new SystemAlarm(clock, new InspectorThreads("arrivals"));
            alarms.add(alarm);
            next(
                    alarm,
                    new ArrivalSchedule((LoadModel.Open) part.plan().load(), part.seed()),
                    beginNanos + part.plan().startNanos());
        }
    }

    /** One wake-up is for all that are due by then. */
    private void next(Alarm alarm, ArrivalSchedule schedule, long beginNanos) {
        long passedNanos = clock.nanoTime() - beginNanos;
        long dueNanos = schedule.nextNanos();
        while (dueNanos != ArrivalSchedule.END && dueNanos <= passedNanos) {
            schedule.advance();
            dueNanos = schedule.nextNanos();
        }
        if (dueNanos != ArrivalSchedule.END) {
            alarm.set(
                    beginNanos + dueNanos,
                    () -> {
                        wake.run();
                        next(alarm, schedule, beginNanos);
                    });
        }
    }

    @Override
    public void close() {
        alarms.forEach(Alarm::close);
    }
}
