package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Host;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OthersMeterTest {

    private static final long PID = 7;

    @TempDir private Path root;
    private Fixture machine;
    private final SortedMap<String, String> unavailable = new TreeMap<>();

    @BeforeEach
    void setUp() {
        machine = new Fixture(root);
        machine.file("proc/self/cgroup", "0::/job\n")
                .file(
                        "proc/self/mountinfo",
                        "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
                .file("sys/fs/cgroup/job/cpu.max", "150000 100000\n");
    }

    @Test
    void a_process_of_our_cgroup_is_stopped_by_our_quota() {
        machine.file("proc/7/cgroup", "0::/job\n");

        assertThat(throttling()).isEqualTo(new Host.Throttling(3L, 74L, 2_000L));
        assertThat(unavailable).isEmpty();
    }

    @Test
    void of_the_quota_of_another_cgroup_nothing_is_said() {
        machine.file("proc/7/cgroup", "0::/service\n");

        assertThat(throttling()).isEqualTo(new Host.Throttling(null, null, null));
        assertThat(unavailable)
                .containsOnlyKeys("periods", "throttledNanos", "throttledPeriods")
                .containsValue("the process is in another cgroup than loopbench");
    }

    @Test
    void of_a_process_that_is_gone_nothing_is_said() {
        assertThat(throttling()).isEqualTo(new Host.Throttling(null, null, null));
    }

    private Host.Throttling throttling() {
        OthersMeter meter = new OthersMeter(machine.files(), PID);
        stat(100, 10, 7);
        meter.open();
        stat(174, 13, 9);
        meter.close();
        return meter.throttling(unavailable);
    }

    private void stat(long periods, long throttled, long micros) {
        machine.file(
                "sys/fs/cgroup/job/cpu.stat",
                "nr_periods %d%nnr_throttled %d%nthrottled_usec %d%n"
                        .formatted(periods, throttled, micros));
    }
}
