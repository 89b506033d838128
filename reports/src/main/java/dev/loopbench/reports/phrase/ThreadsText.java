package dev.loopbench.reports.phrase;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;

/** How many threads a pool has: {@code 4 threads}, {@code at least 4 threads}. Stateless. */
public final class ThreadsText {

    private ThreadsText() {}

    public static String of(Config.PoolConfig pool) {
        boolean known = pool.source() != Config.PoolConfig.Source.AT_LEAST;
        return (known ? "" : "at least ") + Numbers.count(pool.threads(), "thread");
    }
}
