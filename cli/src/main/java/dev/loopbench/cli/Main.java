package dev.loopbench.cli;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.FatalError;
import dev.loopbench.cli.console.SystemTerminals;
import java.util.List;

/**
 * Where the process begins, and where it ends, once.
 *
 * <p>It refers to no library, so that it can say which one is missing: all else is loaded where
 * what it throws is caught.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Console console =
                Console.system(
                        System.getenv(),
                        new SystemTerminals(System.getProperty(SystemTerminals.HINT_PROPERTY)));
        FatalError fatal = new FatalError(console, List.of(arguments).contains("--debug"));
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> {
                    int code = fatal.present(failure);
                    if (failure instanceof OutOfMemoryError) {
                        // The run may wait for what this thread was to do; files are whole or not
                        // there.
                        Runtime.getRuntime().halt(code);
                    }
                });
        int code;
        try {
            code = Program.on(console).execute(arguments);
        } catch (Throwable failure) {
            code = fatal.present(failure);
        }
        System.exit(code);
    }
}
