package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.reports.gate.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is gated, how strictly, and what that may cost. Confined to the main thread. */
public final class GateOptions {

    private static final double DETECT_MAX = 10;
    private static final double FALSE_ALARMS_MAX = 0.5;
    private static final String INCONCLUSIVE = "inconclusive";

    @ArgGroup(validate = false)
    CellOptions cells = new CellOptions();

    @Option(
            names = "--pairs",
            paramLabel = "N",
            description = "take the last look at so many pairs (default: 30)")
    @Nullable String pairs;

    @Option(
            names = "--false-alarms",
            paramLabel = "SHARE",
            description =
                    "of campaigns without any change, at most so many find a regression in any"
                            + " cell (default: 1%%)")
    @Nullable String falseAlarms;

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
            description = "plan no more pairs than this time affords")
    @Nullable String budget;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "WORD",
            description =
                    "inconclusive: exit with 11 where more pairs would be needed for a verdict; a"
                            + " regression always fails")
    List<String> failOn = new ArrayList<>();

    public CellOptions cells() {
        return cells;
    }

    public OptionalInt pairs() throws UsageException {
        return pairs == null
                ? OptionalInt.empty()
                : OptionalInt.of(
                        (int) OptionValue.wholeNumber("--pairs", pairs, 1, Rules.MOST_PAIRS));
    }

    public OptionalDouble falseAlarmShare() throws UsageException {
        return positive("--false-alarms", falseAlarms, FALSE_ALARMS_MAX);
    }

    public OptionalDouble detectShare() throws UsageException {
        return positive("--detect", detect, DETECT_MAX);
    }

    public OptionalLong budgetNanos() throws InvalidParameterException {
        return budget == null
                ? OptionalLong.empty()
                : OptionalLong.of(Quantity.positiveDurationNanos("--budget", budget));
    }

    public boolean inconclusiveFails() throws UsageException {
        for (String word : failOn) {
            OptionValue.oneOf("--fail-on", word, List.of("regression", INCONCLUSIVE));
        }
        return failOn.contains(INCONCLUSIVE);
    }

    private static OptionalDouble positive(String option, @Nullable String text, double max)
            throws UsageException {
        if (text == null) {
            return OptionalDouble.empty();
        }
        double share = OptionValue.share(option, text, 0, max);
        if (share == 0) {
            throw new UsageException(option + " must be more than 0%.");
        }
        return OptionalDouble.of(share);
    }
}
