package dev.loopbench.loopcore.order;

import dev.loopbench.loopcore.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of a program under way. Confined to the loop thread. */
final class ProgramLog {

    /** What a program's {@code throw} throws. */
    static final class Thrown extends RuntimeException {

        Thrown(String text) {
            super(text, null, false, false);
        }
    }

    private final List<LogLine> lines = new ArrayList<>();
    private @Nullable EventLoop loop;
    private long originNanos;

    /** From here on lines are taken, and time is counted. */
    void begin(EventLoop on) {
        originNanos = on.clock().nanoTime();
        loop = on;
    }

    /** From here on no step is carried out any more. */
    void end() {
        loop = null;
    }

    boolean isOpen() {
        return loop != null;
    }

    void add(String text) {
        EventLoop on = loop;
        if (on != null) {
            lines.add(
                    new LogLine(
                            text,
                            LogLine.phaseName(on.phase()),
                            on.iterations(),
                            on.clock().nanoTime() - originNanos));
        }
    }

    /** The loop's handler: a program logs what it throws; all else ends the run. */
    void uncaught(Throwable thrown) {
        if (thrown instanceof Thrown) {
            add("uncaught:" + thrown.getMessage());
        } else if (thrown instanceof RuntimeException unexpected) {
            throw unexpected;
        } else {
            throw new IllegalStateException(thrown);
        }
    }

    List<LogLine> lines() {
        return List.copyOf(lines);
    }
}
