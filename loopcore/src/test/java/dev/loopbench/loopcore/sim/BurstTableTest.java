package dev.loopbench.loopcore.sim;

import static dev.loopbench.loopcore.sim.PoolScene.SERVICE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A burst of equal jobs follows the laws of ideal processor sharing to the nanosecond: with c
 * threads on k cores, c above k, the service takes c/k times as long and the makespan is N/k
 * services.
 */
class BurstTableTest {

    private static final int JOBS = 16;

    @ParameterizedTest(name = "{0} threads")
    @CsvSource({
        "1, 7.5, 1, 8.5, 16",
        "2, 3.5, 1, 4.5, 8",
        "4, 3, 2, 5, 8",
        "8, 2, 4, 6, 8",
        "16, 0, 8, 8, 8",
    })
    void sixteen_jobs_on_two_cores_follow_the_queueing_laws(
            int threads,
            double meanWait,
            double meanService,
            double meanResponse,
            double makespan) {
        PoolScene scene = PoolScene.of(threads, 2);

        List<PoolRequest<String>> requests = scene.submit(JOBS, Lane.CPU);
        scene.runOut();

        double wait = 0;
        double service = 0;
        for (PoolRequest<?> request : requests) {
            wait += request.startedNanos() - request.submittedNanos();
            service += request.finishedNanos() - request.startedNanos();
        }
        assertThat(wait / JOBS).isEqualTo(meanWait * SERVICE_NANOS);
        assertThat(service / JOBS).isEqualTo(meanService * SERVICE_NANOS);
        assertThat((wait + service) / JOBS).isEqualTo(meanResponse * SERVICE_NANOS);
        assertThat((double) scene.sinceStartNanos()).isEqualTo(makespan * SERVICE_NANOS);
    }

    @Test
    void the_fifth_job_on_four_threads_waits_one_whole_service() {
        PoolScene scene = PoolScene.of(4, 4);

        List<PoolRequest<String>> requests = scene.submit(5, Lane.CPU);
        scene.runOut();

        assertThat(requests)
                .extracting(request -> request.startedNanos() - request.submittedNanos())
                .containsExactly(0L, 0L, 0L, 0L, SERVICE_NANOS);
    }
}
