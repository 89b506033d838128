package dev.loopbench.probes.node.live;

import dev.loopbench.probes.inspector.Frame;
import dev.loopbench.probes.sourcemap.SourceFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * From a function in a script to where it stands in the source that the script was made of, where
 * that is known. Confined to one thread.
 */
final class SourceFrames implements UnaryOperator<Frame> {

    /** When a process began the system tells to a second. */
    private static final Duration START_ERROR = Duration.ofSeconds(1);

    private final SourceFiles files;
    private final Map<Frame, Frame> found = new HashMap<>();

    /**
     * @param since when the process began
     */
    SourceFrames(Instant since) {
        files = new SourceFiles(since.plus(START_ERROR));
    }

    @Override
    public Frame apply(Frame frame) {
        return frame.isUser() ? found.computeIfAbsent(frame, this::original) : frame;
    }

    private Frame original(Frame frame) {
        return files.original(frame.url(), frame.function(), frame.line(), frame.column())
                .map(
                        at ->
                                new Frame(
                                        at.name() == null ? frame.function() : at.name(),
                                        at.source(),
                                        at.line(),
                                        at.column()))
                .orElse(frame);
    }
}
