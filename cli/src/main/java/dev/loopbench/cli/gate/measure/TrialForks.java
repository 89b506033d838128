package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Candidates;
import dev.loopbench.reports.gate.model.Candidates.Candidate;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Cell.Reading;
import dev.loopbench.reports.gate.model.GatedCell;
import java.util.List;
import java.util.function.Consumer;

/**
 * The forks before the first pair: they show that both commands work and report the same work, and
 * which cells can be gated. Their values are thrown away. Immutable.
 *
 * @param head a report of base, too, where base is all there is
 * @param cells that the user named, counters first; empty where a pilot is to choose
 * @param candidates for the pilot to choose from, the most telling ones first; empty where the user
 *     named the cells
 */
record TrialForks(Report base, Report head, List<GatedCell> cells, List<Candidate> candidates) {

    /**
     * @param heads the side in head's place: base itself where only noise is asked for
     * @throws UsageException if a command cannot be started, or what is to be gated cannot be
     */
    static TrialForks of(
            CampaignTerms terms, CheckedForks forks, Consumer<Side> listener, Side heads)
            throws UsageException, CampaignEndedException {
        listener.accept(Side.BASE);
        Report base = forks.trial(Side.BASE);
        listener.accept(heads);
        Report head = forks.trial(heads);
        RunParameters.requireKnown(terms.sides().vary(), base.config(), head.config());
        if (terms.choosesCells()) {
            List<Candidate> candidates = candidates(base, head);
            requireMargins(terms, candidates.stream().map(Candidate::cell).toList());
            return new TrialForks(base, head, List.of(), candidates);
        }
        requireGateable(terms, Side.BASE, base, forks, listener);
        requireGateable(terms, heads, head, forks, listener);
        requireMargins(terms, terms.gating().cells());
        return new TrialForks(
                base,
                head,
                GatedCell.all(terms.gating().cells(), terms.gating().margins()),
                List.of());
    }

    private static List<Candidate> candidates(Report base, Report head) throws UsageException {
        List<Candidate> candidates = Candidates.between(base, head);
        if (candidates.stream().noneMatch(c -> c.isMain() && c.reason() == null)) {
            throw new UsageException(
                    "no figure of these runs can be gated: "
                            + why(base)
                            + "; longer runs or more operations help.");
        }
        return candidates;
    }

    /** Of the figure that any run has. */
    private static String why(Report report) {
        for (Cell cell : Cell.in(report)) {
            String reason = cell.read(report).reason();
            if (reason != null && cell.name().endsWith(".p50")) {
                return cell.name() + ": " + reason;
            }
        }
        return "none is the same in kind on both sides";
    }

    /**
     * Once in many forks a percentile lies between two modes by chance, and a gate that refuses
     * what it took yesterday cries wolf: what is unfit in one fork is asked of a second.
     */
    private static void requireGateable(
            CampaignTerms terms,
            Side side,
            Report report,
            CheckedForks forks,
            Consumer<Side> listener)
            throws UsageException, CampaignEndedException {
        List<Cell> unfit =
                terms.gating().cells().stream()
                        .filter(cell -> !read(cell, terms, report).gateable())
                        .toList();
        if (unfit.isEmpty()) {
            return;
        }
        listener.accept(side);
        Report again = forks.trial(side);
        for (Cell cell : unfit) {
            Reading reading = read(cell, terms, again);
            if (!reading.gateable()) {
                throw new UsageException(
                        cell.name()
                                + " cannot be gated: in "
                                + side.word()
                                + "'s trial forks "
                                + reading.reason()
                                + ".");
            }
        }
    }

    private static Reading read(Cell cell, CampaignTerms terms, Report report) {
        return Cell.readings(List.of(cell), report, terms.fitness()).get(0);
    }

    private static void requireMargins(CampaignTerms terms, List<Cell> cells)
            throws UsageException {
        for (String name : terms.gating().margins().byName().keySet()) {
            if (cells.stream().noneMatch(cell -> cell.name().equals(name))) {
                throw new UsageException(
                        "--margin "
                                + name
                                + "=... is of no gated cell: these are "
                                + String.join(", ", cells.stream().map(Cell::name).toList())
                                + ".");
            }
        }
    }
}
