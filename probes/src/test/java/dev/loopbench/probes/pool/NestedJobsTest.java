package dev.loopbench.probes.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolObserver.Change;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.result.Pool;
import java.util.List;
import org.junit.jupiter.api.Test;

class NestedJobsTest {

    private final NestedJobs jobs = new NestedJobs();
    private final PoolRequest<Integer> first = request("work-nested");
    private final PoolRequest<Integer> second = request("work-nested");
    private final PoolRequest<Integer> parent = request("work");

    NestedJobsTest() {
        parent.thenAwait(List.of(first, second));
        jobs.open();
        jobs.apply(Change.QUEUED, parent);
        jobs.apply(Change.STARTED, parent);
    }

    private static PoolRequest<Integer> request(String kind) {
        return new PoolRequest<>(Lane.CPU, kind, () -> 1, null);
    }

    private void queueBoth() {
        jobs.apply(Change.QUEUED, first);
        jobs.apply(Change.QUEUED, second);
    }

    @Test
    void a_job_waits_from_the_first_on_that_it_submits() {
        queueBoth();
        jobs.apply(Change.STARTED, first);
        jobs.end();

        assertThat(jobs.atEnd()).containsExactly(new Pool.Nested("work", "work-nested", 1, 1));
    }

    @Test
    void nobody_waits_once_all_has_run() {
        queueBoth();
        for (PoolRequest<Integer> each : List.of(first, second)) {
            jobs.apply(Change.STARTED, each);
            jobs.apply(Change.FINISHED, each);
        }
        jobs.apply(Change.FINISHED, parent);
        jobs.end();

        assertThat(jobs.atEnd()).containsExactly(new Pool.Nested("work", "work-nested", 0, 0));
    }

    @Test
    void an_interrupt_that_empties_the_queue_does_not_hide_who_was_stuck() {
        queueBoth();
        jobs.apply(Change.CANCELLED, first);
        jobs.apply(Change.CANCELLED, second);
        jobs.apply(Change.FINISHED, parent);
        jobs.end();

        assertThat(jobs.atEnd()).containsExactly(new Pool.Nested("work", "work-nested", 1, 2));
    }

    @Test
    void jobs_that_wait_for_none_are_not_listed() {
        PoolRequest<Integer> alone = request("pbkdf2");
        jobs.apply(Change.QUEUED, alone);
        jobs.apply(Change.STARTED, alone);
        jobs.end();

        assertThat(jobs.atEnd()).isEmpty();
    }
}
