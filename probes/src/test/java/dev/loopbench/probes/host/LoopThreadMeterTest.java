package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.phase.ThreadMeter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoopThreadMeterTest {

    private static final String TASK = "proc/17/task/23/";

    @TempDir private Path root;
    private Fixture machine;

    @BeforeEach
    void setUp() {
        machine =
                new Fixture(root)
                        .link("proc/thread-self", "17/task/23")
                        .cgroupV2()
                        .file(TASK + "schedstat", "100 40 3\n")
                        .file(
                                TASK + "status",
                                "Name:\tvoluntary\nvoluntary_ctxt_switches:\t12\nThreads:\t2\n");
    }

    @Test
    void each_reading_is_a_new_one() {
        throttled(5);
        try (LoopThreadMeter meter = meter()) {
            assertThat(meter.runDelayNanos()).isEqualTo(40);
            assertThat(meter.voluntarySwitches()).isEqualTo(12);
            assertThat(meter.throttledNanos()).isEqualTo(5_000);
            machine.file(TASK + "schedstat", "900 12345678901 9\n");
            throttled(700);

            assertThat(meter.runDelayNanos()).isEqualTo(12_345_678_901L);
            assertThat(meter.throttledNanos()).isEqualTo(700_000);
            assertThat(meter.unavailable()).isEmpty();
        }
    }

    @Test
    void without_a_quota_nothing_is_throttled() {
        machine.file("sys/fs/cgroup/cpu.max", "max 100000\n");
        try (LoopThreadMeter meter = meter()) {
            assertThat(meter.throttledNanos()).isZero();
        }
    }

    @Test
    void a_quota_without_a_count_of_what_it_took_leaves_throttling_untold() {
        machine.file("sys/fs/cgroup/cpu.max", "50000 100000\n");
        try (LoopThreadMeter meter = meter()) {
            assertThat(meter.throttledNanos()).isEqualTo(ThreadMeter.NOT_MEASURED);
            assertThat(meter.unavailable())
                    .containsEntry("throttledNanos", "/sys/fs/cgroup/cpu.stat does not tell");
        }
    }

    @Test
    void what_is_not_there_is_not_told_and_says_why() {
        try (LoopThreadMeter meter = new LoopThreadMeter(machine.notLinux(), () -> 7)) {
            assertThat(meter.cpuNanos()).isEqualTo(7);
            assertThat(meter.runDelayNanos()).isEqualTo(ThreadMeter.NOT_MEASURED);
            assertThat(meter.voluntarySwitches()).isEqualTo(ThreadMeter.NOT_MEASURED);
            assertThat(meter.unavailable()).containsEntry("runQueueNanos", "not Linux");
        }
    }

    @Test
    void garbage_is_not_told() {
        machine.file(TASK + "status", "voluntary_ctxt_switches:\tmany\n");
        throttled(0);
        try (LoopThreadMeter meter = meter()) {
            machine.file(TASK + "schedstat", "1 x 3\n");

            assertThat(meter.runDelayNanos()).isEqualTo(ThreadMeter.NOT_MEASURED);
            assertThat(meter.voluntarySwitches()).isEqualTo(ThreadMeter.NOT_MEASURED);
        }
    }

    private LoopThreadMeter meter() {
        return new LoopThreadMeter(machine.files(), () -> 7);
    }

    private void throttled(long micros) {
        machine.file("sys/fs/cgroup/cpu.max", "50000 100000\n")
                .file("sys/fs/cgroup/cpu.stat", "usage_usec 3\nthrottled_usec " + micros + "\n");
    }
}
