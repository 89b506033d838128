package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;

/** Tells an observer of a pool whose queue and workers come to be as the test says. */
final class PoolTrace {

    private final PoolObserver observer;
    private final PoolRequest<?> job = new PoolRequest<>(Lane.CPU, "job", () -> "", null);
    private int queued;
    private int running;

    PoolTrace(PoolObserver observer) {
        this.observer = observer;
    }

    /** By as many changes as it takes, all of them now. */
    void changed(long nowNanos, int newQueued, int newRunning) {
        while (running > newRunning) {
            running--;
            tell(PoolObserver.Change.FINISHED, nowNanos);
        }
        while (queued + running > newQueued + newRunning) {
            queued--;
            tell(PoolObserver.Change.CANCELLED, nowNanos);
        }
        while (queued + running < newQueued + newRunning) {
            queued++;
            tell(PoolObserver.Change.QUEUED, nowNanos);
            startUpTo(newRunning, nowNanos);
        }
        startUpTo(newRunning, nowNanos);
    }

    private void startUpTo(int newRunning, long nowNanos) {
        while (running < newRunning && queued > 0) {
            queued--;
            running++;
            tell(PoolObserver.Change.STARTED, nowNanos);
        }
    }

    private void tell(PoolObserver.Change change, long nowNanos) {
        observer.changed(change, job, nowNanos, queued, running);
    }
}
