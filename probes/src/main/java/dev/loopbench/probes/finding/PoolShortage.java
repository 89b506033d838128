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
     * @param saturated whether the pool is; otherwise its jobs wait now and then
     */
    static PoolShortage of(Facts facts, boolean saturated) {
        if (facts.lost().stretchedNanos() > facts.legs().waitNanos() || fillsCores(facts)) {
            return ofCoresOrNeighbours(facts, saturated);
        }
        double utilization = facts.pool().utilizationShare();
        if (facts.isStream() && !saturated && utilization < Condition.IDLE_POOL.value()) {
            return ofThreads(
                    "pool.burst",
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
            return more(
                    facts,
                    saturated,
                    "pool.saturated",
                    "jobs waited for a thread",
                    "This machine cannot tell CPU time, so not whether more threads would help: try"
                            + " it.",
                    2 * facts.pool().threads());
        }
        return ofThreadsOrJobs(facts, saturated);
    }

    /** Now and then more jobs compute than there are cores, and share them. */
    static PoolShortage sharing(Facts facts) {
        return new PoolShortage(
                "pool.cores-full",
                "Some jobs shared a core: for a moment more than "
                        + Numbers.count(facts.cores().whole(), "thread")
                        + " computed",
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
                        + (facts.holds().isHeldByPool() ? " and hold up the loop, " : ", ")
                        + cores
                        + " would do",
                Numbers.count(cores, "thread") + " would finish about as soon, each job faster.",
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
                    cores);
        }
        if (fullPoolCores(facts) >= Condition.WAITING.value() * free) {
            return more(
                    facts,
                    saturated,
                    "pool.saturated",
                    "jobs waited for a thread",
                    "The jobs neither fill the cores nor leave them idle.",
                    2 * facts.pool().threads());
        }
        return more(
                facts,
                saturated,
                "pool.saturated.jobs-wait",
                "its jobs wait, not compute, more threads would help",
                "The jobs hold their threads without using the CPU: more threads help if what they"
                        + " wait for can take more at a time.",
                (int)
                        Math.min(
                                PoolSize.MAX_THREADS,
                                Math.ceil(facts.cores().usable() * inflation)));
    }

    /**
     * @param fitting as many threads as the cores have room for
     */
    private static PoolShortage more(
            Facts facts, boolean saturated, String rule, String what, String advice, int fitting) {
        int wanted = Demand.threads(facts.report(), 1);
        int threads = Math.min(PoolSize.MAX_THREADS, Math.min(fitting, wanted));
        boolean helps = threads > facts.pool().threads();
        String bound =
                wanted <= fitting
                        ? " The load can keep " + Numbers.count(wanted, "thread") + " busy."
                        : " The cores have room for " + Numbers.count(fitting, "thread") + ".";
        if (!saturated) {
            return ofThreads(
                    "pool.burst",
                    "Some jobs had to wait: for a moment there were more than "
                            + Numbers.count(facts.pool().threads(), "thread"),
                    (helps ? "" : "More threads would not help. ") + advice + bound,
                    helps ? threads : null);
        }
        return ofThreads(rule, "Pool saturated: " + what, advice + bound, helps ? threads : null);
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
                "More threads would share the same "
                        + Numbers.count(cores, "core")
                        + " and only move the wait into the service leg. "
                        + Numbers.count(cores, "thread")
                        + " finish about as soon, each job faster.",
                cores,
                true);
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
