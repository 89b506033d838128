package dev.loopbench.reports;

import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Comparison;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reports nobody would measure but every writer has to survive: each component is drawn at random
 * from what its type allows, nulls and the largest values included.
 */
public final class RandomReports {

    private static final Map<String, List<String>> WORDS =
            Map.of(
                    "unit", List.of("ns", "/s", "share", "B", "count"),
                    "phase", List.of("timers", "poll", "check", "ticks", "microtasks"));

    /** Whole numbers the schema keeps within limits. */
    private static final Map<String, Integer> MOST =
            Map.of("score", 100, "threads", 1024, "localPort", 65_535, "exitCode", 255);

    /** Doubles that lie in 0..1 without a name that says so. */
    private static final Set<String> PROBABILITIES = Set.of("level", "pValue");

    private final Random random;
    private String schema = "";

    public RandomReports(long seed) {
        random = new Random(seed);
    }

    public Report next() {
        return (Report) record(Report.class);
    }

    public Comparison nextComparison() {
        return (Comparison) record(Comparison.class);
    }

    private Object record(Class<?> type) {
        if (type == Report.class || type == Comparison.class) {
            schema = type == Report.class ? Report.SCHEMA : Comparison.SCHEMA;
        }
        if (type == Histogram.class) {
            return SampleHistograms.of(
                    random.longs(random.nextInt(40), 0, 1L << (1 + random.nextInt(40))).toArray());
        }
        RecordComponent[] components = type.getRecordComponents();
        try {
            return type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new))
                    .newInstance(
                            Arrays.stream(components)
                                    .map(c -> value(c.getName(), c.getAnnotatedType()))
                                    .toArray());
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new LinkageError(type.toString(), e);
        }
    }

    private @Nullable Object value(String name, AnnotatedType type) {
        if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
            return null;
        }
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            return arguments.length == 1 ? list(name, arguments[0]) : map(arguments[1]);
        }
        return scalar(name, (Class<?>) type.getType());
    }

    private Object scalar(String name, Class<?> type) {
        if (type == String.class) {
            return text(name);
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == int.class || type == Integer.class) {
            Integer most = MOST.get(name);
            if (most != null) {
                return 1 + random.nextInt(most);
            }
            return random.nextInt(random.nextBoolean() ? 8 : 100_000);
        }
        if (type == long.class || type == Long.class) {
            return random.nextLong() >>> (1 + random.nextInt(63));
        }
        if (type == double.class || type == Double.class) {
            boolean share = name.endsWith("hare") || PROBABILITIES.contains(name);
            return random.nextInt(4) == 0 ? 0.0 : random.nextDouble() * (share ? 1 : 1e12);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isSealed()) {
            Class<?>[] kinds = type.getPermittedSubclasses();
            return record(kinds[random.nextInt(kinds.length)]);
        }
        return record(type);
    }

    private String text(String name) {
        if (name.equals("schema")) {
            return schema;
        }
        if (name.equals("started")) {
            return "2026-01-01T00:00:00Z";
        }
        List<String> words = WORDS.get(name);
        if (words != null) {
            return words.get(random.nextInt(words.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            String some =
                    "abcdefghijklm      µ×…–→✓░█\t\n\r\u0000\u001b\u4e16\ud83d\ude00\u0301\uffff"
                            + "|,;=+-@`'\"<>&\\#*_~$[](){}";
            text.append(some.charAt(random.nextInt(some.length())));
        }
        return text.toString().replaceAll("[\\ud83d\\ude00]", "");
    }

    private List<Object> list(String name, AnnotatedType element) {
        int size = random.nextInt(name.equals("jobs") ? 60 : 5);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Object value = value(name, element);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private SortedMap<String, @Nullable Object> map(AnnotatedType element) {
        SortedMap<String, @Nullable Object> values = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put("key" + i, value("value", element));
        }
        return values;
    }
}
