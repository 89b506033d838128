package dev.loopbench.reports.openmetrics;

import dev.loopbench.probes.result.Host;
import org.jspecify.annotations.Nullable;

/** What the machine did to the run; what it does not tell is left out. Stateless. */
final class HostFamilies {

    private HostFamilies() {}

    static void write(Host host, Exposition text) {
        seconds("loopbench_cpu_seconds", "CPU time of the process.", host.cpu().cpuNanos(), text);
        seconds(
                "loopbench_loop_cpu_seconds",
                "CPU time of the loop thread.",
                host.cpu().loopCpuNanos(),
                text);
        seconds(
                "loopbench_loop_run_delay_seconds",
                "Time the loop thread was ready to run and had no core.",
                host.cpu().loopRunDelayNanos(),
                text);
        seconds(
                "loopbench_workers_run_delay_seconds",
                "Time the pool's threads were ready to run and had no core, all together.",
                host.workersRunDelayNanos(),
                text);
        seconds(
                "loopbench_throttled_seconds",
                "Time the CPU quota kept the process from running.",
                host.throttling().throttledNanos(),
                text);
        Double steal = host.others().stealShare();
        if (steal != null) {
            text.gauge(
                            "loopbench_steal_ratio",
                            "ratio",
                            "Share of the cores' time that other guests of the hypervisor took.")
                    .sample(steal);
        }
        Host.Gc gc = host.gc();
        if (gc != null) {
            text.counter("loopbench_gc_pauses", "", "Stops of the world.").sample(gc.pauses());
            seconds("loopbench_gc_seconds", "Time of these stops.", gc.totalNanos(), text);
        }
        Host.ContextSwitches switches = host.contextSwitches();
        if (switches != null) {
            text.counter(
                            "loopbench_loop_context_switches",
                            "",
                            "How often the loop thread left its core.")
                    .sample("kind", "voluntary", switches.voluntary())
                    .sample("kind", "involuntary", switches.involuntary());
        }
    }

    private static void seconds(String name, String help, @Nullable Long nanos, Exposition text) {
        if (nanos != null) {
            text.counter(name, Seconds.UNIT, help).sample(Seconds.of(nanos));
        }
    }
}
