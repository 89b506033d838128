package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.probes.result.Host;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoopThreadProbeTest {

    private static final String TASK = "proc/17/task/23/";

    @TempDir private Path root;
    private Fixture machine;
    private long cpuNanos;
    private LoopThreadProbe probe;

    @BeforeEach
    void setUp() {
        machine = new Fixture(root).link("proc/thread-self", "17/task/23");
        probe = new LoopThreadProbe(machine.files(), () -> cpuNanos);
    }

    @Test
    void differences_between_open_and_close_are_told() {
        write("100 40 3", 5, 1);
        cpuNanos = 1_000;
        probe.open();
        write("900 140 9", 25, 4);
        cpuNanos = 1_800;
        probe.close();

        assertThat(probe.cpuNanos().value()).isEqualTo(800);
        assertThat(probe.runDelayNanos().value()).isEqualTo(100);
        assertThat(probe.contextSwitches().value()).isEqualTo(new Host.ContextSwitches(20, 3));
    }

    @Test
    void a_kernel_that_does_not_keep_scheduler_statistics_says_nothing() {
        write("0 0 0", 5, 1);
        probe.open();
        probe.close();

        assertThat(probe.runDelayNanos().value()).isNull();
        assertThat(probe.runDelayNanos().reason())
                .isEqualTo("scheduler statistics are off in this kernel");
    }

    @Test
    void missing_files_are_missing_readings() {
        probe.open();
        probe.close();

        assertThat(probe.runDelayNanos().reason())
                .isEqualTo("/proc/17/task/23/schedstat does not tell");
        assertThat(probe.contextSwitches().reason())
                .isEqualTo("/proc/17/task/23/status does not tell");
    }

    @Test
    void garbage_is_a_missing_reading() {
        machine.file(TASK + "schedstat", "a b c\n")
                .file(TASK + "status", "voluntary_ctxt_switches: many\n");
        probe.open();
        probe.close();

        assertThat(probe.runDelayNanos().value()).isNull();
        assertThat(probe.contextSwitches().value()).isNull();
    }

    @Test
    void a_file_that_vanishes_before_the_close_is_a_missing_reading() {
        write("100 40 3", 5, 1);
        probe.open();
        machine.file(TASK + "schedstat", "");
        probe.close();

        assertThat(probe.runDelayNanos().value()).isNull();
    }

    @Test
    void a_platform_without_thread_cpu_time_says_so() {
        LoopThreadProbe unknowing = new LoopThreadProbe(machine.notLinux(), CpuClock.NONE);
        unknowing.open();
        unknowing.close();

        assertThat(unknowing.cpuNanos().reason()).contains("does not tell a thread's CPU time");
        assertThat(unknowing.runDelayNanos().reason()).isEqualTo("not Linux");
        assertThat(unknowing.contextSwitches().reason()).isEqualTo("not Linux");
    }

    private void write(String schedstat, long voluntary, long involuntary) {
        machine.file(TASK + "schedstat", schedstat + "\n")
                .file(
                        TASK + "status",
                        "Name:\tloop\nvoluntary_ctxt_switches:\t%d\nnonvoluntary_ctxt_switches:\t%d\n"
                                .formatted(voluntary, involuntary));
    }
}
