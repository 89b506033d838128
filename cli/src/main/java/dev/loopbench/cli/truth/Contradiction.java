package dev.loopbench.cli.truth;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Environment.Cpu;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sentences that the figures of their own report contradict, whatever the cause is: each of these
 * could not be printed beside those figures. Stateless.
 */
final class Contradiction {

    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.97;
    private static final double HARDLY = 0.01;
    private static final double HARDLY_STRETCHED = 1.1;
    private static final double NEIGHBOURS_LEAST = 0.05;
    private static final double MUCH_WAITING = 1.0 / 3;
    private static final long SHORT_DELAY_NANOS = 2_000_000;

    private Contradiction() {}

    /** What the figures say against a finding of this rule; empty if nothing. */
    static List<String> of(String rule, Report report) {
        List<String> found = new ArrayList<>();
        double usable = usableCores(report);
        double used = usedCores(report) + orNothing(report.host().others().otherCpuCores());
        if (rule.equals("pool.saturated.cores-exhausted") && used < HALF * usable) {
            found.add("cores exhausted, and " + ofCores(used, usable));
        }
        if (rule.equals("pool.saturated.cores-idle") && used > NEARLY_ALL * usable) {
            found.add("cores idle, and " + ofCores(used, usable));
        }
        double pool = orNothing(report.pool().utilizationShare());
        if (rule.startsWith("pool.saturated") && pool < HALF) {
            found.add("pool saturated, and " + Numbers.share(pool) + " of it was used");
        }
        if (rule.equals("pool.oversubscribed") && stretch(report) < HARDLY_STRETCHED) {
            found.add("jobs slowed down, and they took their CPU time");
        }
        if (rule.equals("host.neighbours")
                && orNothing(report.host().others().otherCpuCores()) < NEIGHBOURS_LEAST * usable) {
            found.add("neighbours, and there were hardly any");
        }
        if (rule.equals("loop.starved") && starvedShare(report) < HARDLY) {
            found.add("the loop had no core, and it waited for one hardly ever");
        }
        Host.Gc gc = report.host().gc();
        if (rule.equals("loop.paused.gc") && (gc == null || gc.pauses() == 0)) {
            found.add("paused by the collector, and it did not pause");
        }
        Loop.Delay delay = report.loop().delay();
        if (rule.startsWith("loop.blocked")
                && (delay == null || delay.maxNanos() < SHORT_DELAY_NANOS)) {
            found.add("the loop was blocked, and nothing waited for it");
        }
        if (rule.equals(RandomTrial.NONE) && waitShare(report) > MUCH_WAITING) {
            found.add("nothing wrong, and jobs waited for more than a third of their time");
        }
        return List.copyOf(found);
    }

    private static String ofCores(double used, double usable) {
        return Numbers.count(used) + " of " + Numbers.count(usable) + " were used";
    }

    private static double usableCores(Report report) {
        Cpu cpu = report.environment().cpu();
        Double quota = cpu.quotaCores();
        int usable = Objects.requireNonNullElse(cpu.usableCores(), 1);
        return quota == null ? usable : Math.min(quota, usable);
    }

    private static double usedCores(Report report) {
        Long cpu = report.host().cpu().cpuNanos();
        return cpu == null || report.run().durationNanos() <= 0
                ? 0
                : (double) cpu / report.run().durationNanos();
    }

    private static double starvedShare(Report report) {
        Long delay = report.host().cpu().loopRunDelayNanos();
        return delay == null || report.run().durationNanos() <= 0
                ? 0
                : (double) delay / report.run().durationNanos();
    }

    private static double stretch(Report report) {
        double service = 0;
        double cpu = 0;
        for (Operation operation : report.operations()) {
            Long own = operation.legs().serviceCpuNanos();
            service += sum(operation.legs().serviceLeg());
            cpu += own == null ? 0 : own;
        }
        return cpu <= 0 ? 1 : service / cpu;
    }

    private static double waitShare(Report report) {
        double waited = 0;
        double all = 0;
        for (Operation operation : report.operations()) {
            double wait = sum(operation.legs().waitLeg());
            waited += wait;
            all += wait + sum(operation.legs().serviceLeg()) + sum(operation.legs().returnLeg());
        }
        return all <= 0 ? 0 : waited / all;
    }

    private static double sum(@Nullable Histogram histogram) {
        Double mean = histogram == null ? null : histogram.meanNanos();
        return histogram == null || mean == null ? 0 : mean * histogram.count();
    }

    private static double orNothing(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
