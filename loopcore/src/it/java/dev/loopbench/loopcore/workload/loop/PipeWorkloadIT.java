package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.RealLoop;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipeWorkloadIT {

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final RealLoop real = new RealLoop();
    private final Mask mask = new Mask(0x12345678);

    PipeWorkloadIT() throws IOException {}

    private static PipeType.Program workload(String... namesAndTexts) throws Exception {
        return (PipeType.Program) RealLoop.workload(new PipeType(), namesAndTexts);
    }

    @ParameterizedTest
    @CsvSource({"1B, 64KiB", "3000B, 1B", "65537B, 64KiB", "3000001B, 100003B", "8MiB, 16KiB"})
    void all_bytes_of_any_size_arrive_in_chunks_of_any_size(String size, String chunk)
            throws Exception {
        PipeType.Program workload = workload("size", size, "chunk", chunk, "connections", "2");
        workload.prepare(real.loop);
        LoadDriver driver = real.run(workload, new LoadModel.Burst(5));
        real.closeWhole(workload);

        assertThat(driver.firstWrong()).isEmpty();
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(5);
    }

    @Test
    void a_receiver_that_pauses_holds_the_pipe_back_and_gets_it_all() throws Exception {
        PipeType.Program workload =
                workload("size", "8MiB", "reader-pause", "1ms", "connections", "1");
        workload.prepare(real.loop);
        LoadDriver driver = real.run(workload, new LoadModel.Burst(1));
        real.closeWhole(workload);

        assertThat(driver.firstWrong()).isEmpty();
        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(1);
    }

    @Test
    void content_that_arrives_changed_is_a_wrong_result() throws Exception {
        PipeType.Program workload = workload();
        workload.prepare(real.loop, mask, new Mask(0x12365678), NO_LIMIT);
        LoadDriver driver = real.run(workload, new LoadModel.Burst(1));
        real.closeWhole(workload);

        // The keys differ in the second of their four bytes.
        assertThat(driver.firstWrong().map(Object::toString))
                .contains("byte 1 of the piped file is not the one that was written");
    }

    @Test
    void a_queue_that_grows_beyond_its_limit_is_a_wrong_result() throws Exception {
        PipeType.Program workload = workload("size", "32MiB", "reader-pause", "1ms");
        workload.prepare(real.loop, mask, mask, 1);
        LoadDriver driver = real.run(workload, new LoadModel.Burst(1));
        real.closeWhole(workload);

        assertThat(driver.firstWrong().map(Object::toString))
                .get()
                .asString()
                .endsWith(" bytes waited for the socket, where a pipe has to stop at 1");
    }

    @Test
    void a_reader_that_pauses_tells_for_how_long_and_never_longer_than_the_operation()
            throws Exception {
        PipeType.Program workload =
                workload("size", "4MiB", "connections", "1", "reader-pause", "1ms");
        workload.prepare(real.loop);
        List<Long> awayNanos = new ArrayList<>();
        List<Long> tookNanos = new ArrayList<>();
        LoadDriver driver =
                real.run(
                        workload,
                        new LoadModel.Burst(5),
                        new OperationObserver() {
                            @Override
                            public void away(String kind, long nanos) {
                                awayNanos.add(nanos);
                            }

                            @Override
                            public void ended(
                                    String kind,
                                    OperationOutcome outcome,
                                    long intendedNanos,
                                    long startedNanos,
                                    long nowNanos) {
                                tookNanos.add(nowNanos - startedNanos);
                            }
                        });
        real.closeWhole(workload);

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(5);
        assertThat(awayNanos).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(awayNanos.get(i)).isPositive().isLessThan(tookNanos.get(i));
        }
    }

    @Test
    void a_chunk_that_is_too_large_is_refused() throws Exception {
        PipeType.Program workload = workload("size", "1GiB", "chunk", "65MiB");

        assertThatThrownBy(() -> workload.prepare(real.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("chunk must be at most 67108864 bytes");
        real.closeInterrupted(workload);
    }
}
