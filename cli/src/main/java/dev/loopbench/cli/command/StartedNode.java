package dev.loopbench.cli.command;

import dev.loopbench.cli.fork.ForegroundProgram;
import dev.loopbench.cli.option.LoopOptions;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.inspector.InspectorException;
import dev.loopbench.probes.node.live.LaunchedNode;
import dev.loopbench.probes.node.process.NodeProcess;
import dev.loopbench.probes.node.process.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command in the foreground whose Node processes wait for us. Confined to the main thread. */
final class StartedNode {

    /**
     * Of each wait for an answer of a Node process: one that gets no core, or whose loop is held by
     * a call of the system, answers late.
     */
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private static final String NODE_OPTIONS = "NODE_OPTIONS";

    private final ForegroundProgram program;

    /** As the user has them; null for none. */
    private final @Nullable String nodeOptions;

    private StartedNode(ForegroundProgram program, @Nullable String nodeOptions) {
        this.program = program;
        this.nodeOptions = nodeOptions;
    }

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
            throw absent(command.get(0));
        }
    }

    /** What is said where a command cannot be started. */
    static UsageException absent(String name) {
        return new UsageException(
                name
                        + (name.contains("/")
                                ? " is not a program that can be run."
                                : " is not a program on the PATH.")
                        + (name.equals(LoopOptions.USUAL_NODE)
                                ? " " + LoopOptions.NODE + " names another."
                                : ""));
    }

    ForegroundProgram program() {
        return program;
    }

    /**
     * Waits until a Node process of it stands before its first line.
     *
     * @return nothing if the command ends without one
     * @throws InspectorException if it does not answer
     */
    Optional<LaunchedNode> next(NanoClock clock) throws InspectorException {
        return LaunchedNode.await(program.process(), nodeOptions, ANSWER_LIMIT, clock);
    }
}
