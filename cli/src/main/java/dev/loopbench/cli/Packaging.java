package dev.loopbench.cli;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.Terminals;
import dev.loopbench.cli.install.SharedFiles;
import dev.loopbench.cli.install.Vocabulary;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.order.RealMachines;
import dev.loopbench.cli.workload.Catalogs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/**
 * Writes completion scripts and man pages below the folder it is given. The build starts it, for
 * the archives that it makes.
 */
final class Packaging {

    private Packaging() {}

    public static void main(String[] arguments) throws UsageException, IOException {
        Console silence =
                new Console(
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        Map.of(),
                        Terminals.NONE,
                        "UTF-8");
        Catalogs catalogs = Catalogs.builtIn();
        CommandLine commands =
                CommandTree.create(
                        silence, Map.of(), catalogs, Sessions.measuring(), new RealMachines());
        Vocabulary vocabulary = Vocabulary.of(commands.getCommandSpec(), catalogs);
        SharedFiles.of(vocabulary, Build.tool().version()).writeBelow(Path.of(arguments[0]));
    }
}
