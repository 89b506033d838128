package dev.loopbench.loopcore.workload;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of a workload's parameters, parsed and complete. Immutable.
 *
 * <p>The typed accessors throw {@link IllegalArgumentException} for a name that is no parameter of
 * that type: a mistake in the workload, not the user's.
 */
public final class ParameterValues {

    private final Map<String, Object> values = new HashMap<>();
    private final SortedMap<String, String> texts = new TreeMap<>();
    private final Set<String> given;

    private ParameterValues(Set<String> given) {
        this.given = given;
    }

    /**
     * Parses what the user said and fills in the defaults.
     *
     * @param texts value by parameter name
     * @throws InvalidParameterException for a value that its parameter does not accept
     * @throws IllegalArgumentException for a name that is no parameter
     */
    public static ParameterValues parse(List<Parameter> parameters, Map<String, String> texts)
            throws InvalidParameterException {
        ParameterValues parsed = new ParameterValues(Set.copyOf(texts.keySet()));
        for (Parameter parameter : parameters) {
            String text = texts.getOrDefault(parameter.name(), parameter.defaultText());
            parsed.texts.put(parameter.name(), text);
            parsed.values.put(parameter.name(), value(parameter, text));
        }
        Set<String> unknown = new HashSet<>(texts.keySet());
        unknown.removeAll(parsed.texts.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such parameters: " + unknown);
        }
        return parsed;
    }

    /** Whether the user said it; false where the default holds. */
    public boolean isGiven(String name) {
        return given.contains(name);
    }

    /** Of a {@link Parameter.Kind#COUNT}; 0 where there is none and no default. */
    public int count(String name) {
        return value(name, Integer.class);
    }

    /** Of a {@link Parameter.Kind#BYTES}. */
    public long bytes(String name) {
        return value(name, Size.class).bytes;
    }

    /** Of a {@link Parameter.Kind#DURATION}; 0 for none. */
    public long durationNanos(String name) {
        return value(name, Time.class).nanos;
    }

    /** Of a {@link Parameter.Kind#RATE}; 0 for none. */
    public double perSecond(String name) {
        return value(name, Double.class);
    }

    /** Of a {@link Parameter.Kind#LIST}. */
    public List<String> list(String name) {
        return value(name, Texts.class).texts;
    }

    /** Of a {@link Parameter.Kind#FLAG}. */
    public boolean flag(String name) {
        return value(name, Boolean.class);
    }

    /** Of a {@link Parameter.Kind#CHOICE} or {@link Parameter.Kind#TEXT}. */
    public String text(String name) {
        return value(name, String.class);
    }

    /** Of a {@link Parameter.Kind#PATH}; empty where none was named. */
    public Optional<Path> path(String name) {
        Path path = value(name, Path.class);
        return path.toString().isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /** All values by name in the user's own words, defaults included: for reports. */
    public SortedMap<String, String> asText() {
        return Collections.unmodifiableSortedMap(texts);
    }

    private record Size(long bytes) {}

    private record Time(long nanos) {}

    private record Texts(List<String> texts) {}

    private <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "no parameter " + name + " of type " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static Object value(Parameter parameter, String text) throws InvalidParameterException {
        String name = parameter.name();
        return switch (parameter.kind()) {
            case COUNT ->
                    text.isEmpty() && parameter.defaultText().isEmpty()
                            ? (Integer) 0
                            : count(parameter, text);
            case BYTES -> new Size(Quantity.positiveBytes(name, text));
            case DURATION -> new Time(isNone(parameter, text) ? 0 : durationNanos(parameter, text));
            case RATE -> isNone(parameter, text) ? 0.0 : Quantity.perSecond(name, text);
            case FLAG -> flag(parameter, text);
            case CHOICE -> choice(parameter, parameter.choices(), text);
            case TEXT -> text;
            case LIST -> new Texts(text.isEmpty() ? List.of() : List.of(text.split("\n", -1)));
            case PATH -> path(parameter, text);
        };
    }

    private static Integer count(Parameter parameter, String text)
            throws InvalidParameterException {
        // By pattern first: parseInt also takes a plus sign and the digits of other scripts.
        if (text.matches("[0-9]+")) {
            try {
                int count = Integer.parseInt(text);
                if (count >= 1) {
                    return count;
                }
            } catch (NumberFormatException tooLarge) {
                // Refused below, as everything else that is no count.
            }
        }
        throw new InvalidParameterException(
                "%s must be a whole number from 1 to %s, not %s",
                parameter, Integer.MAX_VALUE, Quantity.quoted(text));
    }

    private static boolean isNone(Parameter parameter, String text) {
        return parameter.choices().contains(text);
    }

    private static long durationNanos(Parameter parameter, String text)
            throws InvalidParameterException {
        return parameter.defaultText().equals(Parameter.NO_TIME)
                ? Quantity.durationNanos(parameter.name(), text)
                : Quantity.positiveDurationNanos(parameter.name(), text);
    }

    private static Boolean flag(Parameter parameter, String text) throws InvalidParameterException {
        return choice(parameter, List.of("true", "false"), text).equals("true");
    }

    private static String choice(Parameter parameter, List<String> choices, String text)
            throws InvalidParameterException {
        if (!choices.contains(text)) {
            throw new InvalidParameterException(
                    "%s must be one of %s, not %s",
                    parameter, String.join(", ", choices), Quantity.quoted(text));
        }
        return text;
    }

    private static Path path(Parameter parameter, String text) throws InvalidParameterException {
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new InvalidParameterException(
                    "%s is not a path: %s", parameter, Quantity.quoted(text));
        }
    }
}
