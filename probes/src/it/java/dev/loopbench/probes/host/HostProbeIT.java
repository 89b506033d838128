package dev.loopbench.probes.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.phase.PhaseProbe;
import dev.loopbench.probes.phase.ProbeCost;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On the machine it runs on: what is told, not how much. */
final class HostProbeIT {

    private static final int MEGABYTE = 1 << 20;

    private final NanoClock clock = new SystemNanoClock();
    private volatile byte[] kept = {};

    @Test
    void every_figure_is_told_or_has_a_reason() {
        Host host = measureSomeWork();

        assertThat(host.cpu().cpuNanos()).isPositive();
        assertThat(host.cpu().loopCpuNanos()).isPositive();
        assertThat(host.allocatedBytes() == null)
                .isEqualTo(host.unavailable().containsKey("allocatedBytes"));
        assertThat(kept).isNotNull();
        assertThat(host.throttling().throttledPeriods() == null)
                .isEqualTo(host.unavailable().containsKey("throttledPeriods"));
        assertThat(host.others().stealShare() == null)
                .isEqualTo(host.unavailable().containsKey("stealShare"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void linux_tells_the_context_switches_of_the_loop_thread() {
        assertThat(measureSomeWork().contextSwitches()).isNotNull();
    }

    @Test
    void what_is_allocated_is_counted_whoever_does_it() throws InterruptedException {
        AllocationProbe probe = AllocationProbe.ofThisJvm();
        Thread other = new Thread(() -> keep(new byte[MEGABYTE]));
        probe.open();
        other.start();
        other.join();
        keep(new byte[MEGABYTE]);
        probe.close();

        Reading<Long> bytes = probe.bytes();
        if (bytes.value() == null) {
            assertThat(bytes.reason()).startsWith("a thread ended in the run");
        } else {
            assertThat(bytes.value()).isGreaterThanOrEqualTo(2 * MEGABYTE);
        }
    }

    @Test
    void every_jvm_tells_what_its_living_threads_allocate() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        AllocationProbe probe = new AllocationProbe(() -> AllocationMeter.alive(threads));
        do { // a thread of another test may end meanwhile, and take its count with it
            probe.open();
            keep(new byte[MEGABYTE]);
            probe.close();
            assertThat(probe.bytes().value() == null ? probe.bytes().reason() : "a thread ended")
                    .startsWith("a thread ended");
        } while (probe.bytes().value() == null);

        assertThat(probe.bytes().value()).isGreaterThanOrEqualTo(MEGABYTE);
    }

    /** So that the compiler does not find it useless. */
    private void keep(byte[] bytes) {
        kept = bytes;
    }

    @Test
    void a_collection_is_a_pause() {
        HostProbe probe = HostProbe.ofThisMachine(new SystemNanoClock(), new SystemCpuClock());
        probe.open(clock.nanoTime());
        System.gc();
        probe.close(clock.nanoTime());
        probe.stopListening();

        assertThat(Objects.requireNonNull(probe.host().gc()).pauses()).isPositive();
    }

    @Test
    void the_environment_is_complete_and_stable() {
        Environment first = EnvironmentProbe.ofThisMachine().environment(clock, "epoll");
        Environment second = EnvironmentProbe.ofThisMachine().environment(clock, "epoll");

        assertThat(first.fingerprint()).isEqualTo(second.fingerprint());
        assertThat(first.clock().granularityNanos()).isPositive();
        assertThat(first.clock().readCostNanos()).isPositive();
        assertThat(first.cpu().usableCores()).isPositive();
        assertThat(first.jvm().gc()).isNotBlank();
    }

    @Test
    void the_real_probe_has_a_cost() {
        PhaseProbe probe = new PhaseProbe(ThreadMeter.NONE, Long.MAX_VALUE);
        probe.open(clock.nanoTime());

        assertThat(ProbeCost.nanosPerEvent(clock, probe)).isPositive();
    }

    private Host measureSomeWork() {
        HostProbe probe = HostProbe.ofThisMachine(new SystemNanoClock(), new SystemCpuClock());
        long startNanos = clock.nanoTime();
        probe.open(startNanos);
        long sum = 0;
        for (int i = 0; i < 20_000_000; i++) {
            sum += Long.hashCode(sum + i);
        }
        assertThat(sum).isNotEqualTo(1);
        probe.close(clock.nanoTime());
        probe.stopListening();
        return probe.host();
    }
}
