package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.fork.Fork;
import dev.loopbench.cli.option.PluginOptions;
import dev.loopbench.cli.option.ShellWords;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A command that prints one report. Immutable.
 *
 * @param environment variables on top of this process's own
 * @param words the program and its arguments; {@code run} and {@code node} stand for those of this
 *     very loopbench
 */
public record SideCommand(SortedMap<String, String> environment, List<String> words) {

    private static final String RUN = "run";
    private static final String NODE = "node";
    private static final List<String> REPORT_ONLY = List.of("--json=-", "--quiet");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,8}");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=[\\s\\S]*");

    /** What says for how long a fork measures; on Node it does so once. */
    private static final Set<String> LENGTHS =
            Set.of("--repeat", "--concurrency", "--rate", "--duration", "--scenario", "--on");

    private static final String JOBS = "--jobs";
    private static final int USUAL_JOBS = 5;

    /** Fewer say little beside what starting their fork costs. */
    private static final int JOBS_OF_FORK = 25;

    /** Only the launcher reads them, and our own commands do without it. */
    private static final Set<String> OF_THE_LAUNCHER =
            Set.of("LOOPBENCH_JAVA", "LOOPBENCH_JAVA_OPTS");

    public SideCommand {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        words = List.copyOf(words);
    }

    /**
     * @param option that has it, for messages
     * @param arguments that follow its own
     * @throws UsageException if it has no words, or they cannot be told apart
     */
    public static SideCommand parse(String option, String text, List<String> arguments)
            throws UsageException {
        List<String> words = ShellWords.split(option, text);
        SortedMap<String, String> environment = new TreeMap<>();
        int first = 0;
        while (first < words.size() && ASSIGNMENT.matcher(words.get(first)).matches()) {
            String word = words.get(first);
            int equals = word.indexOf('=');
            environment.put(word.substring(0, equals), word.substring(equals + 1));
            first++;
        }
        if (first == words.size() || words.get(first).isEmpty()) {
            throw new UsageException(
                    option
                            + " needs a command that prints a report, such as 'run --threads 8' or"
                            + " './loopbench run --json - -q'.");
        }
        SideCommand command =
                new SideCommand(environment, words.subList(first, words.size())).with(arguments);
        command.refuseLauncherVariables(option);
        return command;
    }

    /** The same with more arguments. */
    public SideCommand with(List<String> arguments) {
        List<String> all = new ArrayList<>(words);
        all.addAll(place(), arguments);
        return new SideCommand(environment, all);
    }

    /** Of more arguments: what stands behind a script is the script's own. */
    private int place() {
        return words.get(0).equals(NODE) ? 1 : words.size();
    }

    /** The same, measuring so many times; the very same for once. */
    public SideCommand repeated(int times) {
        return times == 1 ? this : with(List.of("--repeat=" + times));
    }

    /**
     * How often all of them should measure, as they have to do the same work: so that a fork has
     * about {@value #JOBS_OF_FORK} jobs, more than once only for bursts of few jobs, and where the
     * user does not say for how long to measure.
     *
     * @param types that loopbench has by itself
     */
    public static int repeats(List<WorkloadType> types, SideCommand... sides) {
        return Arrays.stream(sides).mapToInt(side -> side.repeats(types)).min().orElse(1);
    }

    private int repeats(List<WorkloadType> types) {
        if (!runsBuiltInWorkloads()
                || words.stream().anyMatch(word -> LENGTHS.contains(word.split("=", 2)[0]))
                || types.stream().anyMatch(type -> words.contains(type.name()) && !bursts(type))) {
            return 1;
        }
        return Math.max(1, JOBS_OF_FORK / Math.max(1, jobs()));
    }

    private static boolean bursts(WorkloadType type) {
        try {
            ParameterValues usual = ParameterValues.parse(type.parameters(), Map.of());
            return type.ownLoad(usual, 0).isEmpty();
        } catch (InvalidParameterException nothingUsual) {
            return false;
        }
    }

    /** The last one counts. */
    private int jobs() {
        int jobs = USUAL_JOBS;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String text =
                    word.startsWith(JOBS + "=")
                            ? word.substring(JOBS.length() + 1)
                            : word.equals(JOBS) && i + 1 < words.size() ? words.get(i + 1) : "";
            if (!text.isEmpty()) {
                jobs = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : JOBS_OF_FORK;
            }
        }
        return jobs;
    }

    /** As the user would write it, a word each. */
    public List<String> shown() {
        List<String> shown = new ArrayList<>();
        environment.forEach((name, value) -> shown.add(name + "=" + value));
        shown.addAll(words);
        return List.copyOf(shown);
    }

    /** What the system is to start. */
    List<String> processWords() {
        if (!isOwn()) {
            return words;
        }
        List<String> own = new ArrayList<>(words);
        own.addAll(place(), REPORT_ONLY);
        return Fork.commandLine(List.of(), own);
    }

    /** Whether it is this loopbench with no workload that it does not have by itself. */
    public boolean runsBuiltInWorkloads() {
        return words.get(0).equals(RUN)
                && words.stream().noneMatch(word -> word.startsWith(PluginOptions.NAME));
    }

    private boolean isOwn() {
        return words.get(0).equals(RUN) || words.get(0).equals(NODE);
    }

    private void refuseLauncherVariables(String option) throws UsageException {
        for (String name : environment.keySet()) {
            if (isOwn() && OF_THE_LAUNCHER.contains(name)) {
                throw new UsageException(
                        option
                                + ": "
                                + name
                                + " is for the launcher, and "
                                + words.get(0)
                                + " does without it: name the launcher before "
                                + words.get(0)
                                + ", as in '"
                                + name
                                + "=... ./loopbench "
                                + words.get(0)
                                + " --json - -q'.");
            }
        }
    }
}
