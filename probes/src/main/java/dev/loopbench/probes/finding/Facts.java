package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.ServerFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures the rules reason with, derived from one report. Immutable; times in nanoseconds. */
final class Facts {

    /** Kernel ticks are coarse: a sum of readings may exceed the cores there are. */
    private static final double LEAST_FREE_CORES = 0.1;

    static final String TICKS = "ticks";
    private static final String MICROTASKS = "microtasks";

    private final Report report;

    Facts(Report report) {
        this.report = report;
    }

    Pool pool() {
        return report.pool();
    }

    Loop loop() {
        return report.loop();
    }

    Host host() {
        return report.host();
    }

    List<Operation> operations() {
        return report.operations();
    }

    boolean hasSlowLane() {
        return report.config().pool().slowLane();
    }

    /**
     * The queue, ticks or microtasks, that held the loop for most of the time it was busy for long;
     * empty if events hardly waited or something else held it.
     */
    Optional<Loop.PhaseTime> starvingQueue() {
        if (loop().delay().p99Nanos() < Limits.BLOCKED_DELAY_NANOS || isLoopStarved()) {
            return Optional.empty();
        }
        return loop().phases().stream()
                .filter(row -> row.phase().equals(TICKS) || row.phase().equals(MICROTASKS))
                .filter(row -> longBusyNanos(row.phase()) >= longBusyNanos() / 2)
                .max(Comparator.comparingLong(Loop.PhaseTime::totalNanos));
    }

    /** Of {@link #longBusyNanos()}, what was spent in this phase for the most part. */
    private double longBusyNanos(String phase) {
        if (loop().stalls().isEmpty()) {
            return loop().phases().stream()
                    .filter(row -> row.phase().equals(phase))
                    .mapToLong(Loop.PhaseTime::totalNanos)
                    .sum();
        }
        return loop().stalls().stream()
                .filter(stall -> stall.phase().equals(phase))
                .mapToLong(Loop.Stall::durationNanos)
                .sum();
    }

    /**
     * What queueing theory makes of the wait, as a sentence; empty where it has no say: more than
     * one workload, a load that is no stream of arrivals, or no pool.
     */
    Optional<String> expectedWait() {
        return ExpectedWait.of(report);
    }

    /** Null where the work came from no connections. */
    @Nullable Clients clients() {
        return report.clients();
    }

    /** Whether it was the loop that answered: a server of threads leaves it idle. */
    boolean isServedElsewhere() {
        ServerFigures server = report.server();
        return server != null && !server.model().equals(ServerFigures.LOOP);
    }

    /** The round trips of the clients; empty where there were none. */
    Optional<Operation> roundTrips() {
        return report.clients() == null || report.operations().isEmpty()
                ? Optional.empty()
                : Optional.of(report.operations().get(0));
    }

    /** Whether those the loop works for had to wait for it. */
    boolean isDelayNoticed() {
        return maxReturnNanos() >= Limits.NOTABLE_RETURN_NANOS || isDelayCommon();
    }

    /** Whether one round trip in a hundred, or every connection, had to wait for the loop. */
    boolean isDelayCommon() {
        return isSeenByAllConnections()
                || roundTrips()
                        .map(trips -> trips.response().percentiles().get("99"))
                        .filter(p99 -> p99 >= Limits.NOTABLE_RETURN_NANOS)
                        .isPresent();
    }

    /** Whether no connection was spared, however rare the slow round trips were. */
    private boolean isSeenByAllConnections() {
        Clients clients = report.clients();
        Clients.Slowest slowest = clients == null ? null : clients.slowest();
        return slowest != null && slowest.minNanos() >= Limits.BLOCKED_DELAY_NANOS;
    }

    /**
     * Whether clients waited because the loop did: it was ready without a core for longer than it
     * used one. False where the kernel does not tell.
     */
    boolean isLoopWaitingForCores() {
        Long delay = host().loopRunDelayNanos();
        Long cpu = host().loopCpuNanos();
        return clients() != null
                && !isServedElsewhere()
                && delay != null
                && cpu != null
                && delay >= cpu;
    }

    /** The slowest callback of any phase; empty if there was none. */
    Optional<Loop.Slowest> slowestCallback() {
        return loop().phases().stream()
                .flatMap(phase -> Optional.ofNullable(phase.slowest()).stream())
                .max(Comparator.comparingLong(Loop.Slowest::durationNanos));
    }

    /**
     * Whether a loop that serves clients is held by their number: what events wait for is a busy
     * period as most are, of many callbacks, and not a rare long one.
     */
    boolean isHeldByMany() {
        Long typicalNanos = loop().busy().percentiles().get("50");
        return clients() != null
                && typicalNanos != null
                && typicalNanos >= Limits.TYPICAL_DELAY_SHARE * loop().delay().p99Nanos()
                && loop().events() >= Limits.MANY_EVENTS * loop().iterations();
    }

    /** Cores that processes took which have no part in the run; empty if nobody tells. */
    OptionalDouble strangerCores() {
        return strangerCores(report);
    }

    static OptionalDouble strangerCores(Report report) {
        Double others = report.host().otherCpuCores();
        if (others == null) {
            return OptionalDouble.empty();
        }
        Clients clients = report.clients();
        Long clientsCpuNanos = clients == null ? null : clients.cpuNanos();
        double own =
                clientsCpuNanos == null
                        ? 0
                        : (double) clientsCpuNanos / Math.max(1, report.run().durationNanos());
        return OptionalDouble.of(Math.max(0, others - own));
    }

    List<String> command() {
        return report.run().command();
    }

    long durationNanos() {
        return report.run().durationNanos();
    }

