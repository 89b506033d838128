package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.LoadModel.Arrivals;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.probes.session.DrainPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The rate of a load, and its end: for every command that makes one. Confined to the main thread.
 */
abstract class RateOptions {

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "open load: start operations at R, such as 500/s, for --duration")
    @Nullable String rate;

    @Option(
            names = "--arrivals",
            paramLabel = "KIND",
            description =
                    "gaps between the starts of an open load: constant, or poisson as from"
                            + " independent users (default: constant)")
    @Nullable String arrivals;

    @Option(
            names = "--drain-timeout",
            paramLabel = "D",
            description =
                    "how long what is in flight may take once the load's time is over, such as 5s;"
                            + " the rest counts as unfinished. 0s cuts at once (default: 30s, and"
                            + " no limit for a burst)")
    @Nullable String drainTimeout;

    /** Empty where the user named none. */
    public Optional<DrainPlan> drain() throws InvalidParameterException {
        return drainTimeout == null
                ? Optional.empty()
                : Optional.of(
                        new DrainPlan(Quantity.durationNanos("drain-timeout", drainTimeout), true));
    }

    /** 0 where the user named none. */
    final double perSecond() throws InvalidParameterException {
        return rate == null ? 0 : Quantity.perSecond("rate", rate);
    }

    final Arrivals gaps() throws UsageException {
        if (arrivals == null) {
            return Arrivals.CONSTANT;
        }
        String kind = OptionValue.oneOf("--arrivals", arrivals, List.of("constant", "poisson"));
        return Arrivals.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    final void refuseArrivalsAlone() throws UsageException {
        if (arrivals != null && rate == null) {
            throw new UsageException("--arrivals needs --rate: only an open load draws its gaps.");
        }
    }

    /** The user's own words. */
    final List<String> rateWords() {
        List<String> words = new ArrayList<>();
        OptionValue.add(words, "--rate", rate);
        OptionValue.add(words, "--arrivals", arrivals);
        OptionValue.add(words, "--drain-timeout", drainTimeout);
        return words;
    }
}
