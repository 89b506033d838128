package dev.loopbench.probes.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolFiguresTest {

    private final DepthProbe depth = new DepthProbe(PoolShape.of(4), List.of("job"));
    private final PoolTrace trace = new PoolTrace(depth);
    private final JobProbe jobs = new JobProbe(4, List.of("job"));

    /** Five equal jobs, four workers: the fifth waits for as long as one job takes. */
    @Test
    void the_fifth_job_waits_for_a_worker() {
        depth.open(0);
        jobs.open(0);
        trace.changed(0, 1, 4);
        trace.changed(100, 0, 1);
        trace.changed(200, 0, 0);
        for (int i = 0; i < 4; i++) {
            jobs.record("job", i, Outcome.OK, 0, 0, 100, 100, 100);
        }
        jobs.record("job", 0, Outcome.OK, 0, 100, 200, 200, 100);
        close(200);

        Pool pool = PoolFigures.pool(4, depth, jobs, 3);
        assertThat(pool.counts().submitted()).isEqualTo(5);
        assertThat(pool.counts().started()).isEqualTo(5);
        assertThat(pool.counts().completed()).isEqualTo(5);
        assertThat(pool.depth().depthMax()).isEqualTo(1);
        assertThat(pool.depth().depthMean()).isEqualTo(0.5);
        assertThat(pool.waiting().queueNonEmptyShare()).isEqualTo(0.5);
        assertThat(pool.utilizationShare()).isEqualTo(500.0 / 800.0);
        assertThat(pool.waiting().littleResidualShare()).isZero();
        assertThat(pool.waiters()).containsExactly(new Pool.Waiter("job", "job", 100));
    }

    @Test
    void without_waiting_there_is_nothing_to_check() {
        depth.open(0);
        jobs.open(0);
        trace.changed(10, 0, 1);
        trace.changed(20, 0, 0);
        jobs.record("job", 0, Outcome.OK, 10, 10, 20, 20, 10);
        close(30);

        assertThat(PoolFigures.pool(4, depth, jobs, 3).waiting().littleResidualShare()).isNull();
    }

    @Test
    void a_job_missing_from_one_side_shows_in_littles_residual() {
        depth.open(0);
        jobs.open(0);
        trace.changed(0, 2, 4);
        trace.changed(100, 0, 4);
        jobs.record("job", 0, Outcome.OK, 0, 100, 200, 200, 100);
        close(200);

        assertThat(PoolFigures.pool(4, depth, jobs, 3).waiting().littleResidualShare())
                .isEqualTo(0.5);
    }

    @Test
    void cancelled_jobs_waited_for_nobody_knows_how_long() {
        depth.open(0);
        jobs.open(0);
        trace.changed(0, 1, 4);
        trace.changed(50, 0, 4);
        jobs.record("job", PoolRequest.NO_WORKER, Outcome.CANCELLED, 0, 0, 0, 60, 0);
        close(100);

        Pool pool = PoolFigures.pool(4, depth, jobs, 3);
        assertThat(pool.waiting().littleResidualShare()).isNull();
        assertThat(pool.counts().cancelled()).isEqualTo(1);
        assertThat(pool.counts().started()).isEqualTo(4);
    }

    @Test
    void jobs_still_queued_at_the_end_were_not_started() {
        depth.open(0);
        jobs.open(0);
        trace.changed(0, 3, 4);
        close(100);

        assertThat(PoolFigures.pool(4, depth, jobs, 3).counts().submitted()).isEqualTo(7);
        assertThat(PoolFigures.pool(4, depth, jobs, 3).counts().started()).isEqualTo(4);
    }

    private record Change(long atNanos, int queued, int running) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void littles_law_holds_on_a_window_that_begins_and_ends_empty(long seed) {
        Random random = new Random(seed);
        int threads = random.nextInt(1, 5);
        long[] freeAtNanos = new long[threads];
        long[] busy = new long[threads];
        List<Change> deltas = new ArrayList<>();
        JobProbe fifo = new JobProbe(threads, List.of("job"));
        depth.open(0);
        fifo.open(0);
        long submittedNanos = 0;
        long endNanos = 0;
        for (int i = 0; i < 300; i++) {
            submittedNanos += random.nextInt(200);
            int worker = earliest(freeAtNanos);
            long startedNanos = Math.max(submittedNanos, freeAtNanos[worker]);
            long finishedNanos = startedNanos + random.nextInt(1, 500);
            freeAtNanos[worker] = finishedNanos;
            busy[worker] += finishedNanos - startedNanos;
            endNanos = Math.max(endNanos, finishedNanos);
            deltas.add(new Change(submittedNanos, 1, 0));
            deltas.add(new Change(startedNanos, -1, 1));
            deltas.add(new Change(finishedNanos, 0, -1));
            fifo.record(
                    "job",
                    worker,
                    Outcome.OK,
                    submittedNanos,
                    startedNanos,
                    finishedNanos,
                    finishedNanos,
                    1);
        }
        replay(deltas);
        depth.close(endNanos);
        fifo.close(endNanos, List.of());

        Pool pool = PoolFigures.pool(threads, depth, fifo, 3);
        assertThat(pool.waiting().littleResidualShare())
                .as("seed %d", seed)
                .isCloseTo(0.0, within(1e-12));
        assertThat(pool.counts().submitted()).as("seed %d", seed).isEqualTo(300);
        assertThat(pool.counts().started()).as("seed %d", seed).isEqualTo(300);
        long busyNanos = LongStream.of(busy).sum();
        assertThat(pool.utilizationShare())
                .as("seed %d", seed)
                .isCloseTo((double) busyNanos / threads / endNanos, within(1e-12));
    }

    /** At one instant starts come after the finishes and submissions that made them possible. */
    private void replay(List<Change> deltas) {
        deltas.sort(
                Comparator.comparingLong(Change::atNanos)
                        .thenComparing(Comparator.comparingInt(Change::queued).reversed())
                        .thenComparingInt(Change::running));
        int queued = 0;
        int running = 0;
        for (Change delta : deltas) {
            queued += delta.queued();
            running += delta.running();
            trace.changed(delta.atNanos(), queued, running);
        }
    }

    private static int earliest(long[] freeAtNanos) {
        long first = Arrays.stream(freeAtNanos).min().orElseThrow();
        int worker = 0;
        while (freeAtNanos[worker] != first) {
            worker++;
        }
        return worker;
    }

    private void close(long nowNanos) {
        depth.close(nowNanos);
        jobs.close(nowNanos, List.of());
    }
}
