package dev.loopbench.loopcore;

import dev.loopbench.loopcore.timer.TimerQueue;
import java.util.ArrayDeque;

/**
 * The timers of a loop and the phase that runs them (rules T01 to T04): what is due is collected
 * first and then run, so that a timer armed meanwhile waits for the next iteration.
 *
 * <p>Confined to the loop thread.
 */
final class TimerPhase {

    private final LoopClock time;
    private final Observation observation;
    private final TimerQueue<LoopTimer> queue = new TimerQueue<>();
    private final ArrayDeque<LoopTimer> due = new ArrayDeque<>();

    TimerPhase(LoopClock time, Observation observation) {
        this.time = time;
        this.observation = observation;
    }

    boolean isArmed() {
        return queue.size() > 0;
    }

    /** Of the timer that is due first; 0 where none is armed. */
    long firstDeadlineMillis() {
        TimerQueue.Entry<LoopTimer> first = queue.first();
        return first == null ? 0 : first.deadline();
    }

    void arm(LoopTimer timer, long deadlineMillis) {
        disarm(timer);
        queue.add(timer.entry, deadlineMillis);
        timer.hold.active(true);
    }

    void disarm(LoopTimer timer) {
        queue.remove(timer.entry);
        timer.due = false;
        timer.hold.active(false);
    }

    void run() {
        collectDue();
        if (due.isEmpty()) {
            return;
        }
        observation.phaseEntered(Phase.TIMERS);
        for (LoopTimer timer = due.poll(); timer != null; timer = due.poll()) {
            if (timer.due) {
                timer.due = false;
                observation.timerFired(time.instantNanos(timer.entry.deadline()));
                timer.expired.run();
            }
        }
        observation.phaseLeft();
    }

    private void collectDue() {
        for (TimerQueue.Entry<LoopTimer> first = queue.first();
                first != null && first.deadline() <= time.nowMillis();
                first = queue.first()) {
            LoopTimer timer = first.owner();
            disarm(timer);
            timer.due = true;
            due.add(timer);
        }
    }
}
