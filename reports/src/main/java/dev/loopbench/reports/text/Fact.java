package dev.loopbench.reports.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One figure in words. Immutable.
 *
 * @param component its name in the report, under which a reason may stand
 * @param name what people call it
 * @param warns whether it is bad
 * @param text null if the machine does not tell
 */
record Fact(String component, String name, boolean warns, @Nullable String text) {

    static <T> Fact of(
            String component, String name, @Nullable T value, Function<T, String> words) {
        return new Fact(component, name, false, value == null ? null : words.apply(value));
    }

    Fact warnIf(boolean bad) {
        return new Fact(component, name, bad, text);
    }

    /** What is told, and after it what is not and why. */
    static List<Line> lines(List<Fact> facts, Map<String, String> reasons, Page page) {
        Untold untold = new Untold(reasons);
        List<Line> lines = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact.text() == null) {
                untold.add(fact.component(), fact.name());
            } else {
                lines.add(page.line(fact.warns() ? Tone.WARN : Tone.PLAIN, fact.text()));
            }
        }
        lines.addAll(untold.lines(page));
        return lines;
    }
}
