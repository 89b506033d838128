package dev.loopbench.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/**
 * Options that were given more than once: the last value counts, as for scripts that put the user's
 * words behind their own; an option that takes several values keeps them all. Stateless.
 *
 * <p>A value that does not count is not looked at.
 */
public final class RepeatedOptions {

    private RepeatedOptions() {}

    /** Has {@code commands} and those below take what is repeated. */
    public static void allow(CommandLine commands) {
        commands.setOverwrittenOptionsAllowed(true)
                .setExecutionStrategy(
                        parsed -> {
                            settle(parsed);
                            return new CommandLine.RunLast().execute(parsed);
                        });
    }

    /**
     * Puts the values together again that belong to groups of options: where one of them is
     * repeated picocli begins the group anew, and what came before is in an object that nobody
     * sees.
     */
    public static void settle(ParseResult parsed) {
        parsed.commandSpec().argGroups().forEach(RepeatedOptions::settle);
        if (parsed.hasSubcommand()) {
            settle(parsed.subcommand());
        }
    }

    private static void settle(ArgGroupSpec group) {
        try {
            Object seen = group.getter().get();
            for (ArgSpec argument : group.args()) {
                argument.scope().set(seen);
                settle(argument);
            }
        } catch (Exception unreachable) { // picocli's own fields: they can be set
            throw new IllegalStateException(unreachable);
        }
        group.subgroups().forEach(RepeatedOptions::settle);
    }

    private static void settle(ArgSpec argument) {
        List<Object> given = argument.typedValues();
        if (argument.isMultiValue()) {
            argument.setValue(new ArrayList<>(argument.stringValues()));
        } else if (!given.isEmpty()) {
            argument.setValue(given.get(given.size() - 1));
        }
    }
}
