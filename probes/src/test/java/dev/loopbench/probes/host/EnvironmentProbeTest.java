package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.result.Environment;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentProbeTest {

    @TempDir private Path root;
    private Fixture machine;

    @BeforeEach
    void setUp() {
        machine =
                new Fixture(root)
                        .cgroupV2()
                        .file("sys/fs/cgroup/cpu.max", "150000 100000\n")
                        .file("sys/fs/cgroup/memory.max", "1073741824\n")
                        .file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Z80 @ 4 MHz\n")
                        .file("proc/stat", "cpu 1 1 1 1 1 1 1 1\ncpu0 1\ncpu1 1\ncpu2 1\n");
    }

    @Test
    void the_machine_is_read_from_its_files() {
        Environment environment = environment("epoll");

        assertThat(environment.cpu().model()).isEqualTo("Z80 @ 4 MHz");
        assertThat(environment.cpu().logicalCores()).isEqualTo(3);
        assertThat(environment.cpu().quotaCores()).isEqualTo(1.5);
        assertThat(environment.memoryLimitBytes()).isEqualTo(1L << 30);
        assertThat(environment.unavailable()).isEmpty();
    }

    @Test
    void what_is_missing_has_a_reason() {
        Environment environment =
                new EnvironmentProbe(machine.notLinux())
                        .environment(new VirtualClock(0, 1), "kqueue");

        assertThat(environment.cpu().model()).isNull();
        assertThat(environment.cpu().logicalCores()).isPositive();
        assertThat(environment.unavailable())
                .containsEntry("cpu.model", "not Linux")
                .containsEntry("cpu.quotaCores", "not Linux")
                .containsEntry("memoryLimitBytes", "not Linux");
    }

    @Test
    void equal_machines_have_equal_fingerprints_and_others_do_not() {
        String fingerprint = environment("epoll").fingerprint();

        assertThat(fingerprint)
                .matches("[0-9a-f]{16}")
                .isEqualTo(environment("epoll").fingerprint());
        assertThat(environment("kqueue").fingerprint()).isNotEqualTo(fingerprint);
        machine.file("sys/fs/cgroup/cpu.max", "160000 100000\n");
        assertThat(environment("epoll").fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void the_clock_is_tried_for_its_step_and_its_cost() {
        Environment.Clock clock =
                new EnvironmentProbe(machine.files())
                        .environment(new VirtualClock(0, 25), "epoll")
                        .clock();

        assertThat(clock).isEqualTo(new Environment.Clock(25.0, 25.0));
    }

    @Test
    void no_argument_of_the_jvm_names_the_users_home() {
        assertThat(environment("epoll").jvm().arguments())
                .noneMatch(argument -> argument.contains(System.getProperty("user.home") + "/"));
    }

    private Environment environment(String poller) {
        return new EnvironmentProbe(machine.files()).environment(new VirtualClock(0, 25), poller);
    }
}
