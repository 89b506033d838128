package dev.loopbench.cli.option;

import dev.loopbench.reports.gate.decide.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How sure a verdict has to be, and what fails without one. Confined to the main thread. */
public final class VerdictOptions {

    private static final double FALSE_ALARMS_MAX = 0.5;
    private static final String INCONCLUSIVE = "inconclusive";

    @Option(
            names = "--false-alarms",
            paramLabel = "SHARE",
            description =
                    "of comparisons without any change, at most so many find a regression in any"
                            + " cell (default: 1%%)")
    @Nullable String falseAlarms;

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "WORD",
            description =
                    "inconclusive: exit with 11 where more would have to be measured for a verdict;"
                            + " a regression always fails")
    List<String> failOn = new ArrayList<>();

    /** Empty where the user leaves it open, which is {@link Rules#DEFAULT_FALSE_ALARM_SHARE}. */
    public OptionalDouble falseAlarmShare() throws UsageException {
        return OptionValue.positiveShare("--false-alarms", falseAlarms, FALSE_ALARMS_MAX);
    }

    public boolean inconclusiveFails() throws UsageException {
        for (String word : failOn) {
            OptionValue.oneOf("--fail-on", word, List.of("regression", INCONCLUSIVE));
        }
        return failOn.contains(INCONCLUSIVE);
    }
}
