package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupProbeTest {

    @TempDir private Path root;
    private Fixture machine;
    private CgroupProbe probe;

    @BeforeEach
    void setUp() {
        machine = new Fixture(root);
        probe = new CgroupProbe(machine.files());
    }

    @Test
    void version_2_counts_throttled_time_in_microseconds() {
        machine.cgroupV2().file("sys/fs/cgroup/cpu.max", "150000 100000\n");
        stat("sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_periods 100\nnr_throttled 10\n", "usec 7");
        probe.open();
        stat("sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_periods 174\nnr_throttled 13\n", "usec 9");
        probe.close();

        assertThat(probe.periods().value()).isEqualTo(74);
        assertThat(probe.throttledPeriods().value()).isEqualTo(3);
        assertThat(probe.throttledNanos().value()).isEqualTo(2_000);
        assertThat(probe.quotaCores().value()).isEqualTo(1.5);
    }

    @Test
    void version_1_counts_throttled_time_in_nanoseconds() {
        String folder = "sys/fs/cgroup/cpu,cpuacct/";
        machine.cgroupV1()
                .file(folder + "cpu.cfs_quota_us", "200000\n")
                .file(folder + "cpu.cfs_period_us", "100000\n");
        stat(folder + "cpu.stat", "nr_periods 5\nnr_throttled 1\n", "time 7");
        probe.open();
        stat(folder + "cpu.stat", "nr_periods 9\nnr_throttled 2\n", "time 1007");
        probe.close();

        assertThat(probe.periods().value()).isEqualTo(4);
        assertThat(probe.throttledNanos().value()).isEqualTo(1_000);
        assertThat(probe.quotaCores().value()).isEqualTo(2.0);
    }

    @Test
    void a_hybrid_host_is_read_where_the_controller_is() {
        machine.hybrid()
                .file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n")
                .file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n")
                .file("sys/fs/cgroup/memory/job/7/memory.limit_in_bytes", "1073741824\n")
                .file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        stat("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 0\nnr_throttled 0\n", "time 0");
        probe.open();
        probe.close();

        assertThat(probe.quotaCores().reason()).isEqualTo("no CPU quota is set");
        assertThat(probe.periods().value()).isZero();
        assertThat(probe.memoryLimitBytes().value()).isEqualTo(1L << 30);
    }

    @Test
    void the_tightest_quota_of_all_parents_holds_and_is_where_throttling_is_counted() {
        machine.file("proc/self/cgroup", "0::/pod/app\n")
                .file(
                        "proc/self/mountinfo",
                        "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
                .file("sys/fs/cgroup/pod/app/cpu.max", "max 100000\n")
                .file("sys/fs/cgroup/pod/app/memory.max", "max\n")
                .file("sys/fs/cgroup/pod/memory.max", "4096\n")
                .file("sys/fs/cgroup/pod/cpu.max", "50000 100000\n");
        stat("sys/fs/cgroup/pod/app/cpu.stat", "nr_periods 0\nnr_throttled 0\n", "usec 0");
        stat("sys/fs/cgroup/pod/cpu.stat", "nr_periods 0\nnr_throttled 0\n", "usec 0");
        probe.open();
        stat("sys/fs/cgroup/pod/cpu.stat", "nr_periods 8\nnr_throttled 8\n", "usec 5");
        probe.close();

        assertThat(probe.quotaCores().value()).isEqualTo(0.5);
        assertThat(probe.throttledPeriods().value()).isEqualTo(8);
        assertThat(probe.memoryLimitBytes().value()).isEqualTo(4096);
    }

    @Test
    void a_path_that_the_mount_does_not_show_falls_back_to_the_mount() {
        machine.file("proc/self/cgroup", "0::/../../elsewhere\n")
                .file(
                        "proc/self/mountinfo",
                        "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
                .file("sys/fs/cgroup/cpu.max", "100000 100000\n");

        assertThat(probe.quotaCores().value()).isEqualTo(1.0);
    }

    @Test
    void throttling_without_a_quota_is_read_at_the_mount_if_that_is_all_there_is() {
        machine.file("proc/self/cgroup", "0::/elsewhere\n")
                .file(
                        "proc/self/mountinfo",
                        "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        stat("sys/fs/cgroup/cpu.stat", "nr_periods 0\nnr_throttled 0\n", "usec 0");
        probe.open();
        probe.close();

        assertThat(probe.periods().value()).isZero();
    }

    @Test
    void without_the_cpu_controller_throttling_is_missing_and_not_zero() {
        machine.cgroupV2().file("sys/fs/cgroup/cpu.stat", "usage_usec 9\nuser_usec 5\n");
        probe.open();
        probe.close();

        assertThat(probe.throttledPeriods().value()).isNull();
        assertThat(probe.throttledPeriods().reason())
                .isEqualTo("/sys/fs/cgroup/cpu.stat does not tell");
    }

    @Test
    void without_any_cgroup_everything_is_missing_with_a_reason() {
        probe.open();
        probe.close();

        assertThat(probe.periods().reason()).isEqualTo("/proc/self/cgroup does not tell");
        assertThat(probe.quotaCores().reason()).isEqualTo("/proc/self/cgroup does not tell");
        assertThat(probe.memoryLimitBytes().reason()).isEqualTo("/proc/self/cgroup does not tell");
    }

    @Test
    void garbage_is_missing_and_not_zero() {
        machine.cgroupV2()
                .file("sys/fs/cgroup/cpu.max", "many few\n")
                .file("sys/fs/cgroup/memory.max", "\u0000\u0001")
                .file("sys/fs/cgroup/cpu.stat", "nr_periods x\nnr_throttled -4\nthrottled_usec\n");
        probe.open();
        probe.close();

        assertThat(probe.periods().value()).isNull();
        assertThat(probe.quotaCores().value()).isNull();
        assertThat(probe.memoryLimitBytes().value()).isNull();
    }

    @Test
    void garbage_in_the_tables_of_mounts_is_survived() {
        machine.file("proc/self/cgroup", ":::\nnonsense\n0::/\n")
                .file("proc/self/mountinfo", "\n - \n1 2 - cgroup2\n - cgroup2\n");

        assertThat(probe.quotaCores().value()).isNull();
    }

    @Test
    void elsewhere_than_on_linux_the_reason_is_the_platform() {
        CgroupProbe elsewhere = new CgroupProbe(machine.cgroupV2().notLinux());
        elsewhere.open();
        elsewhere.close();

        assertThat(elsewhere.periods().reason()).isEqualTo("not Linux");
        assertThat(elsewhere.quotaCores().reason()).isEqualTo("not Linux");
    }

    private void stat(String path, String counts, String throttled) {
        machine.file(path, counts + "throttled_" + throttled + "\n");
    }
}
