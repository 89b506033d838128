package dev.loopbench.cli.truth;

import dev.loopbench.cli.truth.Configuration.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Configurations drawn from a seed: from a machine at rest to one that is overloaded, with and
 * without something wrong. Confined to one thread; the same seed gives the same ones.
 *
 * <p>Sizes are such that a run takes no more than some thousands of operations, also with unbounded
 * threads and cores: work that holds a thread for a drawn time costs nothing but simulated time,
 * work that really compresses or derives keys comes in small numbers.
 */
final class Draws {

    private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final double OPERATIONS_MAX = 4_000;

    private static final double LEAST_WORK_NANOS = 500_000;
    private static final double MOST_WORK_NANOS = 50_000_000;

    private static final List<String> REAL_BLOCKS =
            List.of("pbkdf2-sync", "regex", "sort", "zlib-sync", "fs-sync");

    /** What runs, and for how long a thread or the loop has to do with one operation. */
    private record Work(List<String> words, boolean usesPool, boolean computes, double nanos) {}

    private final Random random;

    Draws(long seed) {
        random = new Random(seed);
    }

    Configuration next() {
        int cores = spread(1, 16);
        int threads = spread(1, 64);
        int neighbours = chance(0.25) ? between(1, 2 * cores) : 0;
        double kind = random.nextDouble();
        long seed = 1L + random.nextInt(1_000_000);
        if (kind < 0.72) {
            return work(new Bounds(threads, true, cores, neighbours), seed);
        }
        if (kind < 0.80) {
            return besideSleepers(new Bounds(threads, true, cores, neighbours), seed);
        }
        if (kind < 0.86) {
            return lookups(new Bounds(threads, chance(0.7), cores, neighbours), seed);
        }
        return ready(new Bounds(threads, true, cores, neighbours), seed);
    }

    /** Jobs that hold a thread for a drawn time. */
    private Configuration work(Bounds bounds, long seed) {
        boolean computes = chance(0.6);
        double nanos = LEAST_WORK_NANOS * Math.pow(MOST_WORK_NANOS / LEAST_WORK_NANOS, uniform());
        int servers = computes ? Math.min(bounds.threads(), bounds.cores()) : bounds.threads();
        // All that come in the time of the run are to be few enough.
        nanos = Math.max(nanos, servers * (double) LASTING_NANOS / OPERATIONS_MAX);
        double load = uniform();
        int concurrency = 0;
        if (load < 0.3) {
            concurrency = spread(1, 4 * bounds.threads());
            nanos = Math.max(nanos, concurrency * (double) LASTING_NANOS / OPERATIONS_MAX);
        }
        Work work =
                new Work(
                        List.of(
                                "work",
                                "--how=" + (computes ? "spin" : "sleep"),
                                "--time=" + micros(nanos),
                                "--distribution="
                                        + pick(
                                                "constant",
                                                "constant",
                                                "uniform",
                                                "exponential",
                                                "lognormal")),
                        true,
                        computes,
                        nanos);
        List<String> words =
                concurrency > 0
                        ? closed(concurrency)
                        : load < 0.55
                                ? burst(spread(1, Math.min(400, 8 * bounds.threads())))
                                : open(servers / nanos);
        boolean starved = chance(0.04);
        return configuration(work, words, starved ? "ticks:1" : null, bounds, seed);
    }

    /** Short jobs that share the pool with others that hold its threads. */
    private Configuration besideSleepers(Bounds bounds, long seed) {
        Work work =
                switch (between(0, 2)) {
                    case 0 -> new Work(List.of("random", "--size=4KiB"), true, true, 8_000);
                    case 1 -> new Work(List.of("fs-read", "--size=16KiB"), true, true, 20_000);
                    default -> new Work(List.of("zlib", "--size=32KiB"), true, true, 983_000);
                };
        int others = spread(1, 2 * bounds.threads());
        return configuration(
                work,
                List.of("--rate=" + between(20, 100) + "/s", "--duration=3s", arrivals()),
                "work:" + Math.min(12, others),
                bounds,
                seed);
    }

