package dev.loopbench.probes.merge;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.probes.result.Worded;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether two reports are of one configuration: the same tool ran the same work on the same kind of
 * machine. Stateless.
 */
public final class Likeness {

    /**
     * Where two values differ.
     *
     * @param path in the report: {@code config.pool.threads}
     */
    public record Difference(String path, @Nullable Object one, @Nullable Object other) {}

    /** What is found out anew by each run, and what follows from the rest. */
    private static final Set<String> MEASURED =
            Set.of(
                    "config.warmup.durationNanos",
                    "config.warmup.operations",
                    "config.warmup.steady",
                    "config.block.size",
                    "config.repeats",
                    "environment.clock",
                    "environment.unavailable",
                    "environment.fingerprint");

    private Likeness() {}

    /** The first difference between {@code one} and {@code other}; empty if they are alike. */
    public static Optional<Difference> firstDifference(Report one, Report other) {
        return difference("tool", one.tool(), other.tool())
                .or(() -> firstDifferenceBesidesTool(one, other, UnaryOperator.identity()));
    }

    /**
     * As the other, of what was measured and where, whatever measured it.
     *
     * @param taken what the other's configuration is to be taken for
     */
    public static Optional<Difference> firstDifferenceBesidesTool(
            Report one, Report other, UnaryOperator<Config> taken) {
        return difference("config", one.config(), taken.apply(other.config()))
                .or(() -> subject(one.subject(), other.subject()))
                .or(() -> difference("environment", one.environment(), other.environment()))
                .or(
                        () ->
                                leaf(
                                        "environment.fingerprint",
                                        one.environment().fingerprint(),
                                        other.environment().fingerprint()));
    }

    /** The same kind of program on the same version; which process it was does not count. */
    private static Optional<Difference> subject(@Nullable Subject one, @Nullable Subject other) {
        Subject.Kind kind = one == null ? Subject.Kind.LOOPBENCH : one.kind();
        Subject.Kind otherKind = other == null ? Subject.Kind.LOOPBENCH : other.kind();
        return leaf("subject.kind", kind, otherKind)
                .or(
                        () ->
                                leaf(
                                        "subject.version",
                                        one == null ? null : one.version(),
                                        other == null ? null : other.version()))
                .or(
                        () ->
                                leaf(
                                        "subject.script",
                                        one == null ? null : one.script(),
                                        other == null ? null : other.script()));
    }

    /** As {@link #firstDifference}, of what was asked for alone. */
    public static Optional<Difference> ofConfigs(Config one, Config other) {
        return difference("config", one, other);
    }

    private static Optional<Difference> difference(
            String path, @Nullable Object one, @Nullable Object other) {
        if (MEASURED.contains(path)) {
            return Optional.empty();
        }
        if (one instanceof Load first
                && other instanceof Load second
                && !first.word().equals(second.word())) {
            return leaf(path + ".model", first, second);
        }
        if (one instanceof Record first && other instanceof Record second) {
            for (RecordComponent component : first.getClass().getRecordComponents()) {
                Optional<Difference> found =
                        difference(
                                path + "." + component.getName(),
                                valueOf(first, component),
                                valueOf(second, component));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        if (one instanceof List<?> first
                && other instanceof List<?> second
                && first.size() == second.size()) {
            for (int i = 0; i < first.size(); i++) {
                Optional<Difference> found =
                        difference(path + "[" + i + "]", first.get(i), second.get(i));
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
        return leaf(path, one, other);
    }

    private static Optional<Difference> leaf(
            String path, @Nullable Object one, @Nullable Object other) {
        return Objects.equals(one, other)
                ? Optional.empty()
                : Optional.of(new Difference(path, inReport(one), inReport(other)));
    }

    private static @Nullable Object inReport(@Nullable Object value) {
        return value instanceof Worded named ? named.word() : value;
    }

    private static @Nullable Object valueOf(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("Results are public records.", impossible);
        }
    }
}
