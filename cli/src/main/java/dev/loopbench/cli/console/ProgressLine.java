package dev.loopbench.cli.console;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.server.ServiceProbe;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.reports.text.TextStyle;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line on standard error that is drawn again and again while a session runs. Thread-safe (by
 * its own lock).
 *
 * <p>How often is the session's business.
 */
public final class ProgressLine implements SessionListener, AutoCloseable {

    /** Back to the first column, and clear to the end of the line (ECMA-48: CR, EL). */
    private static final String ERASE = "\r\u001b[K";

    private final Console console;
    private final int columns;
    private final TextStyle style;
    private boolean drawn;
    private boolean closed;

    private ProgressLine(Console console, Appearance appearance) {
        this.console = console;
        this.columns = appearance.columns();
        this.style = new TextStyle(columns, appearance.unicode(), false);
    }

    /** Draws only where a line can be drawn again. */
    public static ProgressLine on(Console console) {
        return new ProgressLine(console, console.appearance(Channel.ERR, ColourMode.NEVER, false));
    }

    @Override
    public void progress(Stage stage, long done, long total, long leftNanos) {
        show(text(stage, done, total, leftNanos));
    }

    @Override
    public void serving(ServiceProbe.Pulse pulse, @Nullable Double perSecond) {
        StringBuilder line = new StringBuilder("serving: ");
        line.append(Numbers.count(pulse.requests(), "request"));
        if (perSecond != null) {
            line.append(", ").append(Numbers.perSecond(perSecond));
        }
        if (pulse.p99Nanos() != null) {
            line.append(", p99 ").append(Numbers.nanos(pulse.p99Nanos()));
        }
        line.append(", ").append(Numbers.count(pulse.connections())).append(" open");
        if (pulse.serverErrors() > 0) {
            line.append(", 5xx ").append(Numbers.count(pulse.serverErrors()));
        }
        show(line.toString());
    }

    /** Draws {@code line} in place of what is there. */
    public synchronized void show(String line) {
        if (closed) {
            return;
        }
        // A full line would wrap, and what has wrapped cannot be erased.
        String shown = style.shown(line);
        console.note(ERASE + shown.substring(0, Math.min(shown.length(), columns - 1)));
        drawn = true;
    }

    /** Erases the line; nothing is drawn any more. */
    @Override
    public synchronized void close() {
        if (drawn) {
            console.note(ERASE);
            drawn = false;
        }
        closed = true;
    }

    private static String text(Stage stage, long done, long total, long leftNanos) {
        String what =
                switch (stage) {
                    case PREPARING -> "preparing";
                    case WARMING_UP -> "warming up";
                    case MEASURING -> "measuring";
                    case DRAINING -> "draining";
                };
        if (stage == Stage.DRAINING) {
            String left = what + ": " + of(total - done, total) + " left";
            long seconds = TimeUnit.NANOSECONDS.toSeconds(leftNanos) + 1;
            return leftNanos < 0
                    ? left
                    : left + ", about " + Numbers.roundNanos(TimeUnit.SECONDS.toNanos(seconds));
        }
        return what + ": " + (total < 0 ? Numbers.count(done) : of(done, total)) + " done";
    }

    private static String of(long part, long total) {
        return Numbers.count(part) + " of " + Numbers.count(total);
    }
}
