package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.install.Installation;
import dev.loopbench.cli.install.SharedFiles;
import dev.loopbench.cli.install.Vocabulary;
import dev.loopbench.cli.option.CommandOptions;
import dev.loopbench.cli.option.PrefixOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.probes.result.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code loopbench install}: this clone or unpacked archive on the PATH. Confined to the main
 * thread.
 */
@Command(
        name = "install",
        header = "Put this loopbench on the PATH, with completion and man pages.",
        customSynopsis = "loopbench install [OPTION]...",
        footer = {
            "%nThe program stays where it is: DIR/bin gets a link to it. What is not from loopbench",
            "install is never replaced."
        })
public final class InstallCommand implements Callable<Integer> {

    /** The launcher says in it where it is. */
    private static final String LAUNCHER = "LOOPBENCH_LAUNCHER";

    private final Console console;
    private final Map<String, String> environment;
    private final Catalogs catalogs;
    private final Supplier<Tool> tool;

    @Spec @Nullable CommandSpec command;

    @ArgGroup(validate = false, order = 1, heading = "%nPlace:%n")
    private PrefixOptions place = new PrefixOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli sets and reads it
    private CommandOptions common = new CommandOptions();

    public InstallCommand(
            Console console,
            Map<String, String> environment,
            Catalogs catalogs,
            Supplier<Tool> tool) {
        this.console = console;
        this.environment = environment;
        this.catalogs = catalogs;
        this.tool = tool;
    }

    @Override
    public Integer call() throws UsageException, UnreadableDocumentException, IOException {
        Path launcher = launcher();
        Path prefix = place.prefix(environment);
        Vocabulary vocabulary = Vocabulary.of(Objects.requireNonNull(command).root(), catalogs);
        String version = tool.get().version();
        List<String> paths =
                Installation.below(prefix).put(launcher, SharedFiles.of(vocabulary, version));
        StringBuilder text = new StringBuilder();
        text.append("loopbench %s is installed in %s%n".formatted(version, prefix));
        for (String path : paths) {
            boolean link = path.equals(Installation.PROGRAM);
            text.append("  %s%s%n".formatted(path, link ? " -> " + launcher : ""));
        }
        console.write(Channel.OUT, text);
        hint(prefix);
        return ExitCode.OK.number();
    }

    private Path launcher() throws UsageException {
        String launcher = environment.getOrDefault(LAUNCHER, "");
        if (launcher.isEmpty()) {
            throw new UsageException(
                    "only the launcher can be installed: call it as ./loopbench install.");
        }
        return Path.of(launcher);
    }

    /** What the user's shell has to be told for all of it to be found. */
    private void hint(Path prefix) {
        Path bin = prefix.resolve("bin");
        List<String> folders =
                List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1));
        if (!folders.contains(bin.toString())) {
            console.note(
                    "%s is not on the PATH; a line for ~/.profile: export PATH=\"%s:$PATH\"%n"
                            .formatted(bin, bin));
        }
        if (environment.getOrDefault("SHELL", "").endsWith("zsh")) {
            console.note(
                    "zsh completes it with this before compinit in ~/.zshrc: fpath=('%s' $fpath)%n"
                            .formatted(prefix.resolve("share/zsh/site-functions")));
        }
    }
}
