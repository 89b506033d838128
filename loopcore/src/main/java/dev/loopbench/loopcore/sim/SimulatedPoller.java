package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.poll.Poller;
import dev.loopbench.loopcore.poll.ReadyCallback;
import dev.loopbench.loopcore.poll.Registration;
import java.nio.channels.SelectableChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * A poller in virtual time: where a real one would block, it lets the clock jump to what happens
 * next. Channels become ready when they are said to be.
 *
 * <p>Confined to one thread, as its clock is.
 */
public final class SimulatedPoller implements Poller {

    /** Past everything, yet a distance instants can be compared over. */
    private static final long FAR_NANOS = Long.MAX_VALUE / 2;

    private final VirtualClock clock;
    private final ArrayDeque<SimulatedRegistration> waiting = new ArrayDeque<>();
    private final SimulatedRegistration[] ready = new SimulatedRegistration[MAX_EVENTS];
    private boolean woken;
    private boolean wasWoken;

    public SimulatedPoller(VirtualClock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "simulated";
    }

    /**
     * @throws IllegalStateException if it is to wait for ever and nothing is going to happen
     */
    @Override
    public int poll(long timeoutMillis) {
        long limitNanos =
                clock.instantNanos()
                        + (timeoutMillis == FOREVER_MILLIS
                                ? FAR_NANOS
                                : TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
        while (!woken && waiting.isEmpty()) {
            if (timeoutMillis == FOREVER_MILLIS && !clock.hasScheduled()) {
                throw new IllegalStateException(
                        "the loop waits for ever: no event is scheduled that could end its poll");
            }
            if (!clock.advanceToNext(limitNanos)) {
                break;
            }
        }
        wasWoken = woken;
        woken = false;
        return takeReady();
    }

    private int takeReady() {
        int count = 0;
        while (count < MAX_EVENTS && !waiting.isEmpty()) {
            ready[count++] = waiting.remove();
        }
        return count;
    }

    @Override
    public Registration ready(int index) {
        return ready[index];
    }

    @Override
    public void wakeup() {
        woken = true;
    }

    @Override
    public boolean wasWoken() {
        return wasWoken;
    }

    @Override
    public Registration register(
            SelectableChannel channel, int interestOps, ReadyCallback callback) {
        return new SimulatedRegistration(channel, callback);
    }

    /** The next poll reports the registration once; one that is cancelled is dropped later. */
    public void makeReady(Registration registration, int readyOps) {
        SimulatedRegistration simulated = (SimulatedRegistration) registration;
        simulated.readyOps(readyOps);
        waiting.add(simulated);
    }

    /** There is no kernel that would remember them. */
    @Override
    public void releaseClosed() {}

    @Override
    public void close() {}
}
