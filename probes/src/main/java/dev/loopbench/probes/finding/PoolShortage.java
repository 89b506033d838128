package dev.loopbench.probes.finding;

import dev.loopbench.loopcore.pool.PoolSize;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What jobs that wait for a thread are short of. Immutable.
 *
 * <p>With {@code c} workers and jobs whose service takes {@code g} times their CPU time, a full
 * pool uses {@code c/g} cores. If that is all the machine has left, more threads only move the wait
 * into the service leg; if {@code g} is near 1 and cores are left, threads are short; if {@code g}
 * is large, the jobs themselves wait.
 *
 * @param threads to try instead; null where another number is no remedy
 */
record PoolShortage(String rule, String title, String advice, @Nullable Integer threads) {

    private static final String SATURATED = "Pool saturated: jobs waited for a thread";

    /**
     * @param saturated whether the pool is; otherwise its jobs wait now and then
     */
    static PoolShortage of(Facts facts, boolean saturated) {
        double utilization = facts.pool().utilizationShare();
        if (facts.isStream() && !saturated && utilization < Gate.IDLE_POOL.value()) {
            return bursts(facts);
        }
        if (facts.isStream() && !saturated && Limit.POOL_UTILIZATION.isWorthKnowing(utilization)) {
            return new PoolShortage(
                    "pool.busy",
                    "Pool busy, not saturated: jobs waited, but not for long",
                    "It takes this load; a little more of it, and waits grow fast.",
                    null);
        }
        if (facts.legs().meanServiceNanos() < Gate.TINY_SERVICE.value()) {
            return new PoolShortage(
                    "pool.saturated.tiny-jobs",
                    "Pool saturated by jobs too short to hand over one by one",
                    "A job takes "
                            + Words.time(facts.legs().meanServiceNanos())
                            + ", about what handing it to a thread and back costs: do more in one job.",
                    null);
        }
        OptionalDouble inflation = facts.legs().serviceInflation();
        if (inflation.isEmpty()) {
            return new PoolShortage(
                    "pool.saturated",
                    SATURATED,
                    "This machine cannot tell CPU time, so not whether more threads would help: try it.",
                    doubled(facts));
        }
        return ofCoresOrThreads(facts, inflation.getAsDouble());
    }

    /** Each job has a thread, and they share the cores. */
    static PoolShortage oversubscription(Facts facts) {
        int cores = facts.cores().whole();
        return new PoolShortage(
                "pool.oversubscribed",
                "More workers than cores: every job got a thread, but each took longer",
                Words.count(cores, "thread") + " would finish about as soon, each job faster.",
                cores);
    }

    private static PoolShortage bursts(Facts facts) {
        return new PoolShortage(
                "pool.burst",
                "Jobs came in bursts: they waited for threads that were idle "
                        + Words.percent(1 - facts.pool().utilizationShare())
                        + " of the time",
                "Spread the arrivals, or accept it: more threads help only while a burst lasts.",
                null);
    }

    private static PoolShortage ofCoresOrThreads(Facts facts, double inflation) {
        double fullPoolCores = facts.pool().threads() / inflation;
        double free = facts.cores().free();
        int cores = facts.cores().whole();
        if (fullPoolCores >= Gate.FULL_CORES.value() * free) {
            return coresExhausted(facts, cores);
        }
        if (inflation <= Gate.COMPUTING.value()) {
            return new PoolShortage(
                    "pool.saturated.cores-idle",
                    "Pool saturated while cores were idle: more threads would help",
                    "The jobs compute and cores are free: "
                            + cores
                            + " threads, one a core, use them.",
                    cores);
        }
        if (fullPoolCores >= Gate.WAITING.value() * free) {
            return new PoolShortage(
                    "pool.saturated",
                    SATURATED,
                    "The jobs neither fill the cores nor leave them idle: try more threads.",
                    doubled(facts));
        }
        double fitting = Math.ceil(facts.cores().usable() * inflation);
        int threads = (int) Math.min(PoolSize.MAX_THREADS, fitting);
        return new PoolShortage(
                "pool.saturated.jobs-wait",
                "Pool saturated by jobs that wait, not compute: more threads would help",
                "The jobs hold their threads without using the CPU; up to "
                        + threads
                        + " threads fit the cores, if what they wait for can take it.",
                threads);
    }

    private static PoolShortage coresExhausted(Facts facts, int cores) {
        if (facts.pool().threads() <= cores) {
            return new PoolShortage(
                    "pool.saturated.cores-exhausted",
                    "Pool saturated, cores exhausted: more threads cannot help",
                    "Each worker has a core and no core is left: fewer or cheaper jobs, or more cores.",
                    null);
        }
        return new PoolShortage(
                "pool.saturated.cores-exhausted",
                "Pool saturated, cores exhausted: more threads cannot help, " + cores + " would do",
                "More threads would share the same "
                        + Words.count(cores, "core")
                        + " and only move the wait into the service leg. "
                        + Words.count(cores, "thread")
                        + " finish about as soon, each job faster.",
                cores);
    }

    private static int doubled(Facts facts) {
        return Math.min(PoolSize.MAX_THREADS, 2 * facts.pool().threads());
    }
}
