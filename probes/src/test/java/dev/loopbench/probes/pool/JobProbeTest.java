package dev.loopbench.probes.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.probes.latency.PoolLegs;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobProbeTest {

    private final JobProbe probe = new JobProbe(2, List.of("read"));

    @Test
    void the_legs_of_a_job_are_wait_service_and_return() {
        probe.open(0);
        probe.record("read", 0, Outcome.OK, 100, 300, 900, 950, 480);

        PoolLegs legs = probe.legs("read").orElseThrow();
        assertThat(legs.waitLeg().maxNanos()).isEqualTo(200);
        assertThat(legs.serviceLeg().maxNanos()).isEqualTo(600);
        assertThat(legs.returnLeg().maxNanos()).isEqualTo(50);
        assertThat(legs.serviceCpuNanos()).isEqualTo(480);
    }

    @Test
    void one_job_without_cpu_time_leaves_the_sum_unknown() {
        probe.open(0);
        probe.record("read", 0, Outcome.OK, 0, 0, 1, 1, 480);
        probe.record("read", 0, Outcome.OK, 0, 0, 1, 1, CpuClock.NOT_MEASURED);

        assertThat(probe.legs("read").orElseThrow().serviceCpuNanos()).isNull();
        assertThat(probe.jobs().get(1).serviceCpuNanos()).isNull();
    }

    @Test
    void jobs_are_listed_by_submission_and_numbered_from_one() {
        probe.open(1_000);
        probe.record("read", 1, Outcome.OK, 1_020, 1_030, 1_040, 1_050, 7);
        probe.record("read", 0, Outcome.FAILED, 1_010, 1_030, 1_060, 1_070, 8);
        probe.close(2_000, List.of());

        assertThat(probe.jobs())
                .containsExactly(
                        new Job(1, "read", 0, 10, 30L, 60L, 70L, 8L, Job.Outcome.FAILED),
                        new Job(2, "read", 1, 20, 30L, 40L, 50L, 7L, Job.Outcome.OK));
    }

    @Test
    void a_cancelled_job_has_no_legs_but_is_listed() {
        probe.open(0);
        probe.record("read", PoolRequest.NO_WORKER, Outcome.CANCELLED, 10, 0, 0, 40, 0);
        probe.close(100, List.of());

        assertThat(probe.cancelled()).isEqualTo(1);
        assertThat(probe.completed()).isZero();
        assertThat(probe.legs("read")).isEmpty();
        assertThat(probe.jobs())
                .containsExactly(
                        new Job(1, "read", -1, 10, null, null, 40L, null, Job.Outcome.CANCELLED));
    }

    @Test
    void jobs_over_the_limit_are_counted_and_still_measured() {
        probe.open(0);
        for (int i = 0; i < Report.MAX_JOBS + 3; i++) {
            probe.record("read", 0, Outcome.OK, i, i, i + 1, i + 1, 1);
        }

        assertThat(probe.jobs()).hasSize(Report.MAX_JOBS);
        assertThat(probe.jobsDropped()).isEqualTo(3);
        assertThat(probe.completed()).isEqualTo(Report.MAX_JOBS + 3);
    }

    @Test
    void a_job_of_no_known_worker_is_a_counted_fault() {
        probe.open(0);
        probe.record("read", 2, Outcome.OK, 0, 0, 10, 10, 1);

        assertThat(probe.invalid()).isEqualTo(1);
    }

    @Test
    void a_job_submitted_before_the_window_has_a_negative_offset() {
        probe.open(100);
        probe.record("read", 0, Outcome.OK, 90, 110, 120, 130, 1);

        assertThat(probe.jobs().get(0).submittedNanos()).isEqualTo(-10);
    }

    @Test
    void a_new_window_starts_from_zero() {
        probe.open(0);
        probe.record("read", 0, Outcome.OK, 0, 5, 10, 10, 1);
        probe.close(100, List.of());
        probe.open(200);
        probe.close(300, List.of());

        assertThat(probe.jobs()).isEmpty();
        assertThat(probe.legs("read")).isEmpty();
        assertThat(probe.waitSumNanos()).isZero();
    }
}
