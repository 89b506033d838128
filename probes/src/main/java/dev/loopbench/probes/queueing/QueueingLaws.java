package dev.loopbench.probes.queueing;

/**
 * Laws of queues with {@code threads} servers in the steady state: arrivals from outside that the
 * servers can keep up with. Stateless.
 *
 * <p>The offered load is the arrival rate times the mean service time, in servers; divided by the
 * threads it is the utilization, which has to be below 1. Variabilities are squared coefficients of
 * variation: 0 for constant, 1 for exponential times. Sources: A. K. Erlang 1917; A. O. Allen,
 * Probability, Statistics and Queueing Theory, 1978 (with J. Cunneen); G. P. Cosmetatos, 1976.
 */
public final class QueueingLaws {

    private QueueingLaws() {}

    /**
     * Erlang's C: the share of Poisson arrivals that find all servers busy.
     *
     * @throws IllegalArgumentException for a load that the servers cannot keep up with
     */
    public static double erlangC(int threads, double offeredLoad) {
        requireSteady(threads, offeredLoad);
        // Erlang's B by its recursion, which overflows for no number of servers.
        double blocked = 1;
        for (int server = 1; server <= threads; server++) {
            blocked = offeredLoad * blocked / (server + offeredLoad * blocked);
        }
        return threads * blocked / (threads - offeredLoad * (1 - blocked));
    }

    /** Mean wait in mean service times, for Poisson arrivals and exponential services (M/M/c). */
    public static double exponentialWait(int threads, double offeredLoad) {
        return erlangC(threads, offeredLoad) / (threads - offeredLoad);
    }

    /**
     * Mean wait in mean service times for any arrivals and services (G/G/c), after Allen and
     * Cunneen: exact for M/M/c and M/G/1, an approximation else.
     */
    public static double generalWait(
            int threads, double offeredLoad, double arrivalVariability, double serviceVariability) {
        return exponentialWait(threads, offeredLoad)
                * (arrivalVariability + serviceVariability)
                / 2;
    }

    /**
     * Mean wait in mean service times for Poisson arrivals and constant services (M/D/c), after
     * Cosmetatos: within 2 %, where {@link #generalWait} is 6 % short for eight servers.
     */
    public static double constantServiceWait(int threads, double offeredLoad) {
        double utilization = offeredLoad / threads;
        double correction =
                (1 - utilization)
                        * (threads - 1)
                        * (Math.sqrt(4 + 5.0 * threads) - 2)
                        / (16 * utilization * threads);
        return generalWait(threads, offeredLoad, 1, 0) * (1 + correction);
    }

    private static void requireSteady(int threads, double offeredLoad) {
        if (threads < 1 || !(offeredLoad >= 0 && offeredLoad < threads)) {
            throw new IllegalArgumentException(
                    threads + " servers cannot keep up with a load of " + offeredLoad);
        }
    }
}
