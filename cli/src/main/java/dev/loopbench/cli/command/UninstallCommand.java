package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.install.Installation;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.PrefixOptions;
import dev.loopbench.cli.option.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code loopbench uninstall}: what install has put there goes. Confined to the main thread. */
@Command(
        name = "uninstall",
        header = "Remove what install has put there, and nothing else.",
        customSynopsis = "loopbench uninstall [OPTION]...")
public final class UninstallCommand implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @ArgGroup(validate = false, order = 1, heading = "%nPlace:%n")
    private PrefixOptions place = new PrefixOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public UninstallCommand(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws UsageException, UnreadableDocumentException, IOException {
        Path prefix = place.prefix(environment);
        Installation.Removal removal = Installation.below(prefix).remove();
        StringBuilder text = new StringBuilder();
        text.append("loopbench is no longer installed in %s%n".formatted(prefix));
        for (String path : removal.removed()) {
            text.append("  %s is removed%n".formatted(path));
        }
        console.write(Channel.OUT, text);
        for (String path : removal.left()) {
            console.note(
                    "%s was changed since it was installed, and is left.%n"
                            .formatted(prefix.resolve(path)));
        }
        return ExitCode.OK.number();
    }
}
