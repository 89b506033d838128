package dev.loopbench.probes.finding;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.quantity.Numbers;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What jobs that wait for a thread are short of. Immutable.
 *
 * <p>With {@code c} workers and jobs whose service takes {@code g} times their CPU time by itself,
 * a full pool wants {@code c/g} cores. If the cores are in use and that is all the machine has
 * left, more threads only move the wait into the service leg; if {@code g} is near 1 and cores are
 * left, threads are short; if {@code g} is large, the jobs themselves wait. No more threads are
 * advised than the load can keep busy, see {@link Demand}.
 *
 * @param threads to try instead; null where another number is no remedy
 * @param ofCores whether the cores are short, so that what they stretch belongs to it
 */
record PoolShortage(
        String rule, String title, String advice, @Nullable Integer threads, boolean ofCores) {

    /**
     * How many threads there may be.
     *
     * @param ofCores as many as the cores have room for; null where that is not known
     */
    private record Room(@Nullable Integer ofCores) {

        /** More at once is a leap in the dark. */
        static final Room TWICE = new Room(null);

        static Room ofCores(int threads) {
            return new Room(threads);
        }

        int threads(Facts facts) {
            return ofCores == null ? 2 * facts.pool().threads() : ofCores;
        }
    }

    /** Some jobs waited, and the pool is not short of anything for long. */
    static final String BURST = "pool.burst";

    /**
     * @param saturated whether the pool is; otherwise its jobs wait now and then
     */
    static PoolShortage of(Facts facts, boolean saturated) {
        if (facts.lost().stretchedNanos() > facts.legs().waitNanos() || fillsCores(facts)) {
            return ofCoresOrNeighbours(facts, saturated);
        }
        double utilization = facts.poolUtilization();
        if (facts.isStream() && !saturated && utilization < Condition.IDLE_POOL.value()) {
            return ofThreads(
                    BURST,
                    "Jobs came in bursts: they waited for threads that were idle "
                            + Numbers.share(1 - utilization)
                            + " of the time",
                    "Spread the arrivals, or accept it: more threads help only while a burst lasts.",
                    null);
        }
        if (facts.isStream()
                && !saturated
                && Threshold.POOL_UTILIZATION.isWorthKnowing(utilization)) {
            return ofThreads(
                    "pool.busy",
                    "Pool busy, not saturated: jobs waited, but not for long",
                    "It takes this load; a little more of it, and waits grow fast.",
                    null);
        }
        OptionalDouble inflation = facts.legs().serviceInflation();
        if (inflation.isEmpty()) {
            boolean wanted = Demand.threads(facts.report(), 1) > facts.pool().threads();
            return more(
                    facts,
                    saturated,
                    "pool.saturated",
                    "jobs waited for a thread",
                    wanted ? coresUntold(facts) : "",
                    Room.TWICE);
        }
        return ofThreadsOrJobs(facts, saturated);
    }

    private static String coresUntold(Facts facts) {
        return facts.report().environment().cpu().usableCores() == null
                ? "A trace does not tell of the cores: try it."
                : "This machine cannot tell CPU time, so not whether more threads would help: try"
                        + " it.";
    }

    /** Now and then more jobs compute than there are cores, and share them. */
    static PoolShortage sharing(Facts facts) {
        return new PoolShortage(
                "pool.cores-full",
                "Some jobs shared a core: at times more of them computed than there are cores",
                "More threads would share the same cores; spread the arrivals, or accept it.",
                null,
                true);
    }

    /** Whether the cores are in use, and a full pool would use all that are left to it. */
    private static boolean fillsCores(Facts facts) {
        return facts.cores().ownInflation().isPresent()
                && facts.cores().areFull()
                && fullPoolCores(facts) >= Condition.FULL_CORES.value() * facts.cores().free();
    }

    /** So many cores a full pool wants, if each of its jobs has one when it computes. */
    private static double fullPoolCores(Facts facts) {
        return facts.pool().threads() / facts.cores().ownInflation().orElse(1);
    }

    private static PoolShortage ofCoresOrNeighbours(Facts facts, boolean saturated) {
        return facts.cores().areOthersToBlame()
                ? ofNeighbours(facts, saturated)
                : ofCores(facts, saturated, facts.cores().whole());
    }

    /** Each job has a thread, and they share the cores. */
    static PoolShortage oversubscription(Facts facts) {
        int cores = facts.cores().whole();
        return new PoolShortage(
                "pool.oversubscribed",
                "The cores are full: "
                        + Numbers.count(facts.pool().threads(), "thread")
                        + " share "
                        + Numbers.count(cores, "core")
                        + (isLoopHeldUp(facts) ? " and hold up the loop, " : ", ")
                        + cores
                        + " would do",
                noSooner(cores),
                cores,
                true);
    }

    private static PoolShortage ofThreadsOrJobs(Facts facts, boolean saturated) {
        double inflation = facts.cores().ownInflation().orElse(1);
        double free = facts.cores().free();
        int cores = facts.cores().whole();
        if (inflation <= Condition.COMPUTING.value()) {
            return more(
                    facts,
                    saturated,
                    "pool.saturated.cores-idle",
                    "cores were idle meanwhile, more threads would help",
                    "The jobs compute and cores are free.",
                    Room.ofCores(cores));
        }
        if (fullPoolCores(facts) >= Condition.WAITING.value() * free) {
            return more(
                    facts,
                    saturated,
                    "pool.saturated",
                    "jobs waited for a thread",
                    "The jobs neither fill the cores nor leave them idle.",
                    Room.TWICE);
        }
        return more(
                facts,
                saturated,
                "pool.saturated.jobs-wait",
                "its jobs wait, not compute, more threads would help",
                "The jobs hold their threads without using the CPU: more threads help if what they"
                        + " wait for can take more at a time.",
                Room.ofCores(
                        (int)
                                Math.min(
                                        PoolSize.MAX_THREADS,
                                        Math.ceil(facts.cores().usable() * inflation))));
    }

    private static PoolShortage more(
            Facts facts, boolean saturated, String rule, String what, String advice, Room room) {
        int wanted = Demand.threads(facts.report(), 1);
        int fitting = room.threads(facts);
        int threads = Math.min(PoolSize.MAX_THREADS, Math.min(fitting, wanted));
        boolean helps = threads > facts.pool().threads();
        String bound =
                wanted <= fitting
                        ? " The load can keep " + Numbers.count(wanted, "thread") + " busy."
                        : room.ofCores == null
                                ? " The load can keep "
                                        + Numbers.count(wanted, "thread")
                                        + " busy: twice as many as now are a first step."
                                : " The cores have room for "
                                        + Numbers.count(fitting, "thread")
                                        + ".";
        if (!saturated) {
            return ofThreads(
                    BURST,
                    "Some jobs had to wait: at times more came than "
                            + Numbers.count(facts.pool().threads(), "thread")
                            + (facts.pool().threads() == 1 ? " takes" : " take"),
                    (helps ? "" : "More threads would not help. ") + (advice + bound).strip(),
                    helps ? threads : null);
        }
        return ofThreads(
                rule, "Pool saturated: " + what, (advice + bound).strip(), helps ? threads : null);
    }

    private static PoolShortage ofCores(Facts facts, boolean saturated, int cores) {
        String rule = saturated ? "pool.saturated.cores-exhausted" : "pool.cores-full";
        String head = saturated ? "Pool saturated, cores exhausted: " : "The cores are full: ";
        if (facts.pool().threads() <= cores) {
            return new PoolShortage(
                    rule,
                    head + "more threads cannot help",
                    "Each worker has a core and no core is left: fewer or cheaper jobs, or more"
                            + " cores.",
                    null,
                    true);
        }
        return new PoolShortage(
                rule,
                head + "more threads cannot help, " + cores + " would do",
                noSooner(cores),
                cores,
                true);
    }

    /** Only where its delay is long as well: else the loop is among what is ruled out. */
    private static boolean isLoopHeldUp(Facts facts) {
        return facts.holds().isHeldByPool() && facts.loopTime().isDelayLong();
    }

    /** What fewer threads do, and what they do not. */
    private static String noSooner(int cores) {
        return "No number of threads ends the work sooner; fewer or cheaper jobs do, or more"
                + " cores. "
                + Numbers.count(cores, "thread")
                + (cores == 1 ? " ends" : " end")
                + " about as soon, each job faster.";
    }

    private static PoolShortage ofNeighbours(Facts facts, boolean saturated) {
        return new PoolShortage(
                saturated ? "pool.saturated.neighbours" : "pool.neighbours",
                (saturated ? "Pool saturated" : "Jobs waited for a thread")
                        + " while other processes held "
                        + Numbers.count(facts.cores().ofStrangers().orElse(0))
                        + " of "
                        + Numbers.count(facts.cores().usable())
                        + " cores",
                "With the cores to itself the pool may do; nothing can be said of its size here.",
                null,
                true);
    }

    private static PoolShortage ofThreads(
            String rule, String title, String advice, @Nullable Integer threads) {
        return new PoolShortage(rule, title, advice, threads, false);
    }
}
