package dev.loopbench.probes.inspector;

/**
 * A JavaScript function in a stack, or what V8 puts in its place, such as {@code (idle)}.
 * Immutable.
 *
 * @param function its name, empty if it has none
 * @param url the file or module, as V8 names it; empty for what is built in
 * @param line on which the function begins, from 1; 0 where there is none
 * @param column at which it does, behind its name; as {@code line}
 */
public record Frame(String function, String url, int line, int column) {

    /** How the address of a script begins that a session of ours had evaluated under a name. */
    public static final String EVALUATED = "evaluated:";

    /** Code of the program or of a package of it; neither Node's own nor V8's, nor ours. */
    public boolean isUser() {
        return !url.isEmpty() && !url.startsWith("node:") && !url.startsWith(EVALUATED);
    }

    /** The loop waited in the poll. */
    public boolean isIdle() {
        return is("(idle)");
    }

    /** V8 collected garbage; such a sample has no stack. */
    public boolean isGarbageCollector() {
        return is("(garbage collector)");
    }

    /** Native code, or code of which V8 knew no name. */
    public boolean isProgram() {
        return is("(program)");
    }

    boolean isRoot() {
        return is("(root)");
    }

    private boolean is(String name) {
        return url.isEmpty() && function.equals(name);
    }
}
