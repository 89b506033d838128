package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.RandomType.Draw;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomWorkloadTest {

    private final SimulatedRun run = new SimulatedRun();

    /** A draw of its own each time, spoilt from the fourth on; the preparation draws the first. */
    private LoadDriver burstOfFour(Draw spoilt) throws Exception {
        AtomicInteger draws = new AtomicInteger();
        Draw draw =
                length -> {
                    byte[] bytes = new byte[length];
                    bytes[0] = (byte) draws.incrementAndGet();
                    return draws.get() < 4 ? bytes : spoilt.bytes(length);
                };
        return run.burst(4, SimulatedRun.workload(new RandomType.Job(64, draw)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1B", "16B", "64KiB"})
    void every_operation_draws_other_bytes_in_one_cpu_job(String size) throws Exception {
        LoadDriver driver = run.burst(500, SimulatedRun.workload(new RandomType(), "size", size));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(500);
        assertThat(run.jobs).hasSize(500).containsOnly("CPU mine");
    }

    @Test
    void simulated_time_grows_with_the_size() throws Exception {
        run.burst(1, SimulatedRun.workload(new RandomType(), "size", "1000B"));

        assertThat(run.nanos()).isEqualTo(2_000);
    }

    @Test
    void too_few_bytes_are_wrong() throws Exception {
        LoadDriver driver = burstOfFour(length -> new byte[length - 1]);

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(2);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains("drew 63 bytes in place of 64");
    }

    @Test
    void the_bytes_of_the_draw_before_are_wrong() throws Exception {
        LoadDriver driver =
                burstOfFour(
                        length -> {
                            byte[] bytes = new byte[length];
                            bytes[0] = 7;
                            return bytes;
                        });

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains("drew the same 64 bytes twice");
    }

    @Test
    void bytes_that_are_all_zero_are_wrong() throws Exception {
        LoadDriver driver = burstOfFour(byte[]::new);

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(2);
        assertThat(driver.firstWrong().map(Object::toString))
                .contains("drew 64 bytes that are all zero");
    }

    @Test
    void a_platform_that_draws_zeros_is_refused() {
        RandomType.Job job = new RandomType.Job(64, byte[]::new);

        assertThatThrownBy(() -> job.prepare(run.simulated.loop))
                .isInstanceOf(WrongResultException.class);
    }

    @Test
    void a_platform_without_a_generator_is_refused() {
        Draw none =
                length -> {
                    throw new IllegalStateException("no such algorithm");
                };

        assertThatThrownBy(() -> new RandomType.Job(64, none).prepare(run.simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("no random bytes on this platform: no such algorithm");
    }

    @Test
    void a_size_beyond_any_array_is_refused() throws Exception {
        var workload = SimulatedRun.workload(new RandomType(), "size", "2GiB");

        assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("size must be at most 2147483639B");
    }
}
