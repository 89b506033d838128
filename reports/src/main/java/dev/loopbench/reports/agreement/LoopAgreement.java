package dev.loopbench.reports.agreement;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.statistics.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One workload on two loops, in rounds: whether jobs waited alike. Immutable.
 *
 * <p>How long a job runs is a matter of the digest and the machine, how long it waits for a thread
 * is one of the loop and its pool. So a wait is held against that of the other loop in units of the
 * mean service time of its own side and round. They are alike, or they differ, only where the
 * rounds show it: where the interval that the difference lies in is within what is tolerated, or
 * wholly beyond it.
 *
 * @param compared what could be held against each other
 * @param unlike why a kind's waits could not, a sentence each
 */
public record LoopAgreement(List<Compared> compared, List<String> unlike) {

    /** Rounds from which on an interval can be told at all. */
    public static final int ROUNDS_MIN = 5;

    /** A tenth of a service time is of no account, nor is a tenth of a long wait. */
    private static final double TOLERANCE = 0.1;

    /**
     * What waking up a thread takes on a machine short of cores: how fast the system does that is
     * no matter of the loop, and shows where services are short.
     */
    private static final double WAKE_UP_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** That the difference is below its upper bound, and above its lower one. */
    private static final double LEVEL = 0.05;

    /** Jobs of one operation, on the average of a round: a little may be under way at its end. */
    private static final double SAME_JOBS = 0.05;

    /** What is known of a difference. */
    public enum Verdict {
        ALIKE,
        DIFFERENT,
        /** The rounds differ too much from each other, or are too few. */
        OPEN
    }

    /**
     * A figure of one kind of operation, in service times.
     *
     * @param first its mean over the rounds; {@code second} that of the other loop
     * @param difference of the second from the first, the middle of the rounds' differences
     * @param least what the difference is at least, with 95 % confidence; negative infinity where
     *     that is not known, as {@code most} is infinite then
     * @param tolerance up to which they count as alike
     */
    public record Compared(
            String kind,
            String figure,
            double first,
            double second,
            double difference,
            double least,
            double most,
            double tolerance) {

        public Verdict verdict() {
            if (least > tolerance || most < -tolerance) {
                return Verdict.DIFFERENT;
            }
            return least >= -tolerance && most <= tolerance ? Verdict.ALIKE : Verdict.OPEN;
        }
    }

    /**
     * @param first reports of one loop, in the order of the rounds
     * @param second those of the other; as many
     */
    public static LoopAgreement of(List<Report> first, List<Report> second) {
        List<Compared> compared = new ArrayList<>();
        List<String> unlike = new ArrayList<>();
        for (Operation operation : first.get(0).operations()) {
            String kind = operation.kind();
            if (operation.legs().waitLeg() == null) {
                continue;
            }
            Optional<String> why = unlike(kind, first, second);
            if (why.isPresent()) {
                unlike.add(why.get());
                continue;
            }
            compared.add(
                    compared(kind, "wait", first, second, own -> meanNanos(own.legs().waitLeg())));
            compared.add(
                    compared(kind, "wait and return", first, second, LoopAgreement::waitAndReturn));
        }
        return new LoopAgreement(List.copyOf(compared), List.copyOf(unlike));
    }

    /** All verdicts in one: that of the worst. */
    public Verdict verdict() {
        List<Verdict> all = compared.stream().map(Compared::verdict).toList();
        if (all.contains(Verdict.DIFFERENT)) {
            return Verdict.DIFFERENT;
        }
        return all.isEmpty() || all.contains(Verdict.OPEN) ? Verdict.OPEN : Verdict.ALIKE;
    }

    private static Optional<String> unlike(String kind, List<Report> first, List<Report> second) {
        double jobs = 0;
        for (Report report : first) {
            jobs += jobsEach(report.operation(kind).orElse(null));
        }
        double others = 0;
        for (Report report : second) {
            Operation operation = report.operation(kind).orElse(null);
            if (operation == null || operation.legs().waitLeg() == null) {
                String why = operation == null ? null : operation.legs().unavailable().get("wait");
                return Optional.of(
                        "%s: its waits are not known of both%s"
                                .formatted(kind, why == null ? "" : ", as " + why));
            }
            others += jobsEach(operation);
        }
        double each = jobs / first.size();
        double eachOfOthers = others / second.size();
        if (eachOfOthers < (1 - SAME_JOBS) * each) {
            return Optional.of(
                    "%s: not all of its jobs were traced, and of long ones fewer than of short ones"
                            .formatted(kind));
        }
        return eachOfOthers > (1 + SAME_JOBS) * each
                ? Optional.of(
                        "%s: an operation is %.1f jobs on the one loop and %.1f on the other"
                                .formatted(kind, each, eachOfOthers))
                : Optional.empty();
    }

    private static double jobsEach(@Nullable Operation operation) {
        Histogram wait = operation == null ? null : operation.legs().waitLeg();
        return operation == null || wait == null || operation.count() == 0
                ? 0
                : (double) wait.count() / operation.count();
    }

    private static Compared compared(
            String kind,
            String figure,
            List<Report> first,
            List<Report> second,
            ToDoubleFunction<Operation> of) {
        int rounds = Math.min(first.size(), second.size());
        double[] differences = new double[rounds];
        double sum = 0;
        double otherSum = 0;
        double shortestService = Double.POSITIVE_INFINITY;
        for (int round = 0; round < rounds; round++) {
            double one = inServices(first.get(round).operation(kind).orElse(null), of);
            double other = inServices(second.get(round).operation(kind).orElse(null), of);
            differences[round] = other - one;
            sum += one;
            otherSum += other;
            shortestService =
                    Stream.of(first.get(round), second.get(round))
                            .map(report -> serviceNanos(report.operation(kind).orElse(null)))
                            .reduce(shortestService, Math::min);
        }
        Shift shift = Shift.paired(differences);
        double mean = sum / rounds;
        return new Compared(
                kind,
                figure,
                mean,
                otherSum / rounds,
                shift.estimate(),
                shift.lowerBound(LEVEL),
                shift.upperBound(LEVEL),
                Math.max(
                        Math.max(TOLERANCE, TOLERANCE * mean),
                        WAKE_UP_NANOS / Math.max(1, shortestService)));
    }

    /** 0 where nothing ended: then there is nothing to tell apart. */
    private static double inServices(
            @Nullable Operation operation, ToDoubleFunction<Operation> of) {
        double service = serviceNanos(operation);
        return operation != null && service > 0 ? of.applyAsDouble(operation) / service : 0;
    }

    private static double waitAndReturn(Operation operation) {
        return meanNanos(operation.legs().waitLeg()) + meanNanos(operation.legs().returnLeg());
    }

    private static double serviceNanos(@Nullable Operation operation) {
        return operation == null ? 0 : meanNanos(operation.legs().serviceLeg());
    }

    private static double meanNanos(@Nullable Histogram leg) {
        Double mean = leg == null ? null : leg.meanNanos();
        return mean == null ? 0 : mean;
    }
}
