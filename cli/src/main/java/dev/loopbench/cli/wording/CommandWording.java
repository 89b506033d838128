package dev.loopbench.cli.wording;

import dev.loopbench.probes.finding.Change;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Options, and the command that tests an advice: the user's own, with one thing changed. Immutable.
 *
 * <p>The command does the same work as the run it comes from. What the user left to a default that
 * hangs on the changed option is spelt out, so that a burst keeps its jobs on a pool of another
 * size; where a report goes is no part of it.
 */
public final class CommandWording implements Wording {

    private static final List<String> OUTPUT_OPTIONS = List.of("--json", "-o", "--out", "--color");
    private static final List<String> OUTPUT_FLAGS = List.of("-q", "--quiet", "--ascii", "--gated");
    private static final List<String> LOAD_OPTIONS =
            List.of("--jobs", "--concurrency", "--rate", "--scenario");
    private static final List<String> BLOCK_OPTIONS =
            List.of("--block-with", "--block-every", "--block-for", "--block-at", "--block-work");
    private static final String NO_SLOW_LANE = "--no-slow-lane";
    private static final String WITH = "--with";
    private static final String THREADS = "threads";
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    @Override
    public String parameter(String name) {
        return OptionNames.option(name);
    }

    @Override
    public @Nullable String next(List<String> command, Config config, Change change) {
        List<String> changed = changed(withoutOutput(command), config, change);
        return changed == null ? null : text(changed);
    }

    /** The command, wherever its report goes. */
    static List<String> withoutOutput(List<String> command) {
        List<String> words = without(command, OUTPUT_OPTIONS);
        words.removeIf(OUTPUT_FLAGS::contains);
        return words;
    }

    private static @Nullable List<String> changed(
            List<String> words, Config config, Change change) {
        if (change instanceof Change.Threads to) {
            return to.threads() == config.pool().threads()
                    ? null
                    : with(pinned(words, config), "--threads", Integer.toString(to.threads()));
        }
        if (change instanceof Change.Rate to) {
            return with(without(words, List.of("--concurrency")), "--rate", to.perSecond() + "/s");
        }
        if (change instanceof Change.Backlog to) {
            return with(words, "--backlog", Long.toString(to.connections()));
        }
        if (change instanceof Change.Without what) {
            List<String> left =
                    switch (what) {
                        case BLOCK -> without(words, BLOCK_OPTIONS);
                        case BACKGROUND -> without(words, List.of(WITH));
                        case SHARED_LANE ->
                                words.stream().filter(word -> !word.equals(NO_SLOW_LANE)).toList();
                    };
            // It may not be there: a scenario blocks the loop, too.
            return left.size() == words.size() ? null : left;
        }
        return words; // once more
    }

    /** With an option set to a value, whether or not it was there before. */
    private static List<String> with(List<String> words, String option, String value) {
        List<String> changed = without(words, List.of(option));
        changed.add(option);
        changed.add(value);
        return changed;
    }

    /** What hangs on the number of threads, as the run had it. */
    private static List<String> pinned(List<String> words, Config config) {
        List<String> pinned = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (name(word).equals(WITH)) {
                boolean attached = word.contains("=");
                String next = i + 1 < words.size() ? words.get(i + 1) : "";
                pinned.add(WITH);
                pinned.add(pinnedWith(attached ? word.substring(WITH.length() + 1) : next, config));
                i += attached ? 0 : 1;
            } else {
                pinned.add(word);
            }
        }
        boolean isDefaultBurst =
                words.stream().map(CommandWording::name).noneMatch(LOAD_OPTIONS::contains);
        if (isDefaultBurst && config.load() instanceof Load.Burst burst) {
            pinned.add("--jobs");
            pinned.add(String.valueOf(burst.jobs()));
        }
        return pinned;
    }

    /** {@code pbkdf2} and {@code pbkdf2:threads} as {@code pbkdf2:4}. */
    private static String pinnedWith(String value, Config config) {
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
    static String text(List<String> command) {
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
}
