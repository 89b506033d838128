package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reasons to doubt a report, each with what to try. Stateless. */
public final class Doubts {

    /** An open load that starts fewer operations than this share of its rate was not that load. */
    private static final double ACHIEVED_SHARE = 0.99;

    /** Standard deviations that a number of random arrivals may lie below its mean. */
    private static final double CHANCE = 5;

    /** Clients that are busy for longer than this hold up their own requests. */
    private static final double BUSY_CLIENTS_SHARE = 0.8;

    private Doubts() {}

    /**
     * What makes {@code report} doubtful; empty if nothing does.
     *
     * @param wording of what users can change
     */
    public static List<Warning> of(Report report, Wording wording) {
        List<Warning> warnings = new ArrayList<>();
        interrupted(report, warnings);
        injected(report, warnings);
        selfChecks(report, warnings);
        neighbours(report, wording, warnings);
        rate(report, warnings);
        clients(report, wording, warnings);
        return warnings;
    }

    private static void interrupted(Report report, List<Warning> warnings) {
        if (!report.run().complete()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.RUN_INTERRUPTED,
                            "The run was interrupted: the figures cover what had ended by then.",
                            "Jobs in flight are missing from the legs, so the slow ones are."));
        }
    }

    private static void injected(Report report, List<Warning> warnings) {
        SortedMap<String, String> injected = report.config().injected();
        if (injected != null) {
            warnings.add(
                    new Warning(
                            Warning.Kind.RUN_INJECTED,
                            "The run was made slower on purpose: " + injected + ".",
                            "It shows whether a comparison finds that, and nothing else."));
        }
    }

    private static void selfChecks(Report report, List<Warning> warnings) {
        Double own = report.loop().busyTime().residualShare();
        double residual = own == null ? 0 : own;
        if (Math.abs(residual) > Condition.PHASE_RESIDUAL.value()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.SELFCHECK_PHASES,
                            "The phases' times miss the loop's busy time by "
                                    + Numbers.share(Math.abs(residual))
                                    + ".",
                            "Repeat the run; a busy loop of a few milliseconds in all is too short"
                                    + " to tell."));
        }
        Double little = report.pool().waiting().littleResidualShare();
        if (little != null
                && little > Condition.LITTLE_RESIDUAL.value()
                && report.run().complete()) {
            warnings.add(
                    new Warning(
                            Warning.Kind.SELFCHECK_LITTLE,
                            "Queue depth and waits disagree by "
                                    + Numbers.share(little)
                                    + " (Little's law).",
                            "Waits of a few microseconds are near the clock's error; otherwise"
                                    + " repeat the run."));
        }
        if (report.probes().droppedEvents() > 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.PROBES_DROPPED,
                            Numbers.count(report.probes().droppedEvents(), "event")
                                    + " could not be recorded.",
                            "The figures leave them out; report this as a fault of loopbench."));
        }
    }

    private static void neighbours(Report report, Wording wording, List<Warning> warnings) {
        OptionalDouble others = new Facts(report, wording).cores().ofStrangers();
        Integer cores = report.environment().cpu().usableCores();
        if (cores != null
                && others.isPresent()
                && others.getAsDouble() > Threshold.NEIGHBOURS.warn() * cores) {
            warnings.add(
                    new Warning(
                            Warning.Kind.HOST_NEIGHBOURS,
                            "Other processes used "
                                    + Numbers.count(others.getAsDouble())
                                    + " of "
                                    + Numbers.count(cores, "core")
                                    + " during the run.",
                            "Stop them, or compare only with runs beside the same load."));
        }
    }

    /** A load generator without time to spare adds its own queue to what it measures. */
    private static void clients(Report report, Wording wording, List<Warning> warnings) {
        Clients clients = report.clients();
        if (clients == null) {
            return;
        }
        Double own = clients.generator().loopUtilizationShare();
        Double busy = own == null ? report.loop().utilizationShare() : own;
        if (busy != null && busy >= BUSY_CLIENTS_SHARE) {
            warnings.add(
                    new Warning(
                            Warning.Kind.CLIENTS_BUSY,
                            "The clients themselves were busy "
                                    + Numbers.share(busy)
                                    + " of the time: their queue is part of the latencies, and the"
                                    + " server could do more.",
                            "Offer less (%s, fewer %s) to see the server alone."
                                    .formatted(
                                            wording.parameter("rate"),
                                            wording.parameter("connections"))));
        }
    }

    /** Each open load for itself: what it has started against what it was to start. */
    private static void rate(Report report, List<Warning> warnings) {
        List<Config.Work> works = report.config().workloads();
        Map<String, Operation> operations = new LinkedHashMap<>();
        report.operations().forEach(own -> operations.put(own.kind(), own));
        for (Config.Work work : works) {
            rate(report, operations.get(work.name()), work.load(), work.startNanos(), warnings);
        }
        boolean own = works.stream().anyMatch(work -> work.load().equals(report.config().load()));
        if (!own && !report.operations().isEmpty()) {
            // What clients of another process offered.
            rate(report, report.operations().get(0), report.config().load(), 0, warnings);
        }
    }

    /** Of a burst that stood in line all start, unless it is ended. */
    private static void partOf(Load.Burst burst, Operation operation, List<Warning> warnings) {
        long started = operation.started() % burst.jobs();
        if (started > 0) {
            warnings.add(
                    new Warning(
                            Warning.Kind.LOAD_RATE,
                            operation.kind()
                                    + " started "
                                    + Numbers.count(started)
                                    + " of the "
                                    + Numbers.count(burst.jobs())
                                    + " operations of its burst, "
                                    + Numbers.share((double) started / burst.jobs())
                                    + ", and then it was ended.",
                            "The others are missing from all figures."));
        }
    }

    private static void rate(
            Report report,
            @Nullable Operation operation,
            Load load,
            long startNanos,
            List<Warning> warnings) {
        if (operation != null
                && load instanceof Load.Burst burst
                && operation.latency().startDelay() != null) {
            partOf(burst, operation, warnings);
        }
        if (operation == null || !(load instanceof Load.Open open)) {
            return;
        }
        boolean complete = report.run().complete();
        double lastedNanos = (double) open.durationNanos() * report.config().repeats();
        if (!complete) {
            lastedNanos = Math.min(lastedNanos, (double) report.run().durationNanos() - startNanos);
        }
        double offered = Math.floor(open.perSecond() * lastedNanos / TimeUnit.SECONDS.toNanos(1));
        // What chance, or the instant of an interrupt, takes from it is no loss.
        boolean exact = complete && open.arrivals() != Load.Arrivals.POISSON;
        double slack = exact ? 0 : CHANCE * Math.sqrt(Math.max(1, offered));
        if (offered >= 1 && operation.started() < ACHIEVED_SHARE * offered - slack) {
            warnings.add(
                    new Warning(
                            Warning.Kind.LOAD_RATE,
                            operation.kind()
                                    + " started "
                                    + operation.started()
                                    + " of the "
                                    + (long) offered
                                    + " operations it offered"
                                    + (complete ? "" : " until the interrupt")
                                    + ", "
                                    + Numbers.share(operation.started() / offered)
                                    + ": the loop could not offer that rate.",
                            complete
                                    ? "Latencies hold for the achieved rate alone: offer less."
                                    : "Latencies hold for the achieved rate alone."));
        }
    }
}
