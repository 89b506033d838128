package dev.loopbench.probes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.loopbench.probes.host.Fixture;
import dev.loopbench.probes.result.Host.ContextSwitches;
import dev.loopbench.probes.result.ServerFigures;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerProbeTest {

    private static final ServerFigures.Connections NONE = new ServerFigures.Connections(0, 0, 0, 0);

    @TempDir private Path folder = Path.of("");

    private Fixture machine = new Fixture(folder);
    private final FakeThreads threads = new FakeThreads();
    private Optional<String> nativeMemory = Optional.empty();
    private long cpuNanos;

    @BeforeEach
    void empty_machine() {
        machine = new Fixture(folder);
    }

    @Test
    void threads_are_the_most_that_lived_at_once_in_the_window() {
        threads.peak = 900;
        ServerProbe probe = probe();
        probe.open();
        threads.peak = 40;
        probe.close();

        assertThat(threads.resets).isEqualTo(1);
        assertThat(probe.figures(ServerFigures.Model.THREADS, null, NONE).threadCounts().threads())
                .isEqualTo(40);
        assertThat(probe.figures(ServerFigures.Model.THREADS, null, NONE).model())
                .isEqualTo(ServerFigures.Model.THREADS);
    }

    @Test
    void threads_that_started_and_are_gone_have_ended() {
        threads.live = 10;
        threads.started = 100;
        ServerProbe probe = probe();
        probe.open();
        threads.live = 12;
        threads.started = 105;
        probe.close();

        assertThat(
                        probe.figures(ServerFigures.Model.LOOP, null, NONE)
                                .threadCounts()
                                .threadsEnded())
                .isEqualTo(3);
    }

    @Test
    void cpu_time_is_that_of_the_window() {
        cpuNanos = 1_000;
        ServerProbe probe = probe();
        probe.open();
        cpuNanos = 1_700;
        probe.close();

        assertThat(probe.figures(ServerFigures.Model.LOOP, null, NONE).cpuNanos()).isEqualTo(700);
    }

    @Test
    void context_switches_are_added_up_over_the_threads_alive_at_the_end() {
        task(1, 100, 10);
        task(2, 50, 5);
        ServerProbe probe = probe();
        probe.open();
        task(1, 130, 11);
        task(3, 7, 2);
        machine.file("proc/self/task/2/status", "Name:\tgone\n");
        probe.close();

        assertThat(probe.figures(ServerFigures.Model.LOOP, null, NONE).contextSwitches())
                .isEqualTo(new ContextSwitches(37, 3));
    }

    @Test
    void a_thread_that_took_the_number_of_an_ended_one_counts_from_zero() {
        task(1, 100, 10);
        ServerProbe probe = probe();
        probe.open();
        task(1, 4, 1);
        probe.close();

        assertThat(probe.figures(ServerFigures.Model.LOOP, null, NONE).contextSwitches())
                .isEqualTo(new ContextSwitches(4, 1));
    }

    @Test
    void memory_is_counted_page_by_page_where_the_kernel_does_so() {
        machine.file("proc/self/smaps_rollup", "00-ff ---p 0 00:00 0 [rollup]\nRss:  300 kB\n")
                .file("proc/self/status", "VmHWM:\t     250 kB\nVmRSS:\t     200 kB\n");

        ServerFigures figures = figures();
        assertThat(figures.footprint().rssBytes()).isEqualTo(300 * 1024);
        assertThat(figures.footprint().rssPeakBytes()).isEqualTo(300 * 1024);
    }

    @Test
    void memory_is_the_kernels_sum_elsewhere() {
        machine.file("proc/self/status", "VmHWM:\t     250 kB\nVmRSS:\t     200 kB\n");

        ServerFigures figures = figures();
        assertThat(figures.footprint().rssBytes()).isEqualTo(200 * 1024);
        assertThat(figures.footprint().rssPeakBytes()).isEqualTo(250 * 1024);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(stack: reserved=230686720, committed=22106112)",
                "(stack: reserved=230686720, committed=22106112, peak=22206112)",
            })
    void stacks_are_what_the_native_memory_tracking_says(String stacks) {
        nativeMemory =
                Optional.of(
                        "Total: reserved=1921718882, committed=334346850\n"
                                + "- Thread (reserved=231343472, committed=22762864)\n"
                                + "         (thread #220)\n         "
                                + stacks
                                + "\n         (malloc=394720 #1327)\n");

        ServerFigures figures = figures();
        assertThat(figures.footprint().stackReservedBytes()).isEqualTo(230_686_720);
        assertThat(figures.footprint().stackCommittedBytes()).isEqualTo(22_106_112);
    }

    @Test
    void without_the_tracking_stacks_have_a_reason() {
        nativeMemory = Optional.of("Native memory tracking is not enabled\n");

        assertThat(figures().footprint().stackCommittedBytes()).isNull();
        assertThat(figures().unavailable())
                .containsEntry(
                        "stackCommittedBytes",
                        "the JVM does not run with -XX:NativeMemoryTracking=summary");
    }

    @Test
    void a_platform_that_tells_nothing_leaves_reasons_in_place_of_figures() {
        cpuNanos = -1;
        ServerProbe probe =
                new ServerProbe(machine.notLinux(), threads, () -> nativeMemory, () -> cpuNanos);
        probe.open();
        probe.close();

        ServerFigures figures = probe.figures(ServerFigures.Model.LOOP, null, NONE);
        assertThat(figures.contextSwitches()).isNull();
        assertThat(figures.unavailable())
                .containsExactly(
                        entry("contextSwitches", "not Linux"),
                        entry("cpuNanos", "the platform does not tell the process's CPU time"),
                        entry("requests", "a server of threads is not watched request by request"),
                        entry("rssBytes", "not Linux"),
                        entry("rssPeakBytes", "not Linux"),
                        entry("stackCommittedBytes", "this JVM has no native memory tracking"),
                        entry("stackReservedBytes", "this JVM has no native memory tracking"));
    }

    private ServerFigures figures() {
        ServerProbe probe = probe();
        probe.open();
        probe.close();
        return probe.figures(ServerFigures.Model.LOOP, null, NONE);
    }

    private ServerProbe probe() {
        return new ServerProbe(machine.files(), threads, () -> nativeMemory, () -> cpuNanos);
    }

    private void task(int id, long voluntary, long involuntary) {
        machine.file(
                "proc/self/task/" + id + "/status",
                "Name:\tjava\nvoluntary_ctxt_switches:\t"
                        + voluntary
                        + "\nnonvoluntary_ctxt_switches:\t"
                        + involuntary
                        + "\n");
    }

    private static final class FakeThreads implements JvmThreads {

        private long live;
        private long started;
        private long peak;
        private int resets;

        @Override
        public long live() {
            return live;
        }

        @Override
        public long started() {
            return started;
        }

        @Override
        public long peak() {
            return peak;
        }

        @Override
        public void resetPeak() {
            resets++;
        }
    }
}
