package dev.loopbench.cli.wording;

import dev.loopbench.loopcore.pool.PoolSize;
import dev.loopbench.probes.finding.Change;
import dev.loopbench.probes.finding.Wording;
import dev.loopbench.probes.result.Config;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As {@link CommandWording}, of a command that looks into a Node process: what can be changed of a
 * program that it starts is the size of its pool, and nothing of one that runs. Immutable.
 *
 * @param program the words that are the program's own, at the end of the command; empty if it was
 *     running
 */
public record NodeWording(List<String> program) implements Wording {

    public NodeWording {
        program = List.copyOf(program);
    }

    @Override
    public String parameter(String name) {
        return name.equals("threads") ? PoolSize.VARIABLE : OptionNames.option(name);
    }

    @Override
    public @Nullable String next(List<String> command, Config config, Change change) {
        if (command.isEmpty()) {
            return null; // by its trace alone it is not known what started it
        }
        int own = command.size() - program.size();
        List<String> words = new ArrayList<>(CommandWording.withoutOutput(command.subList(0, own)));
        words.addAll(program);
        String again = CommandWording.text(words);
        if (change instanceof Change.Again) {
            return again;
        }
        return change instanceof Change.Threads to
                        && !program.isEmpty()
                        && to.threads() != config.pool().threads()
                ? PoolSize.VARIABLE + "=" + to.threads() + " " + again
                : null;
    }
}
