package dev.loopbench.cli.truth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run on the simulated machine. Immutable. The parts are words of the command line.
 *
 * @param workload with its parameters
 * @param usesPool whether its operations are pool jobs
 * @param load how many operations, and when
 * @param background of {@code --with}; null for none
 * @param block what holds the loop; empty for nothing
 * @param seed of all that is drawn in the run
 */
record Configuration(
        List<String> workload,
        boolean usesPool,
        List<String> load,
        @Nullable String background,
        List<String> block,
        Bounds bounds,
        long seed) {

    /**
     * What the work has to share.
     *
     * @param slowLane whether slow I/O gets only half of the threads
     */
    record Bounds(int threads, boolean slowLane, int cores, int neighbours) {

        Bounds withThreads(int others) {
            return new Bounds(others, slowLane, cores, neighbours);
        }

        Bounds withCores(int others) {
            return new Bounds(threads, slowLane, others, neighbours);
        }

        Bounds withoutNeighbours() {
            return new Bounds(threads, slowLane, cores, 0);
        }

        Bounds withoutSlowLane() {
            return new Bounds(threads, false, cores, neighbours);
        }
    }

    /** More than any configuration could use. */
    private static final int PLENTY = 1_024;

    Configuration {
        workload = List.copyOf(workload);
        load = List.copyOf(load);
        block = List.copyOf(block);
    }

    /** The kind of the operations it is about. */
    String kind() {
        return workload.get(0);
    }

    /**
     * Without that, in each way in which it can be taken away; empty where there is nothing to take
     * away. Threads without bound share the cores, so that all jobs of a burst end late: as many as
     * there are cores may be worth more.
     */
    List<Configuration> without(Removal removal) {
        return switch (removal) {
            case BLOCK -> block.isEmpty() ? List.of() : List.of(with(background, List.of()));
            case BACKGROUND -> background == null ? List.of() : List.of(with(null, block));
            case THREADS -> usesPool ? withMoreThreads() : List.of();
            case CORES -> List.of(with(bounds.withCores(PLENTY)));
            case CAPACITY ->
                    usesPool
                            ? List.of(with(bounds.withThreads(PLENTY).withCores(PLENTY)))
                            : List.of();
            case NEIGHBOURS ->
                    bounds.neighbours == 0 ? List.of() : List.of(with(bounds.withoutNeighbours()));
            case SLOW_LANE ->
                    bounds.slowLane && looksNamesUp()
                            ? List.of(with(bounds.withoutSlowLane()))
                            : List.of();
        };
    }

    private List<Configuration> withMoreThreads() {
        Configuration unbounded = with(bounds.withThreads(PLENTY));
        return bounds.threads < bounds.cores
                ? List.of(unbounded, with(bounds.withThreads(bounds.cores)))
                : List.of(unbounded);
    }

    /** The command line that runs it, without the name of the program. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(workload);
        words.addAll(load);
        words.add("--warmup=0s");
        words.add("--threads=" + bounds.threads);
        if (!bounds.slowLane) {
            words.add("--no-slow-lane");
        }
        if (background != null) {
            words.add("--with=" + background);
        }
        words.addAll(block);
        words.add("--simulate=" + seed);
        words.add("--cores=" + bounds.cores);
        if (bounds.neighbours > 0) {
            words.add("--neighbours=" + bounds.neighbours);
        }
        return words;
    }

    private boolean looksNamesUp() {
        return kind().equals("dns") || (background != null && background.startsWith("dns:"));
    }

    private Configuration with(@Nullable String otherBackground, List<String> otherBlock) {
        return new Configuration(
                workload, usesPool, load, otherBackground, otherBlock, bounds, seed);
    }

    private Configuration with(Bounds others) {
        return new Configuration(workload, usesPool, load, background, block, others, seed);
    }
}
