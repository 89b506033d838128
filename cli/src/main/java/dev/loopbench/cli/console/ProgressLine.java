package dev.loopbench.cli.console;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.server.ServiceProbe;
import dev.loopbench.probes.session.SessionListener;
import dev.loopbench.reports.text.Line;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.TextStyle;
import dev.loopbench.reports.text.Tone;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One line on standard error that is drawn again and again while something takes its time: a bar
 * where its end is known, else how long it has taken. Thread-safe (by its own lock).
 *
 * <p>How often is the business of who calls.
 */
public final class ProgressLine implements SessionListener, AutoCloseable {

    /** What is left of a line of 80 columns has room for the figures. */
    private static final int BAR_CELLS = 16;

    private static final int BAR_CELLS_NARROW = 8;
    private static final int NARROW_CELLS = 70;

    /** What a terminal echoes of Ctrl-C. */
    private static final int ECHO_CELLS = 2;

    private static final long FIRST_MILLIS = 1_000;
    private static final long PERIOD_MILLIS = 250;

    private static final long TENTH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** From here on nobody looks at tenths of seconds. */
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Console console;
    private final TextStyle style;
    private final int room;
    private @Nullable ScheduledExecutorService follower;
    private boolean closed;

    /**
     * @param appearance of standard error, on which a line can be drawn again
     */
    public ProgressLine(Console console, Appearance appearance) {
        this.console = console;
        // What has wrapped cannot be erased: a full line, and one that a terminal puts ^C behind.
        this.room = appearance.columns() - ECHO_CELLS - 1;
        this.style = new TextStyle(appearance.columns(), appearance.unicode(), appearance.colour());
    }

    @Override
    public void progress(Snapshot at) {
        Tally tally = at.tally();
        Line line = begun(at, word(at.stage()));
        errors(line, tally.errors(), tally.errors() == 1 ? " error" : " errors");
        if (at.end() instanceof AfterOperations operations) {
            add(line, of(tally.ended(), operations.all()));
            if (operations.leftNanos() != null) {
                add(line, about(operations.leftNanos()) + " left");
            }
            pace(line, tally);
            add(line, elapsed(at.elapsedNanos()));
        } else {
            pace(line, tally);
            if (at.stage() != Stage.PREPARING) {
                add(line, Numbers.count(tally.ended()) + " done");
            }
        }
        draw(line);
    }

    @Override
    public void serving(Snapshot at, ServiceProbe.Pulse pulse) {
        Line line = begun(at, "serving");
        errors(line, pulse.serverErrors(), " of 5xx");
        pace(line, at.tally());
        add(line, Numbers.count(pulse.requests(), "request"));
        add(line, Numbers.count(pulse.connections()) + " open");
        draw(line);
    }

    /** A bar where the end is known, and the time where that is the end, or there is none. */
    private Line begun(Snapshot at, String word) {
        Line line = line().add(word);
        if (at.end() instanceof AfterOperations operations) {
            bar(line, operations.share(at.tally()));
        } else if (at.end() instanceof AfterTime time) {
            bar(line, time.share(at.tally()));
            line.add(" · " + elapsed(time.passedNanos()) + " of ");
            line.add(Numbers.roundNanos(time.allNanos()));
        } else {
            line.add(" " + elapsed(at.elapsedNanos()));
        }
        return line;
    }

    /** Draws {@code text} in place of what is there. */
    public void show(String text) {
        draw(line().add(text));
    }

    /** The same, behind a bar that tells how much of it is done. */
    public void show(double share, String text) {
        Line line = line();
        bar(line, share);
        draw(line.add(" · ").add(text));
    }

    private synchronized void draw(Line line) {
        if (closed) {
            return;
        }
        console.draw(style.shown(line, room));
    }

    /**
     * Draws how much of something is done, or how long it takes if that is one thing: by a thread
     * of its own, from the first second on, until the line is closed.
     *
     * @param what several of them are called
     */
    public void follow(String what, int all, IntSupplier done, NanoClock clock) {
        long beginNanos = clock.nanoTime();
        again(() -> follow(what, all, done.getAsInt(), clock.nanoTime() - beginNanos));
    }

