package dev.loopbench.probes.finding;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.result.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Jobs wait for a thread, or share the cores: tells which of the two is short. Immutable.
 *
 * <p>With {@code c} workers and jobs whose service takes {@code g} times their CPU time, a full
 * pool uses {@code c/g} cores. If that is all the machine has left, more threads only move the wait
 * into the service leg; if {@code g} is near 1 and cores are left, threads are short; if {@code g}
 * is large, the jobs themselves wait.
 */
final class PoolRule implements Rule {

    @Override
    public Optional<Verdict> apply(Facts facts) {
        if (facts.jobs() == 0) {
            return Optional.empty();
        }
        boolean saturated = isSaturated(facts);
        if (!saturated && !hasNotableWait(facts)) {
            return oversubscribed(facts);
        }
        String severity = saturated ? WARN : INFO;
        return Optional.of(new Verdict(saturation(facts, severity), facts.waitNanos()));
    }

    private static boolean isSaturated(Facts facts) {
        Double queued = facts.pool().queueNonEmptyShare();
        return facts.pool().utilizationShare() >= Limits.BUSY_POOL_SHARE
                && facts.meanWaitNanos()
                        >= Limits.NOTABLE_WAIT_PER_SERVICE * facts.meanServiceNanos()
                && queued != null
                && queued > Limits.STANDING_QUEUE_SHARE;
    }

    /**
     * What was not spent waiting for busy workers was an idle one's wake-up: threads do not help
     * it.
     */
    private static boolean hasNotableWait(Facts facts) {
        return facts.waitedForThreads()
                && facts.maxWaitNanos()
                        >= Limits.NOTABLE_WAIT_PER_SERVICE * facts.meanServiceNanos()
                && facts.waitShare() >= Limits.NOTABLE_WAIT_SHARE;
    }

    private static Finding saturation(Facts facts, String severity) {
        if (facts.meanServiceNanos() < Limits.TINY_SERVICE_NANOS) {
            return finding(
                    facts,
                    severity,
                    "pool.saturated.tiny-jobs",
                    "Pool saturated by jobs too short to hand over one by one",
                    "A job takes "
                            + Words.time(facts.meanServiceNanos())
                            + ", about what handing it to a thread and back costs: do more in one job.",
                    null);
        }
        OptionalDouble inflation = facts.serviceInflation();
        if (inflation.isEmpty()) {
            return finding(
                    facts,
                    severity,
                    "pool.saturated",
                    "Pool saturated: jobs waited for a thread",
                    "This machine cannot tell CPU time, so not whether more threads would help: try it.",
                    2 * facts.pool().threads());
        }
        double g = inflation.getAsDouble();
        double fullPoolCores = facts.pool().threads() / g;
        int cores = wholeCores(facts);
        if (fullPoolCores >= Limits.FULL_CORES_SHARE * facts.freeCores()) {
            return coresExhausted(facts, severity, cores);
        }
        if (g <= Limits.COMPUTING_INFLATION) {
            return finding(
                    facts,
                    severity,
                    "pool.saturated.cores-idle",
                    "Pool saturated while cores were idle: more threads would help",
                    "The jobs compute and cores are free: "
                            + cores
                            + " threads, one a core, use them.",
                    cores);
        }
        if (fullPoolCores >= Limits.WAITING_CORES_SHARE * facts.freeCores()) {
            return finding(
                    facts,
                    severity,
                    "pool.saturated",
                    "Pool saturated: jobs waited for a thread",
                    "The jobs neither fill the cores nor leave them idle: try more threads.",
                    2 * facts.pool().threads());
        }
        int threads = (int) Math.min(PoolSize.MAX_THREADS, Math.ceil(facts.usableCores() * g));
        return finding(
                facts,
                severity,
                "pool.saturated.jobs-wait",
                "Pool saturated by jobs that wait, not compute: more threads would help",
                "The jobs hold their threads without using the CPU; up to "
                        + threads
                        + " threads fit the cores, if what they wait for can take it.",
                threads);
    }

    private static Finding coresExhausted(Facts facts, String severity, int cores) {
        int threads = facts.pool().threads();
        if (threads <= cores) {
            return finding(
                    facts,
                    severity,
                    "pool.saturated.cores-exhausted",
                    "Pool saturated, cores exhausted: more threads cannot help",
                    "Each worker has a core and no core is left: fewer or cheaper jobs, or more cores.",
                    null);
        }
        return finding(
                facts,
                severity,
                "pool.saturated.cores-exhausted",
                "Pool saturated, cores exhausted: more threads cannot help, " + cores + " would do",
                "More threads would share the same "
                        + Words.count(cores, "core")
                        + " and only move the wait into the service leg. "
                        + Words.count(cores, "thread")
                        + " finish about as soon, each job faster.",
                cores);
    }

    /** Nobody waits for a thread, and yet jobs take far longer than they compute. */
    private static Optional<Verdict> oversubscribed(Facts facts) {
        OptionalDouble inflation = facts.serviceInflation();
        int cores = wholeCores(facts);
        if (inflation.isEmpty()
                || inflation.getAsDouble() < Limits.NOTABLE_INFLATION
                || facts.pool().threads() <= cores
                || cpuCores(facts) < Limits.FULL_CORES_SHARE * facts.freeCores()) {
            return Optional.empty();
        }
        Finding finding =
                finding(
                        facts,
                        INFO,
                        "pool.oversubscribed",
                        "More workers than cores: every job got a thread, but each took longer",
                        Words.count(cores, "thread")
                                + " would finish about as soon, each job faster.",
                        cores);
        double lostNanos = facts.serviceNanos() - facts.serviceCpuNanos().orElse(0);
        return Optional.of(new Verdict(finding, lostNanos));
    }

    private static Finding finding(
            Facts facts,
            String severity,
            String rule,
            String title,
            String advice,
            @Nullable Integer threads) {
        List<String> ruledOut = new ArrayList<>(RuledOut.loop(facts));
        ruledOut.addAll(RuledOut.host(facts));
        String next =
                threads == null || threads == facts.pool().threads()
                        ? null
                        : Words.commandWith(facts.command(), "--threads", threads.toString());
        return new Finding(rule, severity, title, evidence(facts), ruledOut, advice, next);
    }

    private static List<String> evidence(Facts facts) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "jobs waited up to "
                        + Words.time(facts.maxWaitNanos())
                        + " for a thread: "
                        + Words.percent(facts.waitShare())
                        + " of their time");
        lines.add(
                Words.count(facts.pool().threads(), "worker")
                        + " busy "
                        + Words.percent(facts.pool().utilizationShare())
                        + " of the run, queue up to "
                        + facts.pool().depthMax()
                        + " deep");
        OptionalDouble inflation = facts.serviceInflation();
        if (inflation.isPresent()) {
            lines.add(
                    "service took "
                            + Words.digits(inflation.getAsDouble())
                            + "x its CPU time: the jobs used "
                            + Words.digits(cpuCores(facts))
                            + " of "
                            + Words.digits(facts.usableCores())
                            + " cores");
        } else {
            lines.add("service took " + Words.time(facts.meanServiceNanos()) + " on average");
        }
        facts.expectedWait().ifPresent(lines::add);
        return lines;
    }

    private static double cpuCores(Facts facts) {
        return facts.serviceCpuNanos().orElse(0) / Math.max(1, facts.durationNanos());
    }

    private static int wholeCores(Facts facts) {
        return (int) Math.max(1, Math.round(facts.usableCores()));
    }
}
