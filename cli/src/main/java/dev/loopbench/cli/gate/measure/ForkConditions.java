package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Environment.Cpu;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Comparison.Conditions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the machine did to a fork, and whether that makes it invalid. Immutable.
 *
 * <p>The rules see conditions alone, never a result, so that no result can be thrown away for what
 * it is.
 *
 * @param usableCores of the fork
 */
public record ForkConditions(Conditions conditions, double usableCores) {

    /** Of the CPU time of all cores. */
    static final double STEAL_SHARE_MAX = 0.02;

    /** Of the fork's measured time. */
    static final double THROTTLED_SHARE_MAX = 0.01;

    /** Of the cores that the fork may use, taken by processes that have no part in it. */
    static final double OTHER_CORES_SHARE_MAX = 0.1;

    public static ForkConditions of(Report report) {
        Host host = report.host();
        long durationNanos = report.run().durationNanos();
        Cpu cpu = report.environment().cpu();
        Double quotaCores = cpu.quotaCores();
        int usable = Objects.requireNonNullElse(cpu.usableCores(), 1);
        Host.Gc gc = host.gc();
        return new ForkConditions(
                new Conditions(
                        host.others().stealShare(),
                        share(host.throttling().throttledNanos(), durationNanos),
                        ofStrangers(report),
                        share(host.cpu().loopRunDelayNanos(), durationNanos),
                        share(gc == null ? null : (Long) gc.totalNanos(), durationNanos)),
                quotaCores == null ? usable : Math.min(usable, quotaCores));
    }

    /** What there is around this process, which does nothing meanwhile. */
    static ForkConditions around(Host host, long durationNanos) {
        return new ForkConditions(
                new Conditions(
                        host.others().stealShare(),
                        share(host.throttling().throttledNanos(), durationNanos),
                        host.others().otherCpuCores(),
                        null,
                        null),
                Runtime.getRuntime().availableProcessors());
    }

    /** Why the fork is invalid; empty if it is not. */
    public Optional<String> disturbance() {
        if (isAbove(conditions.stealShare(), STEAL_SHARE_MAX)) {
            return Optional.of("the hypervisor took " + percent(conditions.stealShare()));
        }
        if (isAbove(conditions.throttledShare(), THROTTLED_SHARE_MAX)) {
            return Optional.of(
                    "the CPU quota stopped it for " + percent(conditions.throttledShare()));
        }
        Double others = conditions.otherCores();
        if (others != null && others > OTHER_CORES_SHARE_MAX * usableCores) {
            return Optional.of(
                    "other processes used "
                            + Numbers.count(others)
                            + " of its "
                            + Numbers.count(usableCores)
                            + " cores");
        }
        return Optional.empty();
    }

    /** Whether this machine tells what one of the rules asks for. */
    boolean isScreened() {
        return conditions.stealShare() != null
                && conditions.throttledShare() != null
                && conditions.otherCores() != null;
    }

    /** Clients of the run are other processes, but no strangers. */
    private static @Nullable Double ofStrangers(Report report) {
        Double others = report.host().others().otherCpuCores();
        Clients clients = report.clients();
        if (others == null || clients == null) {
            return others;
        }
        Double own = share(clients.generator().cpuNanos(), report.run().durationNanos());
        return own == null ? others : Double.valueOf(Math.max(0, others - own));
    }

    private static @Nullable Double share(@Nullable Long nanos, long durationNanos) {
        return nanos == null || durationNanos <= 0 ? null : (double) nanos / durationNanos;
    }

    private static boolean isAbove(@Nullable Double share, double most) {
        return share != null && share > most;
    }

    private static String percent(@Nullable Double share) {
        return Numbers.share(share == null ? 0 : share) + " of its time";
    }
}
