package dev.loopbench.cli.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A run whose diagnosis is known beforehand: a fault made on purpose, or none. Immutable.
 *
 * <p>Each names the rules that diagnose it right, and those that may warn beside them since the
 * fault has that effect, too. A run without a fault must come to no warning.
 */
public enum Fault {
    BLOCK_CPU(
            "block-cpu",
            "a callback computes for 100ms now and then",
            "loop.blocked.cpu",
            "",
            Base.PACED_SLEEP,
            "--block-with=loop --block-every=500ms --block-for=100ms"),
    BLOCK_SLEEP(
            "block-sleep",
            "a callback sleeps for 100ms now and then",
            "loop.blocked.call",
            "",
            Base.PACED_SLEEP,
            "--block-with=sleep --block-every=500ms --block-for=100ms"),
    POOL_CPU(
            "pool-cpu",
            "four times as many computing jobs as threads, a thread a core",
            "pool.saturated.cores-exhausted",
            "loop.starved",
            Base.CLOSED,
            "pbkdf2 --threads=CORES --concurrency=4*CORES"),
    POOL_SLEEP(
            "pool-sleep",
            "four times as many sleeping jobs as threads, the cores idle",
            "pool.saturated.jobs-wait",
            "",
            Base.CLOSED,
            "work --how=sleep --time=20ms --threads=4 --concurrency=16"),
    RIVAL(
            "rival",
            "another process burns all cores",
            "host.neighbours",
            "host.steal loop.starved",
            Base.CLOSED,
            "pbkdf2 --threads=CORES --concurrency=CORES"),
    GARBAGE(
            "garbage",
            "a callback makes garbage among many live objects",
            "loop.paused.gc",
            "",
            Base.PACED_SLEEP,
            "--block-with=gc --block-every=500ms --block-for=100ms"),
    SLOW_CONSUMER(
            "slow-consumer",
            "a reader that waits 20ms after each read",
            "work.elsewhere",
            "",
            Base.CLOSED,
            "pipe --reader-pause=20ms --concurrency=4"),
    NONE_POOL(
            "none-pool",
            "no fault: jobs of 5ms, 50 a second",
            "",
            "",
            Base.CLOSED,
            "work --how=spin --time=5ms --rate=50/s"),
    NONE_ECHO(
            "none-echo",
            "no fault: round trips on the loop, 300 a second",
            "",
            "",
            Base.CLOSED,
            "echo --rate=300/s"),
    NONE_BURST(
            "none-burst",
            "no fault: bursts of a job a core",
            "",
            "",
            Base.BURST,
            "pbkdf2 --threads=CORES --jobs=CORES --repeat=20");

    /** What all runs of a kind have in common. */
    private enum Base {
        PACED_SLEEP("work --how=sleep --time=2ms --rate=100/s --duration=DURATION"),
        CLOSED("--duration=DURATION"),
        BURST("");

        private final String words;

        Base(String words) {
            this.words = words;
        }
    }

    /** As long as a key takes on the simulated machine. */
    private static final List<String> SIMULATED_KEYS = List.of("work", "--how=spin", "--time=50ms");

    /** So many threads of the rival share a core. */
    private static final int RIVALS_PER_CORE = 2;

    private final String title;
    private final String summary;
    private final String right;
    private final String beside;
    private final Base base;
    private final String words;

    Fault(String title, String summary, String right, String beside, Base base, String words) {
        this.title = title;
        this.summary = summary;
        this.right = right;
        this.beside = beside;
        this.base = base;
        this.words = words;
    }

    /** As users name it. */
    public String title() {
        return title;
    }

    String summary() {
        return summary;
    }

    /** Whether nothing is wrong with the run. */
    public boolean isNone() {
        return right.isEmpty();
    }

    /** The rules that diagnose it right; empty where nothing is wrong. */
    Set<String> right() {
        return setOf(right);
    }

    /** Whether a warning by {@code rule} blames nobody innocent. */
    boolean allows(String rule) {
        return setOf(right).contains(rule) || setOf(beside).contains(rule);
    }

    /** The command line of the run, on so many cores. */
    public List<String> command(int cores, String duration) {
        List<String> command = new ArrayList<>(List.of("run"));
        for (String word : (base.words + " " + words).trim().split(" ", -1)) {
            command.add(
                    word.replace("4*CORES", String.valueOf(4 * cores))
                            .replace("CORES", String.valueOf(cores))
                            .replace("DURATION", duration));
        }
        return command;
    }

    /** Whether the simulated machine has what it needs: it has no sockets. */
    public boolean isSimulable() {
        return this != SLOW_CONSUMER && this != NONE_ECHO;
    }

    /**
     * The command line of the run on the simulated machine. There the rival is a neighbour, and
     * keys are not really derived: only that takes longer than simulated time does.
     */
    public List<String> simulated(int cores, String duration, long seed) {
        List<String> command = new ArrayList<>();
        for (String word : command(cores, duration)) {
            command.addAll(word.equals("pbkdf2") ? SIMULATED_KEYS : List.of(word));
        }
        command.add("--simulate=" + seed);
        command.add("--cores=" + cores);
        if (this == RIVAL) {
            command.add("--neighbours=" + RIVALS_PER_CORE * cores);
        }
        return command;
    }

    /** What another process does meanwhile; empty where there is none. */
    public List<String> rival(int cores) {
        if (this != RIVAL) {
            return List.of();
        }
        String threads = String.valueOf(RIVALS_PER_CORE * cores);
        return List.of(
                "run",
                "pbkdf2",
                "--threads=" + threads,
                "--concurrency=" + threads,
                "--duration=10m",
                "--warmup=0s");
    }

    private static Set<String> setOf(String rules) {
        return rules.isEmpty() ? Set.of() : Set.of(rules.split(" ", -1));
    }

    /**
     * Those of that name; {@code none} is all runs without a fault. Empty where there is no such
     * name.
     */
    public static List<Fault> named(String name) {
        List<Fault> found = new ArrayList<>();
        for (Fault fault : values()) {
            if (fault.title.equals(name) || (name.equals("none") && fault.isNone())) {
                found.add(fault);
            }
        }
        return found;
    }
}
