package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Run;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Forks whose reports can be used: complete, without a failed operation, and of the same work as
 * the first one's, but for what the sides are to differ in. Confined to the main thread.
 */
final class CheckedForks {

    private final ForkRunner forks;
    private final Interruption interruption;
    private final Set<String> vary;
    private final Map<Side, SameWork> works = new EnumMap<>(Side.class);

    /**
     * @param vary names of parameters in which head may differ from base
     */
    CheckedForks(ForkRunner forks, Interruption interruption, Set<String> vary) {
        this.forks = forks;
        this.vary = vary;
        this.interruption = interruption;
    }

    /**
     * Runs the fork that shows whether a command works at all.
     *
     * @throws UsageException if the command cannot be started
     */
    Report trial(Side side) throws UsageException, CampaignEndedException {
        String name = "the trial fork of " + side.word();
        try {
            return checked(side, name, forks.run(side));
        } catch (ForkFailure failure) {
            if (failure.kind() == ForkFailure.Kind.UNSTARTABLE) {
                throw new UsageException("--" + side.word() + " " + failure.getMessage());
            }
            throw ended(name, failure);
        }
    }

    /**
     * @param pair and stage, for messages
     */
    Report run(Side side, String pair) throws CampaignEndedException {
        String name = "the " + side.word() + " fork of " + pair;
        if (interruption.isAsked()) {
            throw interrupted();
        }
        try {
            return checked(side, name, forks.run(side));
        } catch (ForkFailure failure) {
            throw ended(name, failure);
        }
    }

    private CampaignEndedException ended(String name, ForkFailure failure) {
        boolean interrupted =
                failure.kind() == ForkFailure.Kind.INTERRUPTED
                        ? interruption.isAskedSoon()
                        : interruption.isAsked();
        if (interrupted) {
            return interrupted();
        }
        OutcomeKind kind =
                failure.kind() == ForkFailure.Kind.WRONG_RESULT
                        ? OutcomeKind.WRONG_RESULT
                        : OutcomeKind.FAILED;
        return new CampaignEndedException(kind, name + " " + failure.getMessage());
    }

    private Report checked(Side side, String name, Report report) throws CampaignEndedException {
        if (interruption.isAsked()) {
            throw interrupted();
        }
        if (!report.run().complete()) {
            throw failed(name + " was interrupted: its report is not complete");
        }
        if (report.run().ending() == Run.Ending.DRAIN_TIMEOUT) {
            throw failed(name + " had work that did not end: its report covers the rest alone");
        }
        long errors = report.operations().stream().mapToLong(Operation::errors).sum();
        if (errors > 0) {
            throw failed(name + " had " + errors + " failed operation" + (errors == 1 ? "" : "s"));
        }
        SameWork own = works.get(side);
        Optional<String> difference = own == null ? ofOtherSide(report) : own.difference(report);
        if (difference.isPresent()) {
            throw failed(name + " did other work than the first one: " + difference.get());
        }
        works.putIfAbsent(side, SameWork.asIn(report));
        return report;
    }

    /** How a side's first report differs from the other side's in what nobody named. */
    private Optional<String> ofOtherSide(Report report) throws CampaignEndedException {
        SameWork base = works.get(Side.BASE);
        if (base == null) {
            return Optional.empty();
        }
        List<Varied> undeclared = base.undeclared(vary, report);
        if (!undeclared.isEmpty()) {
            throw new CampaignEndedException(
                    OutcomeKind.NOT_COMPARABLE,
                    "base and head differ in " + RunParameters.refusal(undeclared));
        }
        return base.differenceBesides(vary, report);
    }

    static CampaignEndedException interrupted() {
        return new CampaignEndedException(
                OutcomeKind.INTERRUPTED, "it was interrupted before there was a verdict");
    }

    private static CampaignEndedException failed(String sentence) {
        return new CampaignEndedException(OutcomeKind.FAILED, sentence);
    }
}
