package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command that tests an advice: the user's own, with one thing changed. Immutable.
 *
 * <p>It does the same work as the run it comes from. What the user left to a default that hangs on
 * the changed option is spelt out, so that a burst keeps its jobs on a pool of another size; where
 * a report goes is no part of it.
 */
final class TryLine {

    private static final List<String> OUTPUT_OPTIONS = List.of("--json", "-o", "--out", "--color");
    private static final List<String> OUTPUT_FLAGS = List.of("-q", "--quiet", "--ascii", "--gated");
    private static final List<String> LOAD_OPTIONS =
            List.of("--jobs", "--concurrency", "--rate", "--scenario");
    private static final List<String> BLOCK_OPTIONS =
            List.of("--block-with", "--block-every", "--block-for", "--block-at", "--block-work");
    private static final String WITH = "--with";
    private static final String THREADS = "threads";
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final Config config;
    private final List<String> words;

    private TryLine(Config config, List<String> words) {
        this.config = config;
        this.words = words;
    }

    static TryLine of(Facts facts) {
        return new TryLine(facts.report().config(), withoutOutput(facts.command()));
    }

    /** The same once more. */
    String again() {
        return text(words);
    }

    /** On a pool of this size; null where it was that already. */
    @Nullable String withThreads(int threads) {
        if (threads == config.pool().threads()) {
            return null;
        }
        List<String> changed = pinned();
        changed.add("--threads");
        changed.add(Integer.toString(threads));
        return text(changed);
    }

    /** Nothing blocks the loop on purpose; null where nothing did, or a scenario does. */
    @Nullable String withoutBlock() {
        List<String> left = without(words, BLOCK_OPTIONS);
        return left.size() == words.size() ? null : text(left);
    }

    /** Less what runs beside the measured work; null where nothing does. */
    @Nullable String withoutBackground() {
        List<String> left = without(words, List.of(WITH));
        return left.size() == words.size() ? null : text(left);
    }

    /** Less a flag, which has no value; null if it was not there. */
    @Nullable String withoutFlag(String flag) {
        List<String> left = new ArrayList<>(words);
        return left.remove(flag) ? text(left) : null;
    }

    /** The same operations as an open load, so many a second. */
    String atRate(double perSecond) {
        List<String> changed = without(words, List.of("--concurrency", "--rate"));
        changed.add("--rate");
        changed.add(oneDigit(perSecond) + "/s");
        return text(changed);
    }

    /** With an option set to a value, whether or not it was there before. */
    String with(String option, String value) {
        List<String> changed = without(words, List.of(option));
        changed.add(option);
        changed.add(value);
        return text(changed);
    }

    /** What hangs on the number of threads, as the run had it. */
    private List<String> pinned() {
        List<String> pinned = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = name(word);
            if (name.equals("--threads")) {
                i += word.contains("=") ? 0 : 1;
            } else if (name.equals(WITH)) {
                boolean attached = word.contains("=");
                String value = attached ? word.substring(WITH.length() + 1) : next(i);
                pinned.add(WITH);
                pinned.add(pinnedWith(value));
                i += attached ? 0 : 1;
            } else {
                pinned.add(word);
            }
        }
        boolean isDefaultBurst =
                words.stream().map(TryLine::name).noneMatch(LOAD_OPTIONS::contains);
        if (isDefaultBurst && config.load() instanceof Load.Burst burst) {
            pinned.add("--jobs");
            pinned.add(String.valueOf(burst.jobs()));
        }
        return pinned;
    }

    private String next(int i) {
        return i + 1 < words.size() ? words.get(i + 1) : "";
    }

    /** {@code pbkdf2} and {@code pbkdf2:threads} as {@code pbkdf2:4}. */
    private String pinnedWith(String value) {
        int colon = value.indexOf(':');
        String workload = colon < 0 ? value : value.substring(0, colon);
        if (colon >= 0 && !value.substring(colon + 1).equals(THREADS)) {
            return value;
        }
        Optional<Integer> concurrency =
                config.workloads().stream()
                        .filter(work -> work.workload().equals(workload))
                        .map(Config.Work::load)
                        .filter(Load.Closed.class::isInstance)
                        .map(load -> ((Load.Closed) load).concurrency())
                        .findFirst();
        return workload + ":" + concurrency.orElse(config.pool().threads());
    }

    private static List<String> withoutOutput(List<String> command) {
        List<String> left = without(command, OUTPUT_OPTIONS);
        left.removeIf(OUTPUT_FLAGS::contains);
        return left;
    }

    private static List<String> without(List<String> command, List<String> options) {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            if (isAttached(word, options)) {
                continue;
            }
            if (!options.contains(name(word))) {
                left.add(word);
            } else if (!word.contains("=")) {
                i++; // its value
            }
        }
        return left;
    }

    /** A short option with its value in the same word: {@code -ohtml=report.html}. */
    private static boolean isAttached(String word, List<String> options) {
        return word.length() > 2 && word.charAt(1) != '-' && options.contains(word.substring(0, 2));
    }

    private static String name(String word) {
        int equals = word.indexOf('=');
        return equals > 0 && word.startsWith("-") ? word.substring(0, equals) : word;
    }

    /** As a shell takes it. */
    private static String text(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(
                                word ->
                                        PLAIN_WORD.matcher(word).matches()
                                                ? word
                                                : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }

    /** Downwards, at least 1, as the command line reads it. */
    private static String oneDigit(double value) {
        double least = Math.max(1, value);
        double unit = Math.pow(10, Math.floor(Math.log10(least)));
        return Long.toString((long) (Math.floor(least / unit) * unit));
    }
}
