package dev.loopbench.probes.merge;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Sums and means over the same figure of several parts. Stateless. */
final class Sums {

    private Sums() {}

    /** Null where one of the parts could not tell it: the others would look like the whole. */
    static <T> @Nullable Long orNull(List<T> parts, Function<T, @Nullable Long> figure) {
        long sum = 0;
        for (T part : parts) {
            Long value = figure.apply(part);
            if (value == null) {
                return null;
            }
            sum = Math.addExact(sum, value);
        }
        return sum;
    }

    /** The mean weighted by {@code weight}; null where one of the parts could not tell it. */
    static <T> @Nullable Double meanOrNull(
            List<T> parts, Function<T, @Nullable Double> figure, ToDoubleFunction<T> weight) {
        double sum = 0;
        double weights = 0;
        for (T part : parts) {
            Double value = figure.apply(part);
            if (value == null) {
                return null;
            }
            sum += value * weight.applyAsDouble(part);
            weights += weight.applyAsDouble(part);
        }
        return weights > 0 ? sum / weights : 0;
    }

    static <T> double mean(List<T> parts, ToDoubleFunction<T> figure, ToDoubleFunction<T> weight) {
        double sum = 0;
        double weights = 0;
        for (T part : parts) {
            sum += figure.applyAsDouble(part) * weight.applyAsDouble(part);
            weights += weight.applyAsDouble(part);
        }
        return weights > 0 ? sum / weights : 0;
    }

    /** All reasons, of each key the first. */
    static <T> SortedMap<String, String> reasons(
            List<T> parts, Function<T, Map<String, String>> reasons) {
        SortedMap<String, String> all = new TreeMap<>();
        for (T part : parts) {
            reasons.apply(part).forEach((figure, reason) -> all.putIfAbsent(figure, reason));
        }
        return all;
    }

    static SortedMap<String, String> fixed(SortedMap<String, String> reasons) {
        return Collections.unmodifiableSortedMap(reasons);
    }
}