    /** Cores this process may use: what the scheduler gives and the quota allows. */
    double usableCores() {
        int usable = report.environment().cpu().usableCores();
        Double quota = report.environment().cpu().quotaCores();
        return quota == null ? usable : Math.min(usable, quota);
    }

    /**
     * Usable cores less what other processes and this one's other threads (loop, compiler,
     * collector) took during the run, as far as that is known: what was left for the pool.
     */
    double freeCores() {
        Double others = host().otherCpuCores();
        double taken = others == null ? 0 : others;
        Long cpuNanos = host().cpuNanos();
        if (cpuNanos != null && serviceCpuNanos().isPresent()) {
            taken +=
                    Math.max(0, cpuNanos - serviceCpuNanos().getAsDouble())
                            / Math.max(1, durationNanos());
        }
        return Math.max(LEAST_FREE_CORES, usableCores() - taken);
    }

    double waitNanos() {
        return total(Operation::waitLeg);
    }

    double serviceNanos() {
        return total(Operation::serviceLeg);
    }

    double returnNanos() {
        return total(Operation::returnLeg);
    }

    /** Time of all legs of all jobs; the shares of the legs refer to it. */
    double legsNanos() {
        return waitNanos() + serviceNanos() + returnNanos();
    }

    double meanWaitNanos() {
        return mean(waitNanos(), Operation::waitLeg);
    }

    double meanServiceNanos() {
        return mean(serviceNanos(), Operation::serviceLeg);
    }

    long maxWaitNanos() {
        return max(Operation::waitLeg);
    }

    long maxReturnNanos() {
        return max(Operation::returnLeg);
    }

    long jobs() {
        return count(Operation::serviceLeg);
    }

    double waitShare() {
        return legsNanos() == 0 ? 0 : waitNanos() / legsNanos();
    }

    double returnShare() {
        return legsNanos() == 0 ? 0 : returnNanos() / legsNanos();
    }

    /** Whether waiting met busy workers, and not idle ones on their way. */
    boolean waitedForThreads() {
        Double whileFull = pool().queuedWhileFullShare();
        return whileFull != null && whileFull >= Limits.WAIT_FOR_THREADS_SHARE;
    }

    /** CPU time of all service legs; empty where the machine cannot tell. */
    OptionalDouble serviceCpuNanos() {
        double sum = 0;
        for (Operation operation : report.operations()) {
            Histogram service = operation.serviceLeg();
            if (service == null || service.count() == 0) {
                continue;
            }
            Long cpu = operation.serviceCpuNanos();
            if (cpu == null) {
                return OptionalDouble.empty();
            }
            sum += cpu;
        }
        return sum > 0 ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /** Service time over CPU time: 1 where jobs ran undisturbed on a core. */
    OptionalDouble serviceInflation() {
        OptionalDouble cpu = serviceCpuNanos();
        return cpu.isPresent()
                ? OptionalDouble.of(Math.max(1, serviceNanos() / cpu.getAsDouble()))
                : OptionalDouble.empty();
    }

    /** Time outside the kernel's poll. */
    double busyNanos() {
        return loop().utilizationShare() * durationNanos();
    }

    /** Busy time in stalls or, where no busy period was long enough to be one, all busy time. */
    double longBusyNanos() {
        long stalled = 0;
        for (Loop.Stall stall : loop().stalls()) {
            stalled += stall.durationNanos();
        }
        return stalled > 0 ? stalled : busyNanos();
    }

    /**
     * Whether what events met was the loop's lack of a core: it was ready without one for most of
     * the time it was busy for long or, where it never was, for a good part of the run. False where
     * the kernel does not tell.
     */
    boolean isLoopStarved() {
        Long delay = host().loopRunDelayNanos();
        if (delay == null || durationNanos() == 0) {
            return false;
        }
        return loop().delay().p99Nanos() >= Limits.BLOCKED_DELAY_NANOS
                ? delay >= longBusyNanos() / 2
                : (double) delay / durationNanos() >= Limits.STARVED_SHARE;
    }

    /**
     * CPU time of the loop thread over the busy time it had a core for, at the most; empty if it
     * cannot be told.
     */
    OptionalDouble loopCpuShare() {
        Long cpu = host().loopCpuNanos();
        Long delay = host().loopRunDelayNanos();
        double ready = busyNanos() - (delay == null ? 0 : delay);
        return cpu == null || ready <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.min(1, cpu / ready));
    }

    /**
     * Whether the loop thread's CPU time is most of its busy time as it stands. The run-queue delay
     * also holds waits that lie outside of busy time, so that the share above may be too large,
     * never this.
     */
    boolean isLoopMostlyOnCpu() {
        Long cpu = host().loopCpuNanos();
        return cpu != null && cpu >= busyNanos() / 2;
    }

    private double total(Function<Operation, @Nullable Histogram> leg) {
        double sum = 0;
        for (Operation operation : report.operations()) {
            Histogram histogram = leg.apply(operation);
            if (histogram != null && histogram.meanNanos() != null) {
                sum += histogram.meanNanos() * histogram.count();
            }
        }
        return sum;
    }

    private double mean(double total, Function<Operation, @Nullable Histogram> leg) {
        long count = count(leg);
        return count == 0 ? 0 : total / count;
    }

    private long count(Function<Operation, @Nullable Histogram> leg) {
        long count = 0;
        for (Operation operation : report.operations()) {
            Histogram histogram = leg.apply(operation);
            count += histogram == null ? 0 : histogram.count();
        }
        return count;
    }

    private long max(Function<Operation, @Nullable Histogram> leg) {
        long max = 0;
        for (Operation operation : report.operations()) {
            Histogram histogram = leg.apply(operation);
            if (histogram != null && histogram.maxNanos() != null) {
                max = Math.max(max, histogram.maxNanos());
            }
        }
        return max;
    }
}
