package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.LoadModel.Arrivals;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * When operations start: all at once, so many at a time, or at a rate. Confined to the main thread.
 */
public final class LoadOptions extends RateOptions {

    /** More in flight at once is a mistake before it is a load. */
    private static final long JOBS_MAX = 10_000_000;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "burst: start N operations at once (default: one more than threads, so that"
                            + " one has to wait)")
    @Nullable String jobs;

    @Option(
            names = "--concurrency",
            paramLabel = "C",
            description = "closed load: keep C operations in flight for --duration")
    @Nullable String concurrency;

    @Option(
            names = "--duration",
            paramLabel = "D",
            description = "how long a closed or an open load, or a scenario, lasts, such as 10s")
    @Nullable String duration;

    /**
     * @param threads of the pool
     * @param values of {@code type}'s parameters
     */
    public LoadModel model(int threads, WorkloadType type, ParameterValues values)
            throws UsageException, InvalidParameterException {
        int jobCount = jobs == null ? threads + 1 : count("--jobs", jobs);
        int inFlight = concurrency == null ? 0 : count("--concurrency", concurrency);
        double perSecond = perSecond();
        long durationNanos = durationNanos();
        Arrivals gaps = gaps();
        boolean named = jobs != null || concurrency != null || rate != null;
        Optional<LoadModel> own = named ? Optional.empty() : type.ownLoad(values, durationNanos);
        refuseConflicts(own.isPresent());
        if (own.isPresent()) {
            return own.get();
        }
        if (concurrency != null) {
            return new LoadModel.Closed(inFlight, durationNanos);
        }
        if (rate != null) {
            return new LoadModel.Open(perSecond, durationNanos, gaps);
        }
        return new LoadModel.Burst(jobCount);
    }

    /** 0 where the user named none. */
    public long durationNanos() throws UsageException, InvalidParameterException {
        return duration == null ? 0 : durationNanos(duration);
    }

    /** The user's own words, for another loopbench that is to make the same load. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        OptionValue.add(words, "--jobs", jobs);
        OptionValue.add(words, "--concurrency", concurrency);
        OptionValue.add(words, "--duration", duration);
        words.addAll(rateWords());
        return words;
    }

    private void refuseConflicts(boolean ownLoad) throws UsageException {
        refuseBoth("--jobs", jobs, "--concurrency", concurrency);
        refuseBoth("--jobs", jobs, "--rate", rate);
        refuseBoth("--jobs", jobs, "--duration", duration);
        refuseBoth("--concurrency", concurrency, "--rate", rate);
        refuseArrivalsAlone();
        if (duration == null && concurrency != null) {
            throw new UsageException("--concurrency needs --duration, such as --duration 10s.");
        }
        if (duration == null && rate != null) {
            throw new UsageException("--rate needs --duration, such as --duration 10s.");
        }
        if (duration != null && concurrency == null && rate == null && !ownLoad) {
            throw new UsageException(
                    "--duration needs --concurrency (so many at a time) or --rate (so many a"
                            + " second).");
        }
    }

    private static void refuseBoth(
            String first, @Nullable String firstText, String second, @Nullable String secondText)
            throws UsageException {
        if (firstText != null && secondText != null) {
            throw new UsageException(
                    first
                            + " and "
                            + second
                            + " cannot be combined: a load is a burst (--jobs),"
                            + " closed (--concurrency with --duration) or open (--rate with"
                            + " --duration).");
        }
    }

    private static int count(String option, String text) throws UsageException {
        return (int) OptionValue.wholeNumber(option, text, 1, JOBS_MAX);
    }

    private static long durationNanos(String text)
            throws UsageException, InvalidParameterException {
        long nanos = Quantity.durationNanos("duration", text);
        if (nanos == 0) {
            throw new UsageException("--duration must be more than zero, such as 10s.");
        }
        return nanos;
    }
}
