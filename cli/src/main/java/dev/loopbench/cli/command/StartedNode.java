package dev.loopbench.cli.command;

import dev.loopbench.cli.fork.ForegroundProgram;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.probes.node.live.LaunchedNode;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.RefusedException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command in the foreground whose Node processes wait for us. Immutable.
 *
 * @param nodeOptions as the user has them; null for none
 */
record StartedNode(ForegroundProgram program, @Nullable String nodeOptions) {

    private static final String NODE_OPTIONS = "NODE_OPTIONS";

    /**
     * @throws RefusedException if this system does not tell what has to be known of a process
     */
    static void requireSystem() throws RefusedException {
        try {
            NodeProcess.of(ProcessHandle.current().pid());
        } catch (RefusedException refused) {
            if (refused.reason() == RefusedException.Reason.UNSUPPORTED_SYSTEM) {
                throw refused;
            }
        }
    }

    /**
     * @throws UsageException if there is no such command
     */
    static StartedNode start(List<String> command, Outputs outputs) throws UsageException {
        ProcessBuilder builder = new ProcessBuilder(command);
        String nodeOptions = builder.environment().get(NODE_OPTIONS);
        LaunchedNode.prepare(builder.environment());
        try {
            return new StartedNode(
                    ForegroundProgram.start(
                            builder, LaunchedNode.NOTICES, outputs.outTaken(), outputs.console()),
                    nodeOptions);
        } catch (IOException absent) {
            String name = command.get(0);
            throw new UsageException(
                    name
                            + (name.contains("/")
                                    ? " is not a program that can be run."
                                    : " is not a program on the PATH.")
                            + (name.equals(NodeCommand.USUAL_NODE)
                                    ? " --node names another."
                                    : ""));
        }
    }
}