    /**
     * Draws how much of a time has passed: likewise.
     *
     * @param what goes on meanwhile
     */
    public void pass(String what, long allNanos, NanoClock clock) {
        long beginNanos = clock.nanoTime();
        again(() -> pass(what, clock.nanoTime() - beginNanos, allNanos));
    }

    /** The same of a time of which so much has passed, once. */
    void pass(String what, long passedNanos, long allNanos) {
        long nanos = Math.min(passedNanos, allNanos);
        Line line = line().add(what);
        bar(line, (double) nanos / allNanos);
        add(line, elapsed(nanos) + " of " + Numbers.roundNanos(allNanos));
        draw(line);
    }

    private void again(Runnable drawn) {
        ScheduledExecutorService drawing =
                Executors.newSingleThreadScheduledExecutor(ProgressLine::thread);
        Future<?> unused =
                drawing.scheduleAtFixedRate(
                        drawn, FIRST_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        synchronized (this) {
            follower = drawing;
        }
    }

    private void follow(String what, int all, int done, long elapsedNanos) {
        Line line = line();
        if (all == 1) {
            line.add("running " + elapsed(elapsedNanos));
        } else {
            bar(line, (double) done / all);
            line.add(" · " + of(done, all) + " " + what + " · " + elapsed(elapsedNanos));
        }
        draw(line);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "loopbench-progress");
        thread.setDaemon(true);
        return thread;
    }

    /** Erases the line; nothing is drawn any more. */
    @Override
    public synchronized void close() {
        if (follower != null) {
            follower.shutdownNow();
        }
        if (!closed) {
            console.erase();
        }
        closed = true;
    }

    private Line line() {
        return new Page(style).line();
    }

    /** All is done only when it is: a share is cut, not rounded. */
    private void bar(Line line, double share) {
        int cells = room < NARROW_CELLS ? BAR_CELLS_NARROW : BAR_CELLS;
        int full = (int) (share * cells);
        line.add(line.width() == 0 ? "" : " ")
                .add(Tone.GOOD, "█".repeat(full))
                .add(Tone.FAINT, "░".repeat(cells - full))
                .add(" " + (int) (share * 100) + "%");
    }

    private void pace(Line line, Tally tally) {
        if (tally.perSecond() != null) {
            add(line, Numbers.perSecond(tally.perSecond()));
        }
        if (tally.p99Nanos() != null) {
            add(line, "p99 " + Numbers.nanos(tally.p99Nanos()));
        }
    }

    private void errors(Line line, long count, String what) {
        if (count > 0) {
            add(line, Tone.BAD, Numbers.count(count) + what);
        }
    }

    private void add(Line line, String figure) {
        add(line, Tone.PLAIN, figure);
    }

    /** The first figures matter most: one that there is no room for is left out. */
    private void add(Line line, Tone tone, String figure) {
        Line further = line().add(" · ").add(tone, figure);
        if (line.width() + further.width() <= room) {
            line.add(" · ").add(tone, figure);
        }
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case PREPARING -> "preparing";
            case WARMING_UP -> "warming up";
            case MEASURING -> "measuring";
            case DRAINING -> "draining";
        };
    }

    private static String about(@Nullable Long leftNanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(leftNanos == null ? 0 : leftNanos) + 1;
        return "about " + Numbers.roundNanos(TimeUnit.SECONDS.toNanos(seconds));
    }

    /** In tenths of seconds, later in seconds. */
    private static String elapsed(long nanos) {
        if (nanos < LONG_NANOS) {
            long tenths = nanos / TENTH_NANOS;
            return tenths / 10 + "." + tenths % 10 + "s";
        }
        return Numbers.roundNanos(TimeUnit.SECONDS.toNanos(TimeUnit.NANOSECONDS.toSeconds(nanos)));
    }

    private static String of(long part, long total) {
        return Numbers.count(part) + " of " + Numbers.count(total);
    }
}
