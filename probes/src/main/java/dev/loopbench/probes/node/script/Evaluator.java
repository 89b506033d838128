package dev.loopbench.probes.node.script;

import java.io.IOException;

/**
 * Evaluates JavaScript in the process that is looked at: on its main thread, in its global scope,
 * with {@code require} where the process can have it. An inspector session does.
 *
 * <p>Used by one thread.
 */
@FunctionalInterface
public interface Evaluator {

    /**
     * @return the string that is the expression's value, or that it promises
     * @throws IOException if the process cannot be asked, the expression throws, or its value is
     *     something else; the message is a sentence
     */
    String evaluate(Expression expression) throws IOException;

    /**
     * JavaScript to be evaluated. Immutable.
     *
     * @param promises whether its value is a promise, to be awaited: it is kept when the loop
     *     turns. Without it nothing may be awaited, so that a loop that is blocked answers as well.
     */
    record Expression(String text, boolean promises) {}
}
