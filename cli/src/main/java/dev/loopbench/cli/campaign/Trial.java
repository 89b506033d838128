package dev.loopbench.cli.campaign;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.cell.Cell;
import dev.loopbench.reports.cell.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The forks before the first pair: they show that both commands work and report the same work, and
 * which cells can be gated. Their values are thrown away. Immutable.
 *
 * @param head a report of base, too, where base is all there is
 * @param cells counters first
 */
record Trial(Report base, Report head, List<DeclaredCell> cells) {

    /**
     * @param heads the side in head's place: base itself where only noise is asked for
     * @throws UsageException if a command cannot be started, or what is to be gated cannot be
     */
    static Trial of(CampaignTerms terms, CheckedForks forks, Consumer<Side> listener, Side heads)
            throws UsageException, CampaignEndedException {
        listener.accept(Side.BASE);
        Report base = forks.trial(Side.BASE);
        listener.accept(heads);
        Report head = forks.trial(heads);
        List<Cell> cells;
        if (terms.cells().isEmpty()) {
            // Whether a counter is exact shows in two forks of one side: head's may have changed.
            Report again = heads == Side.BASE ? head : forks.trial(Side.BASE);
            cells = worthGating(base, again, head);
        } else {
            cells = terms.cells();
            requireGateable(cells, Side.BASE, base, forks, listener);
            requireGateable(cells, heads, head, forks, listener);
        }
        return new Trial(base, head, declared(terms, cells));
    }

    private static List<Cell> worthGating(Report base, Report again, Report head)
            throws UsageException {
        List<Cell> anywhere = Cell.worthGating(List.of(base, again, head));
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : Cell.worthGating(List.of(base, again))) {
            if (cell.isCounter() ? cell.read(head).gateable() : anywhere.contains(cell)) {
                cells.add(cell);
            }
        }
        if (cells.isEmpty()) {
            throw new UsageException(
                    "no figure of these runs can be gated: "
                            + why(base)
                            + "; longer runs or more operations help.");
        }
        return cells;
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
            List<Cell> cells, Side side, Report report, CheckedForks forks, Consumer<Side> listener)
            throws UsageException, CampaignEndedException {
        List<Cell> unfit = cells.stream().filter(cell -> !cell.read(report).gateable()).toList();
        if (unfit.isEmpty()) {
            return;
        }
        listener.accept(side);
        Report again = forks.trial(side);
        for (Cell cell : unfit) {
            Reading reading = cell.read(again);
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

    private static List<DeclaredCell> declared(CampaignTerms terms, List<Cell> cells)
            throws UsageException {
        for (String name : terms.margins().byName().keySet()) {
            if (cells.stream().noneMatch(cell -> cell.name().equals(name))) {
                throw new UsageException(
                        "--margin "
                                + name
                                + "=... is of no gated cell: these are "
                                + String.join(", ", cells.stream().map(Cell::name).toList())
                                + ".");
            }
        }
        return cells.stream()
                .map(cell -> new DeclaredCell(cell, terms.margins().of(cell)))
                .sorted(Comparator.comparing(declared -> !declared.cell().isCounter()))
                .toList();
    }
}
