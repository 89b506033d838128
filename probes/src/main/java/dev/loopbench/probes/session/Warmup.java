package dev.loopbench.probes.session;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.probes.result.Config;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Runs operations unmeasured, so many at a time, until they take the same time again and again.
 *
 * <p>Confined to the loop thread. Steady means: the mean operation times of three slices in a row
 * differ by at most {@value #STEADY_SPREAD} of the shortest.
 *
 * <p>A slice whose operations do not end in time ends the warm-up, and nobody waits for them.
 */
final class Warmup {

    private static final double STEADY_SPREAD = 0.05;
    private static final int STEADY_SLICES = 3;

    /**
     * A slice is at least one operation, and long enough for the clock and the scheduler not to
     * show.
     */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final EventLoop loop;
    private final Function<LoadModel, LoadDriver> drivers;
    private final int concurrency;
    private final BooleanSupplier interrupted;
    private final long drainNanos;
    private final double[] recent = new double[STEADY_SLICES];

    private long operations;
    private long unfinished;
    private int slices;

    /**
     * @param drivers makes the driver of one slice
     * @param concurrency operations in flight
     * @param drainNanos how long they may take to end once the time of their slice is over
     */
    Warmup(
            EventLoop loop,
            Function<LoadModel, LoadDriver> drivers,
            int concurrency,
            BooleanSupplier interrupted,
            long drainNanos) {
        this.loop = loop;
        this.drivers = drivers;
        this.concurrency = concurrency;
        this.interrupted = interrupted;
        this.drainNanos = drainNanos;
    }

    /** Warms up as planned and says what it came to. */
    Config.Warmup run(WarmupPlan plan) {
        NanoClock clock = loop.clock();
        long startNanos = clock.nanoTime();
        boolean steady = false;
        if (plan.maxNanos() > 0 && !plan.untilSteady()) {
            slice(plan.maxNanos());
        }
        while (plan.untilSteady()
                && !steady
                && unfinished == 0
                && !interrupted.getAsBoolean()
                && clock.nanoTime() - startNanos < plan.maxNanos()) {
            slice(SLICE_NANOS);
            steady = isSteady();
        }
        return new Config.Warmup(
                plan.mode(),
                clock.nanoTime() - startNanos,
                operations,
                unfinished,
                plan.untilSteady() ? steady : null);
    }

    private void slice(long nanos) {
        LoadDriver driver = drivers.apply(new LoadModel.Closed(concurrency, nanos));
        long startNanos = loop.clock().nanoTime();
        loop.setImmediate(driver::start);
        runLimited(DrainPlan.sum(nanos, drainNanos));
        if (!driver.isOver()) {
            driver.abandon();
            unfinished = driver.counts().started() - driver.counts().ended();
        }
        long tookNanos = loop.clock().nanoTime() - startNanos;
        operations += driver.counts().ended();
        recent[slices++ % STEADY_SLICES] =
                (double) tookNanos / Math.max(1, driver.counts().ended());
    }

    private void runLimited(long nanos) {
        double millis = nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (millis > Integer.MAX_VALUE) { // a timer knows no longer time
            loop.run(RunMode.DEFAULT);
            return;
        }
        Timeout limit = loop.setTimeout(loop::stop, millis);
        limit.unref();
        loop.run(RunMode.DEFAULT);
        limit.clear();
    }

    private boolean isSteady() {
        if (slices < STEADY_SLICES) {
            return false;
        }
        double min = recent[0];
        double max = recent[0];
        for (double mean : recent) {
            min = Math.min(min, mean);
            max = Math.max(max, mean);
        }
        return max - min <= STEADY_SPREAD * min;
    }
}
