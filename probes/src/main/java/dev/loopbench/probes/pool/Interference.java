package dev.loopbench.probes.pool;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolObserver.Change;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Who waited behind whom: while a job waits and all threads are busy, its time is charged to what
 * they do, in equal parts. The charges of one kind's jobs add up to all their waiting.
 *
 * <p>A job of slow I/O whose lane has reached its limit waits for a place in it, and not for a
 * thread: its time is charged to those in the lane. While a thread is idle the others hold nobody
 * up: a job then waits for that one to wake up.
 *
 * <p>Guarded by {@link DepthProbe}'s lock. Recording allocates nothing but for the first job of a
 * kind that was not announced.
 */
final class Interference {

    private final PoolShape shape;
    private final List<String> names = new ArrayList<>();

    /** By kind. */
    private int[] waiting = new int[0];

    /** By kind: those of {@link #waiting} that may have a place in the slow lane only. */
    private int[] waitingSlow = new int[0];

    private int[] running = new int[0];
    private int[] runningSlow = new int[0];

    /** By victim and culprit; the last culprit is the idle thread. In nanoseconds. */
    private double[][] charged = new double[0][0];

    private int allWaiting;
    private int allRunning;
    private int allRunningSlow;

    /**
     * @param kinds the jobs to expect
     */
    Interference(PoolShape shape, Collection<String> kinds) {
        this.shape = shape;
        kinds.forEach(this::add);
    }

    /** Forgets what was charged; what waits and runs stays so. */
    void reset() {
        for (double[] row : charged) {
            Arrays.fill(row, 0);
        }
    }

    /** So long nothing changed. */
    void pass(long nanos) {
        if (allWaiting == 0) {
            return;
        }
        boolean laneFull = shape.slowLane() && allRunningSlow >= shape.slowThreads();
        for (int victim = 0; victim < names.size(); victim++) {
            int inLane = laneFull ? waitingSlow[victim] : 0;
            int inLine = waiting[victim] - inLane;
            if (inLine > 0) {
                chargeThreads(charged[victim], (double) nanos * inLine);
            }
            if (inLane > 0) {
                chargeLane(charged[victim], (double) nanos * inLane);
            }
        }
    }

    private void chargeThreads(double[] row, double nanos) {
        if (allRunning < shape.threads()) {
            row[names.size()] += nanos;
            return;
        }
        double perThread = nanos / allRunning;
        for (int culprit = 0; culprit < names.size(); culprit++) {
            row[culprit] += perThread * running[culprit];
        }
    }

    private void chargeLane(double[] row, double nanos) {
        double perPlace = nanos / allRunningSlow;
        for (int culprit = 0; culprit < names.size(); culprit++) {
            row[culprit] += perPlace * runningSlow[culprit];
        }
    }

    void apply(Change change, PoolRequest<?> request) {
        int kind = index(request.kind());
        boolean slow = shape.slowLane() && request.lane() == Lane.SLOW_IO;
        switch (change) {
            case QUEUED -> wait(kind, slow, 1);
            case STARTED -> {
                wait(kind, slow, -1);
                run(kind, slow, 1);
            }
            case FINISHED -> run(kind, slow, -1);
            case CANCELLED -> wait(kind, slow, -1);
        }
    }

    private void wait(int kind, boolean slow, int change) {
        allWaiting += change;
        waiting[kind] += change;
        waitingSlow[kind] += slow ? change : 0;
    }

    private void run(int kind, boolean slow, int change) {
        allRunning += change;
        running[kind] += change;
        runningSlow[kind] += slow ? change : 0;
        allRunningSlow += slow ? change : 0;
    }

    /** Victims and culprits in the order of their announcement, idle threads last. */
    List<Pool.Waiter> toResult() {
        List<Pool.Waiter> waiters = new ArrayList<>();
        for (int victim = 0; victim < names.size(); victim++) {
            for (int culprit = 0; culprit <= names.size(); culprit++) {
                long nanos = Math.round(charged[victim][culprit]);
                if (nanos > 0) {
                    waiters.add(
                            new Pool.Waiter(
                                    names.get(victim),
                                    culprit == names.size()
                                            ? Pool.Waiter.IDLE_THREAD
                                            : names.get(culprit),
                                    nanos));
                }
            }
        }
        return List.copyOf(waiters);
    }

    private int index(String kind) {
        // A handful of kinds, nearly always the very same string.
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(kind)) {
                return i;
            }
        }
        return add(kind);
    }

    private int add(String kind) {
        int count = names.size() + 1;
        waiting = Arrays.copyOf(waiting, count);
        waitingSlow = Arrays.copyOf(waitingSlow, count);
        running = Arrays.copyOf(running, count);
        runningSlow = Arrays.copyOf(runningSlow, count);
        double[][] grown = new double[count][];
        for (int victim = 0; victim < count; victim++) {
            double[] row = new double[count + 1];
            if (victim < names.size()) {
                System.arraycopy(charged[victim], 0, row, 0, names.size());
                row[count] = charged[victim][names.size()];
            }
            grown[victim] = row;
        }
        charged = grown;
        names.add(kind);
        return names.size() - 1;
    }
}
