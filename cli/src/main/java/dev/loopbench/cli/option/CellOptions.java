package dev.loopbench.cli.option;

import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.UnknownCellException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which figures are gated, and how much worse each may be. Confined to the main thread. */
public final class CellOptions {

    private static final double MARGIN_MAX = 10;

    @Option(
            names = "--cells",
            paramLabel = "NAME[,NAME...]",
            description =
                    "gate these figures, such as response.p99 or fs-read:wait.p50; may be repeated"
                            + " (default: in pairs the pace, the means and medians that a pilot"
                            + " shows can decide here, and exact counters; of saved reports"
                            + " those they are fit for, at most ten)")
    List<String> cells = new ArrayList<>();

    @Option(
            names = "--margin",
            paramLabel = "[CELL=]SHARE",
            description =
                    "how much worse may be, of all cells or of one; may be repeated, and of one the"
                            + " last counts (default: 3%% in pairs, 10%% of saved reports, and"
                            + " 0.5%% of counters)")
    List<String> margins = new ArrayList<>();

    /** As the user named them; empty for none. */
    public List<Cell> cells() throws UsageException {
        List<Cell> named = new ArrayList<>();
        for (String list : cells) {
            for (String name : list.split(",", -1)) {
                Cell cell = cell("--cells", name.strip());
                if (named.contains(cell)) {
                    throw new UsageException("--cells names " + cell.name() + " twice.");
                }
                named.add(cell);
            }
        }
        return List.copyOf(named);
    }

    /** For all cells that have none of their own. */
    public OptionalDouble margin() throws UsageException {
        OptionalDouble margin = OptionalDouble.empty();
        for (String given : margins) {
            if (given.indexOf('=') < 0) {
                margin = OptionalDouble.of(OptionValue.share("--margin", given, 0, MARGIN_MAX));
            }
        }
        return margin;
    }

    public SortedMap<String, Double> marginsByCell() throws UsageException {
        SortedMap<String, Double> byCell = new TreeMap<>();
        for (String given : margins) {
            int equals = given.lastIndexOf('=');
            if (equals >= 0) {
                String name = cell("--margin", given.substring(0, equals)).name();
                byCell.put(
                        name,
                        OptionValue.share(
                                "--margin " + name, given.substring(equals + 1), 0, MARGIN_MAX));
            }
        }
        return byCell;
    }

    private static Cell cell(String option, String name) throws UsageException {
        try {
            return Cell.named(name);
        } catch (UnknownCellException unknown) {
            throw new UsageException(option + ": " + unknown.getMessage());
        }
    }
}
