package dev.loopbench.probes.node.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what the observer answers in a Node, for the tests that have none: {@code AnswerRecording
 * NODE FILE}. The work is always the same, and {@code RecordedAnswersTest} knows it.
 */
final class AnswerRecording {

    private AnswerRecording() {}

    public static void main(String[] arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        String folder = String.valueOf(WatchedProgram.resource("watched.js").getParent());
        try (WatchedProgram program = new WatchedProgram(Path.of(arguments[0]))) {
            Evaluator recorded =
                    expression -> {
                        String text = program.evaluate(expression);
                        lines.add(text.replace(folder, "/srv"));
                        return text;
                    };
            NodeObserver observer =
                    NodeObserver.install(
                            recorded, ObserverSettings.by("a recording"), Entrance.WHILE_RUNNING);
            program.run("pbkdf2", 5);
            observer.take();
            program.run("read", 20);
            program.run("lookup", 5);
            program.run("zlib", 3);
            program.run("digest", 2);
            observer.take();
            program.run("block", 50);
            program.run("turn", 20);
            observer.stop();
        }
        Files.write(Path.of(arguments[1]), lines);
    }
}
