package dev.loopbench.cli.option;

import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Margins;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which reports are compared, and how strictly. Confined to the main thread. */
public final class CompareOptions {

    /**
     * What two reports that were not measured side by side can tell at best: the machine moves by
     * as much between them.
     */
    private static final double LEAST_MARGIN = 0.1;

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "one more report of the base's side; may be repeated")
    List<String> base = new ArrayList<>();

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description = "one more report of the head's side; may be repeated")
    List<String> head = new ArrayList<>();

    @ArgGroup(validate = false)
    VaryOptions vary = new VaryOptions();

    @ArgGroup(validate = false)
    CellOptions cells = new CellOptions();

    @ArgGroup(validate = false)
    VerdictOptions verdict = new VerdictOptions();

    @Option(
            names = "--advisory",
            description =
                    "compare reports of different configurations or machines, too, and never fail")
    boolean advisory;

    public List<String> base(String first) {
        return all(first, base);
    }

    public List<String> head(String first) {
        return all(first, head);
    }

    /** As the user named them; empty for none. */
    public List<Cell> cells() throws UsageException {
        return cells.cells();
    }

    /** Names of parameters in which the sides may differ. */
    public SortedSet<String> vary() throws UsageException {
        return vary.names();
    }

    public Margins margins() throws UsageException {
        double margin = cells.margin().orElse(LEAST_MARGIN);
        requireWide("--margin", margin);
        SortedMap<String, Double> byCell = cells.marginsByCell();
        for (String name : byCell.keySet()) {
            requireWide("--margin " + name, byCell.getOrDefault(name, 0.0));
        }
        return new Margins(margin, byCell);
    }

    public VerdictOptions verdict() {
        return verdict;
    }

    public boolean isAdvisory() {
        return advisory;
    }

    private static void requireWide(String option, double share) throws UsageException {
        if (share < LEAST_MARGIN) {
            throw new UsageException(
                    option
                            + " must be at least 10% here: between two saved reports the machine"
                            + " itself moves by as much; loopbench ab finds smaller changes.");
        }
    }

    private static List<String> all(String first, List<String> more) {
        List<String> files = new ArrayList<>(List.of(first));
        files.addAll(more);
        return List.copyOf(files);
    }
}
