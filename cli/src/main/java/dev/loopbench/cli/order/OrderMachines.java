package dev.loopbench.cli.order;

/** Port: where programs run. */
@FunctionalInterface
public interface OrderMachines {

    /**
     * @param threads of the pool
     */
    OrderMachine create(int threads);
}
