package dev.loopbench.probes.host;

import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value the machine told, or the reason why it did not. Immutable; exactly one of the two is
 * null.
 */
public record Reading<T>(@Nullable T value, @Nullable String reason) {

    public static <T> Reading<T> of(T value) {
        return new Reading<>(value, null);
    }

    public static <T> Reading<T> missing(String reason) {
        return new Reading<>(null, reason);
    }

    public <R> Reading<R> map(Function<? super T, R> function) {
        return value == null ? missing(why()) : of(function.apply(value));
    }

    /** Missing if either is. */
    public <U, R> Reading<R> with(Reading<U> other, BiFunction<? super T, ? super U, R> function) {
        if (value == null) {
            return missing(why());
        }
        return other.value == null ? missing(other.why()) : of(function.apply(value, other.value));
    }

    /** The value, or null with the reason noted under {@code name}. */
    public @Nullable T orNote(String name, SortedMap<String, String> unavailable) {
        if (value == null) {
            unavailable.put(name, why());
        }
        return value;
    }

    private String why() {
        return reason == null ? "not told" : reason;
    }
}
