package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Config.Block;
import dev.loopbench.probes.result.Config.PoolConfig;
import dev.loopbench.probes.result.Config.Work;
import dev.loopbench.probes.result.Load;
import dev.loopbench.reports.gate.model.Comparison.Varied;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a run by the names the command line has for them, those of another workload
 * than the first with its kind in front: {@code iterations}, {@code fs-read:size}. Stateless.
 */
public final class RunParameters {

    private static final String JOBS = "jobs";
    private static final String CONCURRENCY = "concurrency";
    private static final String RATE = "rate";
    private static final String DURATION = "duration";
    private static final String ARRIVALS = "arrivals";
    private static final String THREADS = "threads";
    private static final String NO_SLOW_LANE = "no-slow-lane";
    private static final String BLOCK_WITH = "block-with";
    private static final String BLOCK_EVERY = "block-every";
    private static final String BLOCK_AT = "block-at";
    private static final String BLOCK_FOR = "block-for";
    private static final String BLOCK_WORK = "block-work";
    private static final String REPEAT = "repeat";

    /** Those that every workload has; its own come on top. */
    public static final Set<String> COMMON =
            Set.of(
                    JOBS,
                    CONCURRENCY,
                    RATE,
                    DURATION,
                    ARRIVALS,
                    THREADS,
                    NO_SLOW_LANE,
                    BLOCK_WITH,
                    BLOCK_EVERY,
                    BLOCK_AT,
                    BLOCK_FOR,
                    BLOCK_WORK,
                    REPEAT);

    private RunParameters() {}

    /** Each that the run has, with its value in the words of the command line. */
    public static SortedMap<String, String> of(Config config) {
        SortedMap<String, String> values = new TreeMap<>();
        put("", config.parameters(), config.load(), values);
        for (Work work : others(config)) {
            put(work.name() + ":", work.parameters(), work.load(), values);
        }
        values.put(THREADS, String.valueOf(config.pool().threads()));
        values.put(NO_SLOW_LANE, String.valueOf(!config.pool().slowLane()));
        Block block = config.block();
        if (block != null) {
            values.put(BLOCK_WITH, block.with());
            putNanos(BLOCK_EVERY, block.everyNanos(), values);
            putNanos(BLOCK_AT, block.atNanos(), values);
            putNanos(BLOCK_FOR, block.forNanos(), values);
            if (block.forNanos() == null && block.size() != null) {
                values.put(BLOCK_WORK, block.size()); // else it was found, and differs by chance
            }
        }
        values.put(REPEAT, String.valueOf(config.repeats()));
        return Collections.unmodifiableSortedMap(values);
    }

    /** Those of both sides that differ, by name. */
    public static List<Varied> differing(Config base, Config head) {
        TreeSet<String> names = new TreeSet<>(of(base).keySet());
        names.addAll(of(head).keySet());
        return varied(names, base, head).stream()
                .filter(varied -> !Objects.equals(varied.base(), varied.head()))
                .toList();
    }

    /** These, whether they differ or not. */
    public static List<Varied> varied(Set<String> names, Config base, Config head) {
        SortedMap<String, String> ofBase = of(base);
        SortedMap<String, String> ofHead = of(head);
        return new TreeSet<>(names)
                .stream()
                        .map(name -> new Varied(name, ofBase.get(name), ofHead.get(name)))
                        .toList();
    }

    /**
     * {@code iterations (20000, 23000); if that is what you want to compare: --vary iterations}.
     *
     * @param differing at least one
     */
    public static String refusal(List<Varied> differing) {
        String values =
                differing.stream()
                        .map(v -> "%s (%s, %s)".formatted(v.name(), or(v.base()), or(v.head())))
                        .collect(Collectors.joining(", "));
        String options =
                differing.stream().map(v -> "--vary " + v.name()).collect(Collectors.joining(" "));
        return values + "; if that is what you want to compare: " + options;
    }

    /**
     * @throws UsageException if neither run has a parameter of one of these names
     */
    public static void requireKnown(Set<String> names, Config base, Config head)
            throws UsageException {
        Set<String> known = new TreeSet<>(of(base).keySet());
        known.addAll(of(head).keySet());
        for (String name : names) {
            if (!known.contains(name)) {
                throw new UsageException(unknown(name, known));
            }
        }
    }

    /**
     * A name that runs do not have.
     *
     * @param known those they have
     */
    public static String unknown(String name, Set<String> known) {
        return "--vary %s: there is no such parameter; there are %s."
                .formatted(name, String.join(", ", new TreeSet<>(known)));
    }

    private static String or(@Nullable String value) {
        return value == null ? "none" : value;
    }

    /** {@code config} with the values that {@code like} has for these names. */
    public static Config taking(Set<String> names, Config like, Config config) {
        return new Config(
                config.workload(),
                parameters("", names, like.parameters(), config.parameters()),
                config.scenario(),
                works(names, like, config),
                pool(names, like.pool(), config.pool()),
                load("", names, like.load(), config.load()),
                config.warmup(),
                block(names, like.block(), config.block()),
                config.injected(),
                names.contains(REPEAT) ? like.repeats() : config.repeats());
    }

