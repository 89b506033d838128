package dev.loopbench.probes.host;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What others took: the hypervisor (steal) and the machine's other processes, from the {@code cpu}
 * line of {@code /proc/stat} (man 5 proc).
 *
 * <p>Confined to the thread that opens and closes it. The kernel counts in ticks of 10 ms, so a
 * short window tells nothing.
 */
final class StealProbe {

    /** With fewer ticks a single one is more than a tenth of the answer. */
    static final long MIN_TICKS = 10;

    /** user nice system idle iowait irq softirq steal; guest time is part of user and nice. */
    private static final int FIELDS = 8;

    private static final int IDLE = 3;
    private static final int IOWAIT = 4;
    private static final int STEAL = 7;
    private static final String PATH = "proc/stat";
    private static final Pattern CORE_LINE = Pattern.compile("cpu\\d+ .*");

    record Ticks(long total, long idle, long steal) {

        /** From here to there. */
        Ticks to(Ticks later) {
            return new Ticks(later.total - total, later.idle - idle, later.steal - steal);
        }
    }

    private final ProcFiles files;
    private Reading<Ticks> opened = Reading.missing("not read");
    private Reading<Ticks> window = Reading.missing("not read");

    StealProbe(ProcFiles files) {
        this.files = files;
    }

    void open() {
        opened = read();
    }

    void close() {
        Reading<Ticks> delta = opened.with(read(), Ticks::to);
        Ticks ticks = delta.value();
        if (ticks != null && ticks.total < MIN_TICKS) {
            window = Reading.missing("the window is too short for the kernel's 10 ms ticks");
        } else if (ticks != null && (ticks.idle < 0 || ticks.steal < 0)) {
            window = Reading.missing("the kernel's counters went backwards");
        } else {
            window = delta;
        }
    }

    /** Share of all cores' time the hypervisor gave to others, 0 to 1. */
    Reading<Double> stealShare() {
        return window.map(ticks -> (double) ticks.steal / ticks.total);
    }

    /**
     * Cores that other processes kept busy on average.
     *
     * @param cpuNanos what this process used in the window
     */
    Reading<Double> otherCores(Reading<Long> cpuNanos, long windowNanos) {
        int cores = logicalCores().orElse(0);
        if (cores == 0 || windowNanos <= 0) {
            return Reading.missing(files.whyMissing(PATH));
        }
        return window.with(
                cpuNanos,
                (ticks, ownNanos) -> {
                    long busy = ticks.total - ticks.idle - ticks.steal;
                    double busyCores = (double) busy / ticks.total * cores;
                    double ownCores = (double) ownNanos / windowNanos;
                    // Ours is exact and theirs is in ticks: the difference may fall below nothing.
                    return Math.max(0.0, busyCores - ownCores);
                });
    }

    /** Cores of the machine; empty where the kernel does not tell. */
    Optional<Integer> logicalCores() {
        int cores =
                (int)
                        files.lines(PATH).stream()
                                .filter(line -> CORE_LINE.matcher(line).matches())
                                .count();
        return cores > 0 ? Optional.of(cores) : Optional.empty();
    }

    /** All ticks so far. */
    Reading<Ticks> read() {
        List<String> lines = files.lines(PATH);
        String[] words = lines.isEmpty() ? new String[0] : lines.get(0).strip().split("\\s+", -1);
        if (words.length <= FIELDS || !words[0].equals("cpu")) {
            return Reading.missing(files.whyMissing(PATH));
        }
        long[] ticks = new long[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            OptionalLong number = KernelNumbers.parse(words[i + 1]);
            if (number.isEmpty()) {
                return Reading.missing(files.whyMissing(PATH));
            }
            ticks[i] = number.getAsLong();
        }
        return Reading.of(
                new Ticks(Arrays.stream(ticks).sum(), ticks[IDLE] + ticks[IOWAIT], ticks[STEAL]));
    }
}
