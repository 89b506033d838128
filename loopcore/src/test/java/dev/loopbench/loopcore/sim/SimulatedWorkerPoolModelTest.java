package dev.loopbench.loopcore.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random traffic: what must hold for any pool on any machine. */
class SimulatedWorkerPoolModelTest {

    private static final int JOBS = 200;
    private static final List<Lane> LANES = List.of(Lane.values());

    private record Run(int threads, double cores, PoolScene scene, List<PoolRequest<String>> jobs) {

        long busyNanos(PoolRequest<?> request) {
            return request.finishedNanos() - request.startedNanos();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_job_ends_once_and_never_faster_than_its_cpu_time(long seed) {
        Run run = run(seed);

        assertThat(run.scene.completed).as("seed " + seed).hasSize(JOBS).doesNotHaveDuplicates();
        assertThat(run.jobs)
                .as("seed " + seed)
                .allMatch(job -> run.busyNanos(job) >= job.serviceCpuNanos());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_cores_do_no_more_and_no_less_than_they_can(long seed) {
        Run run = run(seed);
        long cpuNanos = run.jobs.stream().mapToLong(PoolRequest::serviceCpuNanos).sum();
        double capacityNanos = 0;
        List<PoolScene.Change> changes = run.scene.changes;
        for (int i = 1; i < changes.size(); i++) {
            long elapsedNanos = changes.get(i).atNanos() - changes.get(i - 1).atNanos();
            capacityNanos += elapsedNanos * Math.min(run.cores, changes.get(i - 1).running());
        }

        // Each job may end up to a nanosecond late, while as many cores as there are stand by.
        assertThat(capacityNanos - cpuNanos)
                .as("seed " + seed)
                .isBetween(-0.5 * JOBS, JOBS * Math.max(1, run.cores));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Rule({"P03", "P05"})
    void a_worker_does_one_job_at_a_time_and_slow_io_keeps_its_limit(long seed) {
        Run run = run(seed);
        List<PoolRequest<String>> byStart = new ArrayList<>(run.jobs);
        byStart.sort(Comparator.comparingLong(job -> job.startedNanos() - PoolScene.ORIGIN_NANOS));

        long[] freeAtNanos = new long[run.threads];
        Arrays.fill(freeAtNanos, PoolScene.ORIGIN_NANOS);
        for (PoolRequest<String> job : byStart) {
            assertThat(job.startedNanos() - freeAtNanos[job.worker()])
                    .as("seed " + seed)
                    .isNotNegative();
            freeAtNanos[job.worker()] = job.finishedNanos();
            long slowAlongside =
                    run.jobs.stream()
                            .filter(other -> other.lane() == Lane.SLOW_IO)
                            .filter(other -> runsAt(other, job.startedNanos()))
                            .count();
            assertThat(slowAlongside)
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(run.scene.pool.slowThreads());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_same_seed_gives_the_same_run(long seed) {
        assertThat(run(seed).scene.changes).as("seed " + seed).isEqualTo(run(seed).scene.changes);
    }

    private static boolean runsAt(PoolRequest<?> request, long instantNanos) {
        return instantNanos - request.startedNanos() >= 0
                && instantNanos - request.finishedNanos() < 0;
    }

    private static Run run(long seed) {
        Random random = new Random(seed);
        int threads = 1 + random.nextInt(9);
        double cores = 0.25 * (1 + random.nextInt(20));
        ServiceTimes seeded = new SeededServiceTimes(seed, 0.9, 10_000);
        ServiceTimes times =
                (request, charged) ->
                        seeded.nanos(request, request.lane() == Lane.SLOW_IO ? 50_000 : 0);
        PoolScene scene = PoolScene.of(threads, cores, times);
        List<PoolRequest<String>> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            Lane lane = LANES.get(random.nextInt(LANES.size()));
            String name = "job " + i;
            PoolRequest<String> job =
                    new PoolRequest<>(
                            lane, lane.name(), () -> name, done -> scene.completed.add(name));
            jobs.add(scene.submit(job));
            scene.clock.advance(random.nextInt(20_000));
        }
        scene.runOut();
        return new Run(threads, cores, scene, jobs);
    }
}
