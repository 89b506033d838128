package dev.loopbench.probes.finding;

import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.queueing.QueueingLaws;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import java.util.Optional;

/** Holds the measured wait of an open load against the one queueing theory expects. Stateless. */
final class ExpectedWait {

    private static final double SECOND_NANOS = 1e9;

    /** Below, what jobs wait is the handing over, of which the theory knows nothing. */
    private static final double LEAST_UTILIZATION = 0.1;

    /** Services that vary less are as good as constant. */
    private static final double CONSTANT_VARIABILITY = 0.01;

    private ExpectedWait() {}

    /** A sentence; empty where the theory does not apply. */
    static Optional<String> of(Report report) {
        Config config = report.config();
        if (!(config.load() instanceof Load.Open open)
                || config.workloads().size() != 1
                || report.operations().isEmpty()) {
            return Optional.empty();
        }
        Operation operation = report.operations().get(0);
        Histogram service = operation.legs().serviceLeg();
        Histogram wait = operation.legs().waitLeg();
        if (service == null
                || wait == null
                || service.meanNanos() == null
                || wait.meanNanos() == null
                || service.count() != operation.count()) {
            return Optional.empty(); // several jobs an operation do not arrive at random
        }
        double perSecond = open.perSecond();
        double serviceNanos = service.meanNanos();
        int threads = report.pool().threads();
        double offered = perSecond * serviceNanos / SECOND_NANOS;
        if (offered < LEAST_UTILIZATION * threads) {
            return Optional.empty();
        }
        if (offered >= threads) {
            return Optional.of(
                    Numbers.count(perSecond)
                            + " jobs a second arrive and "
                            + Numbers.count(threads * SECOND_NANOS / serviceNanos)
                            + " can be served: the queue grows as long as that goes on");
        }
        boolean random = open.arrivals() == Load.Arrivals.POISSON;
        double serviceVariability = variability(service);
        boolean constant = random && serviceVariability < CONSTANT_VARIABILITY;
        double inServices =
                constant
                        ? QueueingLaws.constantServiceWait(threads, offered)
                        : QueueingLaws.generalWait(
                                threads, offered, random ? 1 : 0, serviceVariability);
        return Optional.of(
                "at "
                        + Numbers.share(offered / threads)
                        + " of the pool a wait of "
                        + Numbers.nanos(inServices * serviceNanos)
                        + " is to be expected on average "
                        + (constant ? "(M/D/" + threads + ")" : "(Allen-Cunneen)")
                        + "; it was "
                        + Numbers.nanos(wait.meanNanos()));
    }

    /** Squared coefficient of variation. */
    private static double variability(Histogram histogram) {
        org.HdrHistogram.Histogram values = Histograms.decode(histogram);
        double relative = values.getStdDeviation() / Math.max(1, values.getMean());
        return relative * relative;
    }
}
