package dev.loopbench.cli.console;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Says on standard error what went wrong: one sentence, and with --debug the stack trace. */
public final class ErrorPresenter {

    private final Console console;

    public ErrorPresenter(Console console) {
        this.console = console;
    }

    /**
     * @param sentence what was wrong and what is accepted
     */
    public void present(String sentence) {
        console.note("loopbench: " + oneLine(sentence) + System.lineSeparator());
    }

    public void present(String sentence, Throwable cause, boolean debug) {
        present(sentence);
        if (debug) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            console.note(trace.toString());
        }
    }

    private static String oneLine(String sentence) {
        String line = sentence.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.matches(".*[.?!]") ? line : line + ".";
    }
}
