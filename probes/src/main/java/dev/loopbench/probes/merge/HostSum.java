package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the machines did to several runs. Stateless. */
final class HostSum {

    private static final String LONGEST_PAUSE = "gc.maxNanos";

    /** Of one run, with the reasons for what it does not tell. */
    private record Pauses(Host host, Host.Gc gc) {}

    private HostSum() {}

    static Host of(List<Report> reports) {
        List<Host> hosts = reports.stream().map(Report::host).toList();
        SortedMap<String, String> unavailable = Sums.reasons(hosts, Host::unavailable);
        return new Host(
                new Host.Cpu(
                        Sums.orNull(hosts, own -> own.cpu().cpuNanos()),
                        Sums.orNull(hosts, own -> own.cpu().loopCpuNanos()),
                        Sums.orNull(hosts, own -> own.cpu().loopRunDelayNanos())),
                new Host.Throttling(
                        Sums.orNull(hosts, own -> own.throttling().throttledPeriods()),
                        Sums.orNull(hosts, own -> own.throttling().periods()),
                        Sums.orNull(hosts, own -> own.throttling().throttledNanos())),
                new Host.Others(
                        Sums.meanOrNull(
                                reports,
                                report -> report.host().others().stealShare(),
                                HostSum::durationNanos),
                        Sums.meanOrNull(
                                reports,
                                report -> report.host().others().otherCpuCores(),
                                HostSum::durationNanos)),
                gc(hosts, unavailable),
                switches(hosts, Host::contextSwitches),
                Sums.orNull(hosts, Host::allocatedBytes),
                Sums.orNull(hosts, Host::workersRunDelayNanos),
                Sums.fixed(unavailable));
    }

    /** Null where one of the parts could not tell of it. */
    private static Host.@Nullable Gc gc(List<Host> hosts, SortedMap<String, String> unavailable) {
        List<Pauses> all = new ArrayList<>();
        for (Host host : hosts) {
            Host.Gc gc = host.gc();
            if (gc == null) {
                return null;
            }
            all.add(new Pauses(host, gc));
        }
        List<Pauses> pausing = all.stream().filter(own -> own.gc.pauses() > 0).toList();
        Long maxNanos =
                pausing.stream()
                        .map(own -> own.gc.maxNanos())
                        .filter(Objects::nonNull)
                        .reduce(Math::max)
                        .orElse(null);
        Optional<String> untold =
                pausing.stream()
                        .filter(own -> own.gc.maxNanos() == null)
                        .map(own -> whyNoLongestPause(own.host))
                        // One shorter than what the JVM tells is not the longest of several.
                        .filter(why -> maxNanos == null || !why.equals(Host.Gc.BELOW_RESOLUTION))
                        .min(Comparator.comparing(Host.Gc.BELOW_RESOLUTION::equals));
        if (!pausing.isEmpty()) {
            unavailable.remove(LONGEST_PAUSE);
            untold.ifPresent(why -> unavailable.put(LONGEST_PAUSE, why));
        }
        return new Host.Gc(
                pausing.stream().mapToLong(own -> own.gc.pauses()).sum(),
                pausing.stream().mapToLong(own -> own.gc.totalNanos()).sum(),
                untold.isPresent() ? null : maxNanos,
                Sums.orNull(all, own -> own.gc.calledPauses()));
    }

    private static String whyNoLongestPause(Host host) {
        return host.unavailable().getOrDefault(LONGEST_PAUSE, "a run does not tell it");
    }

    /** Null where one of the parts could not tell them. */
    static <T> Host.@Nullable ContextSwitches switches(
            List<T> parts, Function<T, Host.@Nullable ContextSwitches> figure) {
        long voluntary = 0;
        long involuntary = 0;
        for (T part : parts) {
            Host.ContextSwitches own = figure.apply(part);
            if (own == null) {
                return null;
            }
            voluntary += own.voluntary();
            involuntary += own.involuntary();
        }
        return new Host.ContextSwitches(voluntary, involuntary);
    }

    private static double durationNanos(Report report) {
        return report.run().durationNanos();
    }
}