    /** Name lookups that wait for a resolver, alone or beside short jobs. */
    private Configuration lookups(Bounds bounds, long seed) {
        double delayNanos = 1_000_000.0 * between(2, 40);
        Work work =
                new Work(
                        List.of("dns", "--resolver-delay=" + micros(delayNanos)),
                        true,
                        false,
                        delayNanos);
        int lane = bounds.slowLane() ? (bounds.threads() + 1) / 2 : bounds.threads();
        List<String> words = open(Math.min(lane / delayNanos, OPERATIONS_MAX / LASTING_NANOS / 2));
        return configuration(work, words, chance(0.3) ? "work:2" : null, bounds, seed);
    }

    /** What really computes here, or does not use the pool at all: a few operations at once. */
    private Configuration ready(Bounds bounds, long seed) {
        return switch (between(0, 4)) {
            case 0 ->
                    configuration(
                            new Work(
                                    List.of("pbkdf2", "--iterations=" + 1_000 * between(1, 6)),
                                    true,
                                    true,
                                    1),
                            burst(spread(1, 48)),
                            null,
                            bounds,
                            seed);
            case 1 ->
                    configuration(
                            new Work(List.of("zlib", "--size=128KiB"), true, true, 1),
                            burst(spread(1, 48)),
                            null,
                            bounds,
                            seed);
            case 2 ->
                    configuration(
                            new Work(List.of("fs-write", "--size=64KiB"), true, true, 1),
                            burst(spread(1, 64)),
                            null,
                            bounds,
                            seed);
            case 3 ->
                    configuration(
                            new Work(List.of("random", "--size=16KiB"), true, true, 1),
                            List.of("--rate=" + between(20, 100) + "/s", "--duration=3s"),
                            null,
                            bounds,
                            seed);
            default ->
                    configuration(
                            new Work(List.of("timers", "--timers=100"), false, false, 1),
                            List.of("--concurrency=100", "--duration=2s"),
                            null,
                            bounds,
                            seed);
        };
    }

    private Configuration configuration(
            Work work, List<String> load, @Nullable String background, Bounds bounds, long seed) {
        return new Configuration(
                work.words, work.usesPool, load, background, block(), bounds, seed);
    }

    private List<String> block() {
        double how = uniform();
        if (how < 0.5) {
            return List.of();
        }
        double everyMillis = 50 * Math.pow(20, uniform());
        double lengthMillis = Math.min(200, everyMillis * (0.02 + 0.5 * uniform()));
        String type = how < 0.75 ? "loop" : how < 0.92 ? "sleep" : how < 0.96 ? "gc" : realBlock();
        if (type.equals("gc")) {
            lengthMillis = Math.max(10, Math.min(40, lengthMillis));
            everyMillis = Math.max(200, everyMillis);
        }
        return List.of(
                "--block-with=" + type,
                "--block-every=" + Math.round(everyMillis) + "ms",
                "--block-for=" + Math.max(1, Math.round(lengthMillis)) + "ms");
    }

    private String realBlock() {
        return REAL_BLOCKS.get(random.nextInt(REAL_BLOCKS.size()));
    }

    private static List<String> burst(int jobs) {
        return List.of("--jobs=" + jobs);
    }

    private static List<String> closed(int concurrency) {
        return List.of("--concurrency=" + concurrency, "--duration=3s");
    }

    /** From nearly idle to a third more than can be served. */
    private List<String> open(double perNanoServed) {
        double perSecond = perNanoServed * TimeUnit.SECONDS.toNanos(1) * (0.05 + 1.25 * uniform());
        List<String> words = new ArrayList<>();
        words.add("--rate=" + Math.max(1, Math.round(perSecond)) + "/s");
        words.add("--duration=3s");
        words.add(arrivals());
        return words;
    }

    private String arrivals() {
        return "--arrivals=" + pick("poisson", "poisson", "constant");
    }

    private static String micros(double nanos) {
        return Math.max(1, Math.round(nanos / 1_000)) + "us";
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    /** Evenly on a logarithmic scale: small numbers as often as large ones. */
    private int spread(int least, int most) {
        double drawn = least * Math.pow((most + 1.0) / least, uniform());
        return Math.max(least, Math.min(most, (int) drawn));
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private double uniform() {
        return random.nextDouble();
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }
}
