package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the machines did to several runs. Stateless. */
final class HostSum {

    private HostSum() {}

    static Host of(List<Report> reports) {
        List<Host> hosts = reports.stream().map(Report::host).toList();
        SortedMap<String, String> unavailable = Sums.reasons(hosts, Host::unavailable);
        return new Host(
                Sums.orNull(hosts, Host::cpuNanos),
                Sums.orNull(hosts, Host::loopCpuNanos),
                Sums.orNull(hosts, Host::loopRunDelayNanos),
                Sums.orNull(hosts, Host::throttledPeriods),
                Sums.orNull(hosts, Host::periods),
                Sums.orNull(hosts, Host::throttledNanos),
                Sums.meanOrNull(
                        reports, report -> report.host().stealShare(), HostSum::durationNanos),
                Sums.meanOrNull(
                        reports, report -> report.host().otherCpuCores(), HostSum::durationNanos),
                gc(hosts, unavailable),
                switches(hosts, Host::contextSwitches),
                Sums.fixed(unavailable));
    }

    private static Host.Gc gc(List<Host> hosts, SortedMap<String, String> unavailable) {
        List<Host.Gc> pausing = hosts.stream().map(Host::gc).filter(gc -> gc.pauses() > 0).toList();
        boolean told = !pausing.isEmpty() && pausing.stream().allMatch(gc -> gc.maxNanos() != null);
        Long maxNanos =
                told
                        ? pausing.stream()
                                .map(Host.Gc::maxNanos)
                                .filter(Objects::nonNull)
                                .reduce(0L, Math::max)
                        : null;
        if (told) {
            unavailable.remove("gc.maxNanos");
        }
        return new Host.Gc(
                pausing.stream().mapToLong(Host.Gc::pauses).sum(),
                pausing.stream().mapToLong(Host.Gc::totalNanos).sum(),
                maxNanos);
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
