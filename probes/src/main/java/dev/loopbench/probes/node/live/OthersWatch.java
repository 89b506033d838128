package dev.loopbench.probes.node.live;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.result.Subject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which workers a process has while it is looked into, by what the system tells: those that come
 * and go between two looks are missing. Confined to one thread.
 */
final class OthersWatch {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A program that starts workers without end is not followed. */
    private static final int MAX_WORKERS = 1_000;

    private final NodeProcess process;
    private final NanoClock clock;
    private final Set<Long> workers = new TreeSet<>();
    private @Nullable String workersReason;
    private Reading<Integer> threads = Reading.missing("nobody looked");
    private long lookedNanos;

    /** Looks at once. */
    OthersWatch(NodeProcess process, NanoClock clock) {
        this.process = process;
        this.clock = clock;
        look();
    }

    /** Looks if it is time to. */
    void tick() {
        if (clock.nanoTime() - lookedNanos >= LOOK_NANOS) {
            look();
        }
    }

    /** Looks unless the process has ended: what was seen then stands. */
    void look() {
        lookedNanos = clock.nanoTime();
        if (!process.isAlive()) {
            return;
        }
        Reading<List<Long>> now = process.clusterWorkers();
        if (now.value() == null) {
            workersReason = now.reason();
        } else if (workers.size() < MAX_WORKERS) {
            workers.addAll(now.value());
        }
        Reading<Integer> own = process.workerThreads();
        Integer most = threads.value();
        Integer these = own.value();
        if (these == null || most == null || these > most) {
            threads = own;
        }
    }

    /** What the workers that are there now have used of cores so far. */
    long workersCpuNanos() {
        List<Long> now = process.clusterWorkers().value();
        return now == null ? 0 : now.stream().mapToLong(process::cpuNanosOf).sum();
    }

    Subject.Others seen() {
        return new Subject.Others(
                workersReason == null ? List.copyOf(workers) : null,
                workersReason,
                threads.value(),
                threads.value() == null ? threads.reason() : null);
    }
}
