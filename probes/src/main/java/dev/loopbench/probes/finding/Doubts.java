package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Clients;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/** Reasons to doubt a report, each with what to try. Stateless. */
public final class Doubts {

    /** An open load that starts fewer operations than this share of its rate was not that load. */
    private static final double ACHIEVED_SHARE = 0.99;

    /** Clients that are busy for longer than this hold up their own requests. */
    private static final double BUSY_CLIENTS_SHARE = 0.8;

    private Doubts() {}

    /** What makes {@code report} doubtful; empty if nothing does. */
    public static List<Warning> of(Report report) {
        List<Warning> warnings = new ArrayList<>();
        interrupted(report, warnings);
        injected(report, warnings);
        selfChecks(report, warnings);
        neighbours(report, warnings);
        rate(report, warnings);
        clients(report, warnings);
        return warnings;
    }

    private static void interrupted(Report report, List<Warning> warnings) {
        if (!report.run().complete()) {
            warnings.add(
                    new Warning(
                            "run.interrupted",
                            "The run was interrupted: the figures cover what had ended by then.",
                            "Jobs in flight are missing from the legs, so the slow ones are."));
        }
    }

    private static void injected(Report report, List<Warning> warnings) {
        SortedMap<String, String> injected = report.config().injected();
        if (injected != null) {
            warnings.add(
                    new Warning(
                            "run.injected",
                            "The run was made slower on purpose: " + injected + ".",
                            "It shows whether a comparison finds that, and nothing else."));
        }
    }

    private static void selfChecks(Report report, List<Warning> warnings) {
        double residual = report.loop().residualShare();
        if (Math.abs(residual) > Gate.PHASE_RESIDUAL.value()) {
            warnings.add(
                    new Warning(
                            "selfcheck.phases",
                            "The phases' times miss the loop's busy time by "
                                    + Words.percent(Math.abs(residual))
                                    + ".",
                            "Repeat the run; a busy loop of a few milliseconds in all is too short"
                                    + " to tell."));
        }
        Double little = report.pool().littleResidualShare();
        if (little != null && little > Gate.LITTLE_RESIDUAL.value() && report.run().complete()) {
            warnings.add(
                    new Warning(
                            "selfcheck.little",
                            "Queue depth and waits disagree by "
                                    + Words.percent(little)
                                    + " (Little's law).",
                            "Waits of a few microseconds are near the clock's error; otherwise"
                                    + " repeat the run."));
        }
        if (report.probes().droppedEvents() > 0) {
            warnings.add(
                    new Warning(
                            "probes.dropped",
                            Words.count(report.probes().droppedEvents(), "event")
                                    + " could not be recorded.",
                            "The figures leave them out; report this as a fault of loopbench."));
        }
    }

    private static void neighbours(Report report, List<Warning> warnings) {
        OptionalDouble others = new Facts(report).cores().ofStrangers();
        int cores = report.environment().cpu().usableCores();
        if (others.isPresent() && others.getAsDouble() > Limit.NEIGHBOURS.warn() * cores) {
            warnings.add(
                    new Warning(
                            "host.neighbours",
                            "Other processes used "
                                    + Words.digits(others.getAsDouble())
                                    + " of "
                                    + Words.count(cores, "core")
                                    + " during the run.",
                            "Stop them, or compare only with runs beside the same load."));
        }
    }

    /** A load generator without time to spare adds its own queue to what it measures. */
    private static void clients(Report report, List<Warning> warnings) {
        Clients clients = report.clients();
        if (clients == null) {
            return;
        }
        Double own = clients.loopUtilizationShare();
        double busy = own == null ? report.loop().utilizationShare() : own;
        if (busy >= BUSY_CLIENTS_SHARE) {
            warnings.add(
                    new Warning(
                            "clients.busy",
                            "The clients themselves were busy "
                                    + Words.percent(busy)
                                    + " of the time: their queue is part of the latencies, and the"
                                    + " server could do more.",
                            "Offer less (--rate, fewer --connections) to see the server alone."));
        }
    }

    private static void rate(Report report, List<Warning> warnings) {
        Config.LoadConfig load = report.config().load();
        Double offered = load.perSecond();
        Long durationNanos = load.durationNanos();
        if (offered == null || durationNanos == null || report.operations().isEmpty()) {
            return;
        }
        Operation operation = report.operations().get(0);
        double seconds = (double) durationNanos / TimeUnit.SECONDS.toNanos(1);
        double expected = offered * seconds * report.config().repeats();
        double ended = (double) operation.count() + operation.errors();
        boolean tellable = load.arrivals() == null || !load.arrivals().equals("poisson");
        if (tellable && expected >= 1 && ended < ACHIEVED_SHARE * Math.floor(expected)) {
            warnings.add(
                    new Warning(
                            "load.rate",
                            "Only "
                                    + Words.percent(ended / expected)
                                    + " of the offered operations ran.",
                            "Latencies hold for the achieved rate alone: offer less."));
        }
    }
}
