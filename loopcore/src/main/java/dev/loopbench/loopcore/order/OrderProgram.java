package dev.loopbench.loopcore.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small program whose log shows in which order a loop runs its callbacks. Immutable.
 *
 * @param threads of the pool, 1 to 1024
 * @param main run once, as Node runs a script
 * @param expected the log it has to come to; null where nobody says
 */
public record OrderProgram(
        String name, int threads, List<OrderStep> main, @Nullable List<String> expected) {

    public OrderProgram {
        main = List.copyOf(main);
        expected = expected == null ? null : List.copyOf(expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
