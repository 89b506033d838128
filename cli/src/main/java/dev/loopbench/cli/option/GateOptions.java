package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.reports.gate.decide.Rules;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is gated, how strictly, and what that may cost. Confined to the main thread. */
public final class GateOptions {

    /** What disturbances may cost where no budget says. */
    static final String USUAL_WAIT = "2m";

    private static final double DETECT_MAX = 10;

    @ArgGroup(validate = false)
    CellOptions cells = new CellOptions();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description =
                    "take the last look at so many pairs (default: 30, or up to 68 where forks"
                            + " scatter so much that finding 15%% takes them)")
    @Nullable String pairs;

    @Option(
            names = "--detect",
            paramLabel = "SHARE",
            description =
                    "plan so many pairs that a change of this size is found in nine of ten"
                            + " campaigns, and say beforehand if this machine cannot")
    @Nullable String detect;

    @Option(
            names = "--budget",
            paramLabel = "D",
            description =
                    "plan no more pairs than this time affords, and wait for a quiet machine until"
                            + " it is over (default: no plan, and "
                            + USUAL_WAIT
                            + " of waiting)")
    @Nullable String budget;

    @ArgGroup(validate = false)
    VerdictOptions verdict = new VerdictOptions();

    public CellOptions cells() {
        return cells;
    }

    public VerdictOptions verdict() {
        return verdict;
    }

    public OptionalInt pairs() throws UsageException {
        return pairs == null
                ? OptionalInt.empty()
                : OptionalInt.of(
                        (int) OptionValue.wholeNumber("--pairs", pairs, 1, Rules.MOST_PAIRS));
    }

    public OptionalDouble detectShare() throws UsageException {
        return OptionValue.positiveShare("--detect", detect, DETECT_MAX);
    }

    public OptionalLong budgetNanos() throws InvalidParameterException {
        return OptionValue.positiveDurationNanos("budget", budget);
    }
}
