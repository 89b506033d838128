package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The legs of all jobs of a run together. Immutable; nanoseconds. */
final class Legs {

    private final List<Operation> operations;
    private final Pool pool;

    Legs(List<Operation> operations, Pool pool) {
        this.operations = operations;
        this.pool = pool;
    }

    long jobs() {
        return count(own -> own.legs().serviceLeg());
    }

    double waitNanos() {
        return total(own -> own.legs().waitLeg());
    }

    double serviceNanos() {
        return total(own -> own.legs().serviceLeg());
    }

    double returnNanos() {
        return total(own -> own.legs().returnLeg());
    }

    double meanWaitNanos() {
        return mean(waitNanos(), own -> own.legs().waitLeg());
    }

    double meanServiceNanos() {
        return mean(serviceNanos(), own -> own.legs().serviceLeg());
    }

    long maxWaitNanos() {
        return max(own -> own.legs().waitLeg());
    }

    long maxReturnNanos() {
        return max(own -> own.legs().returnLeg());
    }

    /** Of the kind that has the longest; its longest where a hundredth cannot be told. */
    long p99ReturnNanos() {
        long longest = 0;
        for (Operation operation : operations) {
            Histogram leg = operation.legs().returnLeg();
            Long p99 = leg == null ? null : leg.percentiles().get("99");
            Long nanos = leg == null || p99 != null ? p99 : leg.maxNanos();
            longest = Math.max(longest, nanos == null ? 0 : nanos);
        }
        return longest;
    }

    /** Of the time of all legs. */
    double waitShare() {
        return share(waitNanos());
    }

    double returnShare() {
        return share(returnNanos());
    }

    /** Whether waiting met busy workers, and not idle ones on their way. */
    boolean waitedForThreads() {
        Double whileFull = pool.waiting().queuedWhileFullShare();
        return whileFull != null && Condition.WAIT_FOR_THREADS.isReached(whileFull);
    }

    /** CPU time of all service legs; empty where the machine cannot tell. */
    OptionalDouble serviceCpuNanos() {
        double sum = 0;
        for (Operation operation : operations) {
            Histogram service = operation.legs().serviceLeg();
            if (service == null || service.count() == 0) {
                continue;
            }
            Long cpu = operation.legs().serviceCpuNanos();
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

    private double share(double nanos) {
        double all = waitNanos() + serviceNanos() + returnNanos();
        return all == 0 ? 0 : nanos / all;
    }

    /** Of all values of a distribution; 0 where there is none. */
    static double sum(@Nullable Histogram histogram) {
        Double mean = histogram == null ? null : histogram.meanNanos();
        return histogram == null || mean == null ? 0 : mean * histogram.count();
    }

    private double total(Function<Operation, @Nullable Histogram> leg) {
        double sum = 0;
        for (Operation operation : operations) {
            sum += sum(leg.apply(operation));
        }
        return sum;
    }

    private double mean(double total, Function<Operation, @Nullable Histogram> leg) {
        long count = count(leg);
        return count == 0 ? 0 : total / count;
    }

    private long count(Function<Operation, @Nullable Histogram> leg) {
        long count = 0;
        for (Operation operation : operations) {
            Histogram histogram = leg.apply(operation);
            count += histogram == null ? 0 : histogram.count();
        }
        return count;
    }

    private long max(Function<Operation, @Nullable Histogram> leg) {
        long max = 0;
        for (Operation operation : operations) {
            Histogram histogram = leg.apply(operation);
            if (histogram != null && histogram.maxNanos() != null) {
                max = Math.max(max, histogram.maxNanos());
            }
        }
        return max;
    }
}
