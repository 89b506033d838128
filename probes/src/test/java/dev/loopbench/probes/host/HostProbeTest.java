package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.probes.result.Host;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostProbeTest {

    @TempDir private Path root;

    @Test
    void every_figure_that_is_missing_has_a_reason() throws ReflectiveOperationException {
        HostProbe probe = probe(new Fixture(root).notLinux(), -1);
        probe.open(0);
        probe.close(1_000);

        assertReasons(probe.host());
        assertThat(probe.host().unavailable()).containsEntry("loopRunDelayNanos", "not Linux");
    }

    @Test
    void the_cpu_time_of_the_process_is_that_of_the_window() {
        long[] cpuNanos = {700};
        HostProbe probe =
                new HostProbe(
                        new Fixture(root).files(),
                        CpuClock.NONE,
                        noGc(),
                        noAllocation(),
                        () -> cpuNanos[0]);
        probe.open(0);
        cpuNanos[0] = 1_500;
        probe.close(1_000);

        assertThat(probe.host().cpu().cpuNanos()).isEqualTo(800);
        assertThat(probe.host().unavailable()).doesNotContainKey("cpuNanos");
    }

    private static void assertReasons(Host host) throws ReflectiveOperationException {
        assertReasons(host, host);
        assertReasons(host.cpu(), host);
        assertReasons(host.throttling(), host);
        assertReasons(host.others(), host);
        assertThat(host.cpu().loopRunDelayNanos()).isNull();
    }

    private static void assertReasons(Record figures, Host host)
            throws ReflectiveOperationException {
        for (RecordComponent component : figures.getClass().getRecordComponents()) {
            if (component.getAccessor().invoke(figures) == null) {
                assertThat(host.unavailable()).containsKey(component.getName());
            }
        }
    }

    private static HostProbe probe(ProcFiles files, long cpuNanos) {
        return new HostProbe(files, CpuClock.NONE, noGc(), noAllocation(), () -> cpuNanos);
    }

    private static AllocationProbe noAllocation() {
        return new AllocationProbe(() -> Reading.missing("not asked"));
    }

    private static GcProbe noGc() {
        return new GcProbe(List.of(), new GcClock(0, 0));
    }
}
