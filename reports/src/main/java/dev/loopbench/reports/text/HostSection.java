package dev.loopbench.reports.text;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;

/** What the machine did to the run, and what it does not tell. */
final class HostSection implements Section {

    /** From here on other guests of the hypervisor are part of the result. */
    private static final double STEAL_WARN_SHARE = 0.01;

    @Override
    public void write(Report report, Page page) {
        Host host = report.host();
        List<Line> items = new ArrayList<>();
        if (host.gc() != null) {
            items.add(page.line(gc(host.gc())));
        }
        items.addAll(Fact.lines(facts(report), host.unavailable(), page));
        page.gap();
        page.items(page.heading("Host"), items);
    }

    /** Clients of the run are other processes, and no strangers. */
    private static String others(double cores, Report report) {
        Clients clients = report.clients();
        Long clientsNanos = clients == null ? null : clients.generator().cpuNanos();
        if (clientsNanos == null || report.run().durationNanos() <= 0) {
            return "others used " + Numbers.count(cores) + " cores";
        }
        double ofClients = (double) clientsNanos / report.run().durationNanos();
        return "clients used "
                + Numbers.count(ofClients)
                + " cores, others "
                + Numbers.count(Math.max(0, cores - ofClients));
    }

    private static List<Fact> facts(Report report) {
        Host host = report.host();
        Long throttled = host.throttling().throttledPeriods();
        Double steal = host.others().stealShare();
        return List.of(
                Fact.of(
                        "loopRunDelayNanos",
                        "run-queue delay",
                        host.cpu().loopRunDelayNanos(),
                        delay -> "loop waited " + Numbers.nanos(delay) + " for a core"),
                Fact.of(
                        "workersRunDelayNanos",
                        "run-queue delay of the workers",
                        host.workersRunDelayNanos(),
                        delay -> "workers " + Numbers.nanos(delay)),
                Fact.of("throttledPeriods", "throttling", throttled, n -> throttling(host, n))
                        .warnIf(throttled != null && throttled > 0),
                Fact.of("stealShare", "steal", steal, share -> "steal " + Numbers.share(share))
                        .warnIf(steal != null && steal >= STEAL_WARN_SHARE),
                Fact.of(
                        "otherCpuCores",
                        "other processes",
                        host.others().otherCpuCores(),
                        cores -> others(cores, report)),
                Fact.of(
                        "cpuNanos",
                        "CPU time",
                        host.cpu().cpuNanos(),
                        nanos -> "process CPU " + Numbers.nanos(nanos)),
                Fact.of(
                        "loopCpuNanos",
                        "loop CPU time",
                        host.cpu().loopCpuNanos(),
                        nanos -> "loop CPU " + Numbers.nanos(nanos)),
                Fact.of(
                        "allocatedBytes",
                        "allocation",
                        host.allocatedBytes(),
                        bytes -> "allocated " + Numbers.bytes(bytes)),
                Fact.of(
                        "contextSwitches",
                        "context switches",
                        host.contextSwitches(),
                        HostSection::switches));
    }

    private static String gc(Host.Gc gc) {
        if (gc.pauses() == 0) {
            return "no GC pause";
        }
        String longest = gc.maxNanos() == null ? "" : ", longest " + Numbers.nanos(gc.maxNanos());
        return Numbers.count(gc.pauses(), "GC pause") + " " + gcTotal(gc) + longest;
    }

    /** The JVM counts pauses in whole milliseconds: some add up to none. */
    static String gcTotal(Host.Gc gc) {
        return gc.totalNanos() == 0 ? "below 1ms" : Numbers.nanos(gc.totalNanos());
    }

    private static String throttling(Host host, long throttled) {
        Long periods = host.throttling().periods();
        if (periods != null && periods == 0) {
            return "no CPU quota";
        }
        Long nanos = host.throttling().throttledNanos();
        return "throttled in "
                + Numbers.count(throttled)
                + (periods == null ? " periods" : " of " + Numbers.count(periods, "period"))
                + (throttled > 0 && nanos != null ? ", " + Numbers.nanos(nanos) : "");
    }

    private static String switches(Host.ContextSwitches switches) {
        return "loop switched out "
                + Numbers.count(switches.voluntary())
                + "× to wait, "
                + Numbers.count(switches.involuntary())
                + "× by force";
    }
}
