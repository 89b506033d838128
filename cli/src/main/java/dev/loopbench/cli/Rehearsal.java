package dev.loopbench.cli;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.Terminals;
import dev.loopbench.cli.order.RealMachines;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Runs the usual commands once, without output, so that a JVM that ends with {@code
 * -XX:ArchiveClassesAtExit} archives the classes they load. The launcher starts it.
 */
final class Rehearsal {

    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("--version"),
                    List.of("--help"),
                    List.of("run", "--help"),
                    List.of("list"),
                    List.of("list", "--json", "-"),
                    List.of("run", "--jobs", "none"),
                    List.of("run", "--simulate", "1"),
                    List.of("run", "fs-read", "--simulate", "1", "--json", "-"),
                    List.of("order", "-"));

    private Rehearsal() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = Map.of("LANG", "C.UTF-8");
        Console silence =
                new Console(
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        environment,
                        Terminals.NONE,
                        "UTF-8");
        Program program =
                new Program(silence, environment, Sessions.measuring(), new RealMachines());
        for (List<String> command : COMMANDS) {
            program.execute(command.toArray(String[]::new));
        }
    }
}
