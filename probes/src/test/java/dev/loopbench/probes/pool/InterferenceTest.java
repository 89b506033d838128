package dev.loopbench.probes.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.result.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterferenceTest {

    private static final int JOBS = 150;

    private final VirtualClock clock = VirtualClock.still();
    private final List<PoolRequest<?>> jobs = new ArrayList<>();

    /** Runs jobs of the given kinds on a pool, whose jobs are charged their own cost. */
    private final class Scene {

        final DepthProbe probe;
        final SimulatedWorkerPool pool;
        final CompletionQueue completions = new CompletionQueue(() -> {});

        Scene(PoolShape shape, String... kinds) {
            probe = new DepthProbe(shape, List.of(kinds));
            pool =
                    new SimulatedWorkerPool(
                            clock, shape, shape.threads(), (request, charged) -> charged, probe);
            probe.open(0);
        }

        void submit(String kind, Lane lane, long nanos) {
            PoolRequest<String> job =
                    new PoolRequest<>(
                            lane,
                            kind,
                            () -> {
                                clock.charge(nanos);
                                return "";
                            },
                            null);
            jobs.add(job);
            pool.submit(job, completions);
        }

        List<Pool.Waiter> runOut() {
            pool.close();
            probe.close(clock.nanoTime());
            return probe.waiters();
        }
    }

    @Test
    void who_waits_is_charged_to_those_who_hold_the_threads() {
        Scene scene = new Scene(PoolShape.of(2), "read", "hash");
        scene.submit("hash", Lane.CPU, 100);
        scene.submit("hash", Lane.CPU, 100);
        scene.submit("read", Lane.FAST_IO, 10);

        assertThat(scene.runOut()).containsExactly(new Pool.Waiter("read", "hash", 100));
    }

    @Test
    void slow_io_at_its_limit_waits_for_its_lane_and_not_for_those_beside_it() {
        Scene scene = new Scene(PoolShape.of(2), "lookup", "hash");
        scene.submit("lookup", Lane.SLOW_IO, 100);
        scene.submit("hash", Lane.CPU, 400);
        scene.submit("lookup", Lane.SLOW_IO, 100);

        assertThat(scene.runOut()).containsExactly(new Pool.Waiter("lookup", "lookup", 100));
    }

    @Test
    void without_the_lane_slow_io_waits_for_threads_and_holds_them_all() {
        Scene scene = new Scene(new PoolShape(2, false), "lookup", "read");
        scene.submit("lookup", Lane.SLOW_IO, 100);
        scene.submit("lookup", Lane.SLOW_IO, 100);
        scene.submit("read", Lane.FAST_IO, 10);

        assertThat(scene.runOut()).containsExactly(new Pool.Waiter("read", "lookup", 100));
    }

    @Test
    void while_a_thread_is_idle_those_that_are_busy_hold_nobody_up() {
        DepthProbe probe = new DepthProbe(PoolShape.of(4), List.of("job"));
        PoolTrace trace = new PoolTrace(probe);
        probe.open(0);
        trace.changed(0, 0, 1);
        trace.changed(0, 1, 1);
        trace.changed(80, 0, 2);
        probe.close(100);

        assertThat(probe.waiters())
                .containsExactly(new Pool.Waiter("job", Pool.Waiter.IDLE_THREAD, 80));
    }

    @Test
    void a_kind_that_nobody_announced_has_its_row_all_the_same() {
        Scene scene = new Scene(PoolShape.of(1), "read");
        scene.submit("read", Lane.FAST_IO, 50);
        scene.submit("surprise", Lane.CPU, 30);
        scene.submit("read", Lane.FAST_IO, 50);

        assertThat(scene.runOut())
                .containsExactly(
                        new Pool.Waiter("read", "read", 50),
                        new Pool.Waiter("read", "surprise", 30),
                        new Pool.Waiter("surprise", "read", 50));
    }

    @Test
    void a_new_window_forgets_the_one_before() {
        Scene scene = new Scene(PoolShape.of(1), "read");
        scene.submit("read", Lane.FAST_IO, 50);
        scene.submit("read", Lane.FAST_IO, 50);
        clock.advance(60);
        scene.probe.open(clock.nanoTime());

        assertThat(scene.runOut()).isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_charges_of_a_kind_add_up_to_all_its_waiting(long seed) {
        Map<String, Double> charged = new HashMap<>();
        for (Pool.Waiter waiter : randomTraffic(seed)) {
            charged.merge(waiter.victim(), (double) waiter.nanos(), Double::sum);
        }

        Map<String, Double> waited = new HashMap<>();
        for (PoolRequest<?> job : jobs) {
            double nanos = job.startedNanos() - job.submittedNanos();
            if (nanos > 0) {
                waited.merge(job.kind(), nanos, Double::sum);
            }
        }
        assertThat(charged.keySet()).as("seed " + seed).isEqualTo(waited.keySet());
        waited.forEach(
                (kind, nanos) ->
                        assertThat(charged.get(kind))
                                .as("seed " + seed)
                                .isCloseTo(nanos, within(4.0))); // rounded once per culprit
    }

    /** Without a lane, where everybody waits for any thread, the jobs' own instants say it too. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void each_charge_is_the_overlap_of_a_wait_and_a_service_over_the_threads(long seed) {
        List<Pool.Waiter> waiters = randomTraffic(seed, false);

        for (Pool.Waiter waiter : waiters) {
            double overlapNanos = 0;
            for (PoolRequest<?> victim : jobs) {
                for (PoolRequest<?> culprit : jobs) {
                    if (victim.kind().equals(waiter.victim())
                            && culprit.kind().equals(waiter.culprit())) {
                        overlapNanos += overlapNanos(victim, culprit);
                    }
                }
            }
            assertThat((double) waiter.nanos())
                    .as("seed " + seed + ", " + waiter)
                    .isCloseTo(overlapNanos / threads(seed), within(1.0));
        }
    }

    private static double overlapNanos(PoolRequest<?> victim, PoolRequest<?> culprit) {
        return Math.max(
                0,
                Math.min(victim.startedNanos(), culprit.finishedNanos())
                        - Math.max(victim.submittedNanos(), culprit.startedNanos()));
    }

    private static int threads(long seed) {
        return 1 + (int) (seed % 5);
    }

    private List<Pool.Waiter> randomTraffic(long seed) {
        return randomTraffic(seed, seed % 2 == 0);
    }

    private List<Pool.Waiter> randomTraffic(long seed, boolean slowLane) {
        Random random = new Random(seed);
        Scene scene = new Scene(new PoolShape(threads(seed), slowLane), "read", "hash", "lookup");
        for (int i = 0; i < JOBS; i++) {
            switch (random.nextInt(3)) {
                case 0 -> scene.submit("read", Lane.FAST_IO, 1 + random.nextInt(50));
                case 1 -> scene.submit("hash", Lane.CPU, 1 + random.nextInt(300));
                default -> scene.submit("lookup", Lane.SLOW_IO, 1 + random.nextInt(500));
            }
            clock.advance(random.nextInt(100));
        }
        return scene.runOut();
    }
}
