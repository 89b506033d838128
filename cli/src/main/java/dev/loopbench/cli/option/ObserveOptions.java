package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.probes.node.live.ObservationPlan;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a Node process is looked into. Confined to the main thread. */
public final class ObserveOptions {

    /** Linux has no higher numbers. */
    private static final long PID_MAX = 4_194_304;

    private static final String NEVER = "0";
    private static final long MILLI_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SENTINEL_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    @Option(
            names = "--duration",
            paramLabel = "D",
            description =
                    "how long to look, such as 30s (default: 10s; a program that node starts: to"
                            + " its end)")
    @Nullable String duration;

    @Option(
            names = "--no-trace",
            description =
                    "trace nothing: of each job the response is known, and not its wait and"
                            + " service. Else Node traces in short windows, none while the pool"
                            + " takes more than 5000 jobs a second")
    boolean noTrace;

    @Option(
            names = "--exact",
            description =
                    "trace whatever the pool's rate is. A fault in Node can crash a process that"
                            + " is traced at more than 5000 jobs a second")
    boolean exact;

    @Option(
            names = "--no-stacks",
            description =
                    "do not sample where JavaScript is. When that begins the loop stands still for"
                            + " some 10 ms, longer with a large heap")
    boolean noStacks;

    @Option(
            names = "--sentinel",
            paramLabel = "D",
            description =
                    "how often a job of one byte asks how long the pool makes one wait; 0 for"
                            + " never (default: 5ms)")
    @Nullable String sentinel;

    @Option(
            names = "--children",
            description =
                    "look into each worker process of the cluster whose primary this is, and not"
                            + " into the primary; their reports are added up as merge does it")
    boolean children;

    /** Whether the workers of a cluster are looked into. */
    public boolean isOfChildren() {
        return children;
    }

    /**
     * @param usualNanos how long to look where the user does not say; 0 to the end
     */
    public ObservationPlan plan(long usualNanos) throws UsageException, InvalidParameterException {
        if (exact && noTrace) {
            throw new UsageException(
                    "--exact and --no-trace cannot be combined: one traces at any rate, the other"
                            + " not at all.");
        }
        return new ObservationPlan(
                OptionValue.positiveDurationNanos("duration", duration).orElse(usualNanos),
                !noTrace,
                exact,
                !noStacks,
                sentinelMillis());
    }

    /** 0 where the user named none. */
    public long durationNanos() throws InvalidParameterException {
        return OptionValue.positiveDurationNanos("duration", duration).orElse(0);
    }

    private int sentinelMillis() throws UsageException, InvalidParameterException {
        if (sentinel == null) {
            return ObservationPlan.SENTINEL_MILLIS;
        }
        long nanos = sentinel.equals(NEVER) ? 0 : Quantity.durationNanos("sentinel", sentinel);
        if (nanos % MILLI_NANOS != 0 || nanos > SENTINEL_NANOS_MAX) {
            throw new UsageException(
                    "--sentinel must be whole milliseconds up to 10s, or 0 for none, not "
                            + Quantity.quoted(sentinel)
                            + ".");
        }
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** The number of a process. */
    public static long pid(String text) throws UsageException {
        return OptionValue.wholeNumber("PID", text, 1, PID_MAX);
    }
}
