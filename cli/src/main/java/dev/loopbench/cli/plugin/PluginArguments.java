package dev.loopbench.cli.plugin;

import dev.loopbench.cli.option.PluginOptions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * What a command line says of plugins, read before the commands can be built: the parameters of
 * their workloads become options. Immutable.
 *
 * @param debug whether the user wants to see stack traces
 */
public record PluginArguments(List<String> jars, boolean debug) {

    /** The commands that take plugins; to others the option is unknown. */
    private static final List<String> COMMANDS = List.of("run", "list");

    private static final PluginArguments NONE = new PluginArguments(List.of(), false);

    public PluginArguments {
        jars = List.copyOf(jars);
    }

    /** The whole command's own options, as far as they matter here. */
    @Command(name = "loopbench")
    private static final class Root {

        @Option(names = "--debug", scope = ScopeType.INHERIT)
        private boolean debug;
    }

    /** A command line that cannot be read has none: the commands' own parser says why. */
    public static PluginArguments of(List<String> arguments) {
        // The usual case costs no parser.
        if (arguments.stream().noneMatch(word -> word.startsWith(PluginOptions.NAME))) {
            return NONE;
        }
        Root root = new Root();
        PluginOptions plugins = new PluginOptions();
        CommandLine parser = new CommandLine(root);
        COMMANDS.forEach(name -> parser.addSubcommand(name, new CommandLine(plugins)));
        parser.setExpandAtFiles(false)
                .setUnmatchedArgumentsAllowed(true)
                .setOverwrittenOptionsAllowed(true);
        try {
            parser.parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException unreadable) {
            return NONE;
        }
        return new PluginArguments(plugins.jars(), root.debug);
    }
}
