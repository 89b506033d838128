package dev.loopbench.loopcore;

import java.util.List;

/**
 * A small program whose log shows in which order a loop runs its callbacks. Immutable.
 *
 * @param threads of the pool
 * @param main run once, as Node runs a script
 * @param expected the log real Node printed for it
 */
record OrderProgram(String name, int threads, List<OrderStep> main, List<String> expected) {

    OrderProgram {
        main = List.copyOf(main);
        expected = List.copyOf(expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
