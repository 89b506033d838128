package dev.loopbench.cli.option;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose loop a workload runs on. Confined to the main thread. */
public final class LoopOptions {

    public static final String ON = "--on";

    public static final String NODE = "--node";

    /** As a shell finds it. */
    public static final String USUAL_NODE = "node";

    /** Whose it is. */
    public enum Loop {
        LOOPBENCH("loopbench"),
        NODE("node"),
        /** One after the other. */
        BOTH("both");

        private final String word;

        Loop(String word) {
            this.word = word;
        }

        /** As users write it. */
        public String word() {
            return word;
        }
    }

    @Option(
            names = ON,
            paramLabel = "LOOP",
            description =
                    "loopbench, node (the same workload and load on the loop of a real Node) or both,"
                            + " side by side (default: loopbench)")
    @Nullable String on;

    @Option(
            names = NODE,
            paramLabel = "FILE",
            description = "the Node to run it on (default: the one on the PATH)")
    @Nullable String node;

    public Loop loop() throws UsageException {
        List<Loop> loops = List.of(Loop.values());
        String word =
                on == null
                        ? Loop.LOOPBENCH.word
                        : OptionValue.oneOf(ON, on, loops.stream().map(Loop::word).toList());
        Loop chosen =
                loops.stream().filter(loop -> loop.word.equals(word)).findFirst().orElseThrow();
        if (node != null && chosen == Loop.LOOPBENCH) {
            throw new UsageException(NODE + " needs " + ON + " node or " + ON + " both.");
        }
        return chosen;
    }

    /** The program, a file or a name on the PATH. */
    public String node() {
        return Objects.requireNonNullElse(node, USUAL_NODE);
    }
}
