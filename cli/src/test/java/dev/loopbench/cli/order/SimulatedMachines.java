package dev.loopbench.cli.order;

import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.sim.SeededServiceTimes;
import dev.loopbench.loopcore.sim.SimulatedPoller;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualAlarm;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.util.concurrent.TimeUnit;

/**
 * Machines in virtual time whose jobs all take equally long.
 *
 * @param readCostNanos how slow they are: by how much each look at the clock moves time
 */
public record SimulatedMachines(long readCostNanos, long jobNanos) implements OrderMachines {

    private static final int CORES = 8;

    public SimulatedMachines() {
        this(TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(150));
    }

    @Override
    public OrderMachine create(int threads) {
        VirtualClock clock = new VirtualClock(0, readCostNanos);
        return new OrderMachine(
                clock,
                new SimulatedPoller(clock),
                new SimulatedWorkerPool(
                        clock,
                        PoolShape.of(threads),
                        CORES,
                        new SeededServiceTimes(0, 0.0, jobNanos),
                        PoolObserver.NONE),
                new VirtualAlarm(clock));
    }
}
