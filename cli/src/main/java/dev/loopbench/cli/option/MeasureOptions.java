package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.probes.session.Simulation;
import dev.loopbench.probes.session.WarmupPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a run is measured. Confined to the main thread. */
public final class MeasureOptions {

    private static final long REPEATS_MAX = 10_000;

    /** JSON's numbers are exact so far (RFC 8259, section 6). */
    private static final long SEED_MAX = (1L << 53) - 1;

    private static final long AUTO_WARMUP_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

    private static final String DEFAULT_STALL_THRESHOLD = "50ms";

    @Option(
            names = "--warmup",
            paramLabel = "D",
            description =
                    "run unmeasured first: auto (until operations take the same time again and"
                            + " again, at most 1s), a time such as 5s, or 0s (default: auto)")
    @Nullable String warmup;

    @Option(names = "--repeat", paramLabel = "N", description = "measure N times (default: 1)")
    @Nullable String repeat;

    @Option(
            names = "--stall-threshold",
            paramLabel = "D",
            description =
                    "report iterations that hold the loop so long (default: "
                            + DEFAULT_STALL_THRESHOLD
                            + ")")
    @Nullable String stallThreshold;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "of everything random in the run (default: a new one each time)")
    @Nullable String seed;

    @Option(
            names = "--simulate",
            paramLabel = "SEED",
            description =
                    "run on a simulated machine in virtual time: the same seed gives the same"
                            + " report, byte for byte")
    @Nullable String simulate;

    @Option(
            names = "--cores",
            paramLabel = "N",
            description =
                    "of the simulated machine; the loop shares them with the workers (default: 8)")
    @Nullable String cores;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            description =
                    "threads of other processes that compute all the time on the simulated machine's"
                            + " cores (default: 0)")
    @Nullable String neighbours;

    @Option(
            names = "--sockets",
            description = "list the server's sockets one by one, as the kernel shows them")
    boolean sockets;

    public WarmupPlan warmup() throws InvalidParameterException {
        return warmup(warmup);
    }

    /**
     * @param text null for the usual one
     */
    static WarmupPlan warmup(@Nullable String text) throws InvalidParameterException {
        if (text == null || text.equals("auto")) {
            return new WarmupPlan(true, AUTO_WARMUP_NANOS_MAX);
        }
        return new WarmupPlan(false, Quantity.durationNanos("warmup", text));
    }

    public int repeats() throws UsageException {
        return repeat == null
                ? 1
                : (int) OptionValue.wholeNumber("--repeat", repeat, 1, REPEATS_MAX);
    }

    /** How often each of several is run in turns. */
    public int rounds(int otherwise) throws UsageException {
        return repeat == null ? otherwise : repeats();
    }

    public long stallThresholdNanos() throws UsageException, InvalidParameterException {
        String text = stallThreshold == null ? DEFAULT_STALL_THRESHOLD : stallThreshold;
        long nanos = Quantity.durationNanos("stall-threshold", text);
        if (nanos == 0) {
            throw new UsageException(
                    "--stall-threshold must be more than zero: otherwise every iteration is a"
                            + " stall.");
        }
        return nanos;
    }

    /** The user's own words, for another loopbench that is to measure in the same way. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        OptionValue.add(words, "--warmup", warmup);
        OptionValue.add(words, "--repeat", repeat);
        OptionValue.add(words, "--stall-threshold", stallThreshold);
        OptionValue.add(words, "--seed", seed);
        return words;
    }

    public boolean listsSockets() {
        return sockets;
    }

    public boolean isSimulated() {
        return simulate != null;
    }

    /** The simulated machine; null for the real one, whose cores are what they are. */
    public @Nullable Simulation simulation() throws UsageException {
        if (simulate == null) {
            refuseUnsimulated("--cores", cores);
            refuseUnsimulated("--neighbours", neighbours);
            return null;
        }
        return new Simulation(
                count("--cores", cores, 1, Simulation.CORES_MAX, Simulation.USUAL.cores()),
                count(
                        "--neighbours",
                        neighbours,
                        0,
                        Simulation.NEIGHBOURS_MAX,
                        Simulation.USUAL.neighbours()));
    }

    private static void refuseUnsimulated(String option, @Nullable String text)
            throws UsageException {
        if (text != null) {
            throw new UsageException(
                    option
                            + " needs --simulate: a real machine has the cores and neighbours it has.");
        }
    }

    private static int count(
            String option, @Nullable String text, int least, int most, int otherwise)
            throws UsageException {
        return text == null ? otherwise : (int) OptionValue.wholeNumber(option, text, least, most);
    }

    public long seed() throws UsageException {
        if (simulate != null && seed != null) {
            throw new UsageException(
                    "--simulate and --seed cannot be combined: both are the seed.");
        }
        if (simulate != null) {
            return OptionValue.wholeNumber("--simulate", simulate, 0, SEED_MAX);
        }
        if (seed != null) {
            return OptionValue.wholeNumber("--seed", seed, 0, SEED_MAX);
        }
        return ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }
}
