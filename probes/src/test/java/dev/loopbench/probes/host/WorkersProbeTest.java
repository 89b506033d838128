package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersProbeTest {

    @TempDir private Path root;

    @Test
    void waits_of_the_pools_threads_are_added_up_and_those_of_others_are_not() {
        thread(11, "loopbench-worke", 5, 100);
        thread(12, "loopbench-worke", 5, 200);
        thread(13, "main", 5, 7_000);
        WorkersProbe probe = new WorkersProbe(new ProcFiles(root, true));
        probe.open();
        thread(11, "loopbench-worke", 9, 150);
        thread(12, "loopbench-worke", 9, 260);
        thread(13, "main", 9, 9_000);
        thread(14, "loopbench-worke", 2, 30);
        probe.close();

        assertThat(probe.runDelayNanos().value()).isEqualTo(140);
    }

    @Test
    void a_pool_that_has_no_threads_yet_has_not_waited() {
        thread(13, "main", 5, 7_000);
        WorkersProbe probe = new WorkersProbe(new ProcFiles(root, true));
        probe.open();
        probe.close();

        assertThat(probe.runDelayNanos().value()).isZero();
    }

    @Test
    void a_kernel_that_does_not_count_is_a_reason_and_not_0() {
        thread(11, "loopbench-worke", 0, 0);
        WorkersProbe probe = new WorkersProbe(new ProcFiles(root, true));
        probe.open();
        probe.close();

        assertThat(probe.runDelayNanos().value()).isNull();
        assertThat(probe.runDelayNanos().reason()).contains("scheduler statistics are off");
        WorkersProbe elsewhere = new WorkersProbe(new ProcFiles(root, false));
        elsewhere.open();
        elsewhere.close();
        assertThat(elsewhere.runDelayNanos().reason()).isEqualTo("not Linux");
    }

    private void thread(int id, String name, long cpuNanos, long delayNanos) {
        new Fixture(root)
                .file("proc/self/task/" + id + "/comm", name + "\n")
                .file("proc/self/task/" + id + "/schedstat", cpuNanos + " " + delayNanos + " 3\n");
    }
}
