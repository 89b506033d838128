package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Garbage and live data that make the collector stop the world. Immutable. */
record GcBlock() implements BlockType {

    @Override
    public String name() {
        return "gc";
    }

    @Override
    public String summary() {
        return "makes the garbage collector stop everything: garbage among many live objects";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("live objects");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new Collection(clock, extent);
    }

    /**
     * Replaces a part of so many live nodes and has all of the heap collected. Confined to the loop
     * thread.
     *
     * <p>The nodes may take a share of the heap and no more. Where that, or a collector that works
     * beside the program, makes for shorter pauses, the collection is repeated. Collecting what
     * else is in the heap is part of the time, so that there is a least.
     */
    private static final class Collection implements Hold, Calibration.Work {

        /** Linked, so that the collector has to follow them one by one. */
        private record Node(@Nullable Node next) {}

        private static final int LISTS = 16;
        private static final int LEAST_NODES = LISTS;
        private static final int MOST_NODES = 1_000_000_000;

        /** A second in all: native code that holds an array holds collections back meanwhile. */
        private static final int AGAIN_MAX = 1_000;

        private static final long AGAIN_NANOS = 1_000_000;

        private static final long HEAP_SHARE = 4;

        /** With compressed references 16. */
        private static final long NODE_BYTES = 24;

        /** On the simulated machine. */
        private static final long NODE_NANOS = 20;

        private static final long COLLECTION_NANOS = 6_000_000;

        private final NanoClock clock;
        private final Extent extent;
        private final @Nullable Node[] lists = new Node[LISTS];
        private int nodes;
        private int nextList;

        Collection(NanoClock clock, Extent extent) {
            this.clock = clock;
            this.extent = extent;
        }

        @Override
        public void prepare() throws WorkloadException {
            if (!collected()) {
                throw new WorkloadException(
                        "the garbage collector does not collect when asked: the JVM runs with"
                                + " -XX:+DisableExplicitGC, or without a collector");
            }
            prepare(LEAST_NODES);
            long mostThatFit = Runtime.getRuntime().maxMemory() / HEAP_SHARE / NODE_BYTES;
            int most = (int) Math.min(MOST_NODES, mostThatFit);
            prepare(Calibration.size(clock, extent, 1, LEAST_NODES, most, this));
        }

        /** Collected once: the first time, a collector has to move all of them. */
        @Override
        public void prepare(int size) {
            if (size != nodes) {
                nodes = size;
                close();
                for (int list = 0; list < LISTS; list++) {
                    renew(list);
                }
                collected();
            }
        }

        @Override
        public void run(int size) {
            collect();
        }

        @Override
        public void hold() {
            collectOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of(nodes + " live objects");
        }

        @Override
        public void close() {
            Arrays.fill(lists, null);
        }

        private void collectOnLoop() {
            Repetition.until(clock, extent, this::collect);
        }

        private void collect() {
            renew(nextList);
            nextList = (nextList + 1) % LISTS;
            collected();
            clock.chargePause(COLLECTION_NANOS + nodes * NODE_NANOS);
        }

        /** What was there before is garbage. */
        private void renew(int list) {
            lists[list] = null;
            Node first = null;
            for (int node = 0; node < nodes / LISTS; node++) {
                first = new Node(first);
            }
            lists[list] = first;
        }

        /**
         * Asks for a collection until there is one: it may be held back, and another thread may
         * have asked, too, so that one collection was for both.
         */
        private static boolean collected() {
            long before = collections();
            System.gc();
            for (int again = 0; again < AGAIN_MAX && collections() == before; again++) {
                LockSupport.parkNanos(AGAIN_NANOS);
                System.gc();
            }
            return collections() != before;
        }

        private static long collections() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }
    }
}
