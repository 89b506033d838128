package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.ZlibType.Codec;
import dev.loopbench.loopcore.workload.pool.ZlibType.SampleText;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZlibWorkloadTest {

    private final SimulatedRun run = new SimulatedRun();

    /** The platform's, but for the byte that is changed from the second result of each kind on. */
    private static final class SpoiltCodec implements Codec {

        private final Codec platform = Codec.platform(6);
        private final AtomicInteger zipped = new AtomicInteger();
        private final AtomicInteger unzipped = new AtomicInteger();

        @Override
        public byte[] gzip(byte[] bytes) {
            return changed(zipped, platform.gzip(bytes));
        }

        @Override
        public byte[] gunzip(byte[] members, int lengthBytes) throws IOException {
            return changed(unzipped, platform.gunzip(members, lengthBytes));
        }

        private static byte[] changed(AtomicInteger made, byte[] result) {
            if (made.getAndIncrement() > 0) {
                result[20]++;
            }
            return result;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, 1B, 6",
        "gzip, 100kB, 0",
        "gzip, 100kB, 1",
        "gzip, 100kB, 9",
        "gunzip, 1B, 6",
        "gunzip, 100kB, 0",
        "gunzip, 100kB, 9"
    })
    void every_operation_gives_the_known_result_in_one_cpu_job(
            String mode, String size, String level) throws Exception {
        Workload workload =
                SimulatedRun.workload(new ZlibType(), "mode", mode, "size", size, "level", level);
        LoadDriver driver = run.burst(20, workload);

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(20);
        assertThat(run.jobs).hasSize(20).containsOnly("CPU mine");
    }

    @ParameterizedTest
    @CsvSource({
        "false, 'gzip gave another result for the same text, from byte 20 on'",
        "true, 'gunzip gave another text, from byte 20 on'"
    })
    void another_result_is_wrong(boolean gunzip, String sentence) throws Exception {
        ZlibType.Job job = new ZlibType.Job(gunzip, 1000, 6, 1, new SpoiltCodec());
        LoadDriver driver = run.burst(3, SimulatedRun.workload(job));

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(3);
        assertThat(driver.firstWrong().map(Object::toString)).contains(sentence);
    }

    @Test
    void a_platform_that_does_not_give_the_text_back_is_refused() {
        Codec zeros =
                new Codec() {
                    @Override
                    public byte[] gzip(byte[] bytes) {
                        return bytes;
                    }

                    @Override
                    public byte[] gunzip(byte[] members, int lengthBytes) {
                        return new byte[lengthBytes];
                    }
                };

        assertThatThrownBy(
                        () -> new ZlibType.Job(false, 100, 6, 1, zeros).prepare(run.simulated.loop))
                .isInstanceOf(WrongResultException.class)
                .hasMessage("gunzip did not give back the 100 bytes that gzip got");
    }

    @Test
    void a_size_too_large_for_arrays_is_refused() throws Exception {
        Workload workload = SimulatedRun.workload(new ZlibType(), "size", "2GiB");

        assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("size must be at most 1073741824B");
    }

    @Test
    void simulated_time_depends_on_mode_size_and_level() throws Exception {
        run.burst(1, SimulatedRun.workload(new ZlibType(), "size", "1000B"));
        assertThat(run.nanos()).isEqualTo(30_000);
        run.burst(1, SimulatedRun.workload(new ZlibType(), "size", "1000B", "level", "9"));
        assertThat(run.nanos()).isEqualTo(30_000 + 60_000);
        run.burst(1, SimulatedRun.workload(new ZlibType(), "size", "1000B", "mode", "gunzip"));
        assertThat(run.nanos()).isEqualTo(30_000 + 60_000 + 3_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_text_compresses_about_as_prose_and_depends_on_the_seed_alone(long seed) {
        byte[] text = SampleText.of(seed, 1 << 20);
        double ratio = text.length / (double) Codec.platform(6).gzip(text).length;

        assertThat(ratio).as("seed %d", seed).isBetween(2.0, 4.0);
        assertThat(SampleText.of(seed, 1 << 20)).isEqualTo(text);
        assertThat(SampleText.of(seed + 1, 1 << 20)).isNotEqualTo(text);
    }
}
