package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a worker for a drawn time. Confined to the loop thread, which draws: the same seed gives
 * the same lengths in the same order, whoever works them off.
 */
final class WorkJob implements PoolJob<WorkJob.Held> {

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
    WorkJob(Holding holding, long meanNanos, Distribution distribution, int nested, long seed) {
        this.holding = holding;
        this.meanNanos = meanNanos;
        this.distribution = distribution;
        this.nested = nested;
        // Split off: arrivals are drawn from the seed itself, and long jobs must not follow gaps.
        this.random = new SplittableRandom(seed).split();
    }

    @Override
    public Lane lane() {
        return Lane.CPU;
    }

    @Override
    public void prepare(EventLoop loop) throws WorkloadException {
        if (meanNanos > MEAN_MAX_NANOS) {
            throw new WorkloadException("--time must be at most 24h");
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
