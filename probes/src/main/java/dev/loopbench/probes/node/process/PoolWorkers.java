package dev.loopbench.probes.node.process;

import dev.loopbench.probes.host.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The threads of a process's pool, oldest first. Immutable.
 *
 * @param named whether they say themselves what they are, as they do since libuv 1.50; else they
 *     were told by the order in which a process starts its threads, which can be wrong
 */
public record PoolWorkers(List<ThreadFigures> threads, boolean named) {

    private static final String WORKER = "libuv-worker";

    /** Where these have names, workers would have one, too. */
    private static final Set<String> NAMED_SINCE_WORKERS_ARE =
            Set.of("V8Worker", "node-V8Worker", "SignalInspector");

    /** Named in versions whose workers are not; no worker in any case. */
    private static final Set<String> OTHERS = Set.of("DelayedTaskSche", "WorkerThread");

    private static final int DEFAULT_V8_WORKERS = 4;

    /** libuv starts all workers at once; 0.1 s on a machine that is short of cores. */
    private static final long SPREAD_TICKS = 10;

    public PoolWorkers {
        threads = List.copyOf(threads);
    }

    /**
     * The workers among all threads of a process.
     *
     * @param mainTid of the thread that runs JavaScript
     * @param size of the pool
     * @param inspectorThread whether the inspector was open from the start, on a thread of its own
     */
    static Reading<PoolWorkers> among(
            List<ThreadFigures> threads, long mainTid, int size, boolean inspectorThread) {
        List<ThreadFigures> named =
                threads.stream().filter(thread -> thread.name().equals(WORKER)).toList();
        if (!named.isEmpty()) {
            return Reading.of(new PoolWorkers(byAge(named), true));
        }
        if (threads.stream().anyMatch(each -> NAMED_SINCE_WORKERS_ARE.contains(each.name()))) {
            return Reading.missing("the pool has no threads yet: nothing has used it");
        }
        // V8's workers and their scheduler come first, then the thread that waits for SIGUSR1.
        int before = 1 + DEFAULT_V8_WORKERS + 1 + (inspectorThread ? 1 : 0);
        List<ThreadFigures> later =
                byAge(threads).stream()
                        .filter(thread -> thread.tid() != mainTid)
                        .skip(before)
                        .filter(thread -> !OTHERS.contains(thread.name()))
                        .toList();
        if (later.isEmpty()) {
            return Reading.missing("the pool has no threads yet: nothing has used it");
        }
        for (int from = 0; from + size <= later.size(); from++) {
            List<ThreadFigures> run = later.subList(from, from + size);
            if (run.get(size - 1).startTicks() - run.get(0).startTicks() <= SPREAD_TICKS) {
                return Reading.of(new PoolWorkers(run, false));
            }
        }
        return Reading.missing("the pool's threads cannot be told from others of the process");
    }

    private static List<ThreadFigures> byAge(List<ThreadFigures> threads) {
        List<ThreadFigures> sorted = new ArrayList<>(threads);
        sorted.sort(
                Comparator.comparingLong(ThreadFigures::startTicks)
                        .thenComparingLong(ThreadFigures::tid));
        return sorted;
    }
}
