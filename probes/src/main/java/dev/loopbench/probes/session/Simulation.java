package dev.loopbench.probes.session;

/**
 * The simulated machine that a run takes place on, in virtual time. Immutable.
 *
 * @param cores which the loop thread, the workers and the neighbours share
 * @param neighbours threads of other processes that compute all the time
 */
public record Simulation(int cores, int neighbours) {

    public static final int CORES_MAX = 1_024;
    public static final int NEIGHBOURS_MAX = 1_024;

    /** Enough cores for the usual pools to have one a worker, and nobody else. */
    public static final Simulation USUAL = new Simulation(8, 0);

    public Simulation {
        if (cores < 1 || cores > CORES_MAX || neighbours < 0 || neighbours > NEIGHBOURS_MAX) {
            throw new IllegalArgumentException(
                    "no machine: " + cores + " cores, " + neighbours + " neighbours");
        }
    }
}
