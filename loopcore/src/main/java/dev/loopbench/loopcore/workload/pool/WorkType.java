package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work of a chosen length on the pool. Immutable. */
public final class WorkType implements WorkloadType {

    private static final String SPIN = "spin";

    private static final Parameter HOW =
            Parameter.choice(
                    "how",
                    "sleep",
                    "sleep waits and uses no CPU, spin uses CPU time",
                    List.of("sleep", SPIN));
    private static final Parameter TIME =
            Parameter.of("time", Parameter.Kind.DURATION, "10ms", "mean length of a job");
    private static final Parameter DISTRIBUTION =
            Parameter.choice(
                    "distribution",
                    Distribution.CONSTANT.label(),
                    "how lengths vary: Cs2, variance over squared mean, is 0 for constant, 1/3 for"
                            + " uniform, 1 for exponential, 1.72 for lognormal",
                    Distribution.labels());

    private static final Parameter NESTED =
            Parameter.of(
                    "nested",
                    Parameter.Kind.COUNT,
                    "",
                    "jobs of the same pool that each job then submits and waits for on its thread,"
                            + " as a blocking get() does: all threads may come to wait for good");

    @Override
    public String name() {
        return "work";
    }

    @Override
    public String summary() {
        return "holds a thread of the pool as long as you say: queueing as the textbooks have it";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(HOW, TIME, DISTRIBUTION, NESTED);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new Job(
                        values.text(HOW.name()).equals(SPIN)
                                ? Holding.spin(new SystemCpuClock())
                                : Holding.SLEEP,
                        values.durationNanos(TIME.name()),
                        Distribution.of(values.text(DISTRIBUTION.name())),
                        values.count(NESTED.name()),
                        setup.seed()));
    }

    /**
     * Holds a worker for a drawn time. Confined to the loop thread, which draws: the same seed
     * gives the same lengths in the same order, whoever works them off.
     */
    static final class Job implements PoolJob<Job.Held> {

        record Held(long drawnNanos, long tookNanos) {}

        /** Nobody waits longer, and simulated instants stay far from their limit. */
        private static final long MEAN_MAX_NANOS = TimeUnit.DAYS.toNanos(1);

        private final Holding holding;
        private final long meanNanos;
        private final Distribution distribution;
        private final int nested;
        private final SplittableRandom random;

        private @Nullable NanoClock clock;

        /**
         * @param nested jobs of the same pool that each one waits for on its worker
         */
        Job(Holding holding, long meanNanos, Distribution distribution, int nested, long seed) {
            this.holding = holding;
            this.meanNanos = meanNanos;
            this.distribution = distribution;
            this.nested = nested;
            // Split off: arrivals are drawn from the seed itself, and long jobs must not follow
            // gaps.
            this.random = new SplittableRandom(seed).split();
        }

        @Override
        public Lane lane() {
            return Lane.CPU;
        }

        @Override
        public void prepare(EventLoop loop) throws WorkloadException {
            if (meanNanos > MEAN_MAX_NANOS) {
                throw new WorkloadException("%s must be at most 24h", TIME);
            }
            clock = loop.clock();
        }

        @Override
        public Callable<Held> next() {
            NanoClock prepared = Objects.requireNonNull(clock, "not prepared");
            long drawnNanos = distribution.nanos(meanNanos, random);
            return () -> {
                long startNanos = prepared.nanoTime();
                holding.hold(prepared, drawnNanos);
                return new Held(drawnNanos, prepared.nanoTime() - startNanos);
            };
        }

        @Override
        public List<Callable<Held>> awaited() {
            return Stream.generate(this::next).limit(nested).toList();
        }

        @Override
        public @Nullable String wrong(Held held) {
            return held.tookNanos >= held.drawnNanos
                    ? null
                    : "the work was to hold its thread for %s ns and held it for %s ns"
                            .formatted(held.drawnNanos, held.tookNanos);
        }
    }

    /** Holds the calling thread for a time. Thread-safe. */
    @FunctionalInterface
    interface Holding {

        /** What falling asleep and waking up computes; only simulated time uses it. */
        long WAKE_NANOS = 5_000L;

        /**
         * Uses no CPU but for falling asleep and waking up. Platforms before Java 21 wait for whole
         * milliseconds, rounded up.
         */
        Holding SLEEP =
                (clock, forNanos) -> {
                    clock.sleep(forNanos);
                    clock.charge(WAKE_NANOS);
                };

        void hold(NanoClock clock, long forNanos);

        /** Computes: as {@link CpuClock#spin}. */
        static Holding spin(CpuClock cpuClock) {
            return cpuClock::spin;
        }
    }
}