    private static List<Work> others(Config config) {
        return config.workloads().stream().skip(1).toList();
    }

    private static void put(
            String prefix,
            SortedMap<String, String> parameters,
            Load load,
            SortedMap<String, String> values) {
        parameters.forEach((name, value) -> values.put(prefix + name, value));
        values.putAll(of(prefix, load));
    }

    private static SortedMap<String, String> of(String prefix, Load load) {
        SortedMap<String, String> values = new TreeMap<>();
        if (load instanceof Load.Burst burst) {
            values.put(prefix + JOBS, String.valueOf(burst.jobs()));
        } else if (load instanceof Load.Closed closed) {
            values.put(prefix + CONCURRENCY, String.valueOf(closed.concurrency()));
            putNanos(prefix + DURATION, closed.durationNanos(), values);
        } else if (load instanceof Load.Open open) {
            values.put(prefix + RATE, Numbers.perSecond(open.perSecond()));
            putNanos(prefix + DURATION, open.durationNanos(), values);
            values.put(prefix + ARRIVALS, open.arrivals().word());
        }
        return values;
    }

    private static SortedMap<String, String> parameters(
            String prefix,
            Set<String> names,
            SortedMap<String, String> like,
            SortedMap<String, String> parameters) {
        SortedMap<String, String> taken = new TreeMap<>(parameters);
        taken.keySet().removeIf(name -> names.contains(prefix + name));
        like.forEach(
                (name, value) -> {
                    if (names.contains(prefix + name)) {
                        taken.put(name, value);
                    }
                });
        return Collections.unmodifiableSortedMap(taken);
    }

    private static List<Work> works(Set<String> names, Config like, Config config) {
        if (like.workloads().size() != config.workloads().size()) {
            return config.workloads();
        }
        List<Work> works = new ArrayList<>();
        for (int i = 0; i < config.workloads().size(); i++) {
            Work work = config.workloads().get(i);
            Work other = like.workloads().get(i);
            String prefix = i == 0 ? "" : work.name() + ":";
            works.add(
                    new Work(
                            work.name(),
                            work.workload(),
                            parameters(prefix, names, other.parameters(), work.parameters()),
                            load(prefix, names, other.load(), work.load()),
                            work.startNanos()));
        }
        return List.copyOf(works);
    }

    private static Load load(String prefix, Set<String> names, Load like, Load load) {
        boolean duration = names.contains(prefix + DURATION);
        if (like instanceof Load.Closed other && load instanceof Load.Closed own) {
            return new Load.Closed(
                    (names.contains(prefix + CONCURRENCY) ? other : own).concurrency(),
                    (duration ? other : own).durationNanos());
        }
        if (like instanceof Load.Open other && load instanceof Load.Open own) {
            return new Load.Open(
                    (names.contains(prefix + RATE) ? other : own).perSecond(),
                    (duration ? other : own).durationNanos(),
                    (names.contains(prefix + ARRIVALS) ? other : own).arrivals());
        }
        // A burst has one figure, and another model has others: all that differ have to be meant.
        SortedMap<String, String> others = of(prefix, like);
        SortedMap<String, String> own = of(prefix, load);
        Set<String> either = new TreeSet<>(others.keySet());
        either.addAll(own.keySet());
        boolean meant =
                either.stream()
                        .allMatch(
                                name ->
                                        names.contains(name)
                                                || Objects.equals(others.get(name), own.get(name)));
        return meant ? like : load;
    }

    private static PoolConfig pool(Set<String> names, PoolConfig like, PoolConfig pool) {
        boolean threads = names.contains(THREADS);
        return new PoolConfig(
                threads ? like.threads() : pool.threads(),
                threads ? like.slowThreads() : pool.slowThreads(),
                names.contains(NO_SLOW_LANE) ? like.slowLane() : pool.slowLane(),
                threads ? like.source() : pool.source());
    }

    private static @Nullable Block block(
            Set<String> names, @Nullable Block like, @Nullable Block block) {
        boolean with = names.contains(BLOCK_WITH);
        if (like == null || block == null) {
            return with ? like : block;
        }
        return new Block(
                with ? like.with() : block.with(),
                names.contains(BLOCK_EVERY) ? like.everyNanos() : block.everyNanos(),
                names.contains(BLOCK_AT) ? like.atNanos() : block.atNanos(),
                names.contains(BLOCK_FOR) ? like.forNanos() : block.forNanos(),
                names.contains(BLOCK_WORK) ? like.size() : block.size());
    }

    private static void putNanos(
            String name, @Nullable Long nanos, SortedMap<String, String> values) {
        if (nanos != null) {
            values.put(name, Numbers.roundNanos(nanos));
        }
    }
}
