package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.InterruptGuard;
import dev.loopbench.cli.console.ProgressLine;
import dev.loopbench.cli.gate.measure.PartialDocument;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.session.SessionListener;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work that takes its time, from its begin to its results: shows how far it has come, keeps what
 * there is so far, and holds the process back when that is asked to end, until what there is has
 * been written. Confined to the main thread.
 *
 * <p>The work tells {@link #show} or {@link #listener} how it goes on, is ended early by what
 * {@link #onInterrupt} is given, and hands what it came to over to {@link #deliver}.
 */
final class Execution implements AutoCloseable {

    private final Outputs outputs;
    private final ProgressLine line;
    private final boolean draws;
    private final PartialDocument partial;
    private @Nullable InterruptGuard guard;

    private Execution(Outputs outputs, PartialDocument partial) {
        this.outputs = outputs;
        this.line = new ProgressLine(outputs.console(), outputs.appearance(Channel.ERR));
        this.draws = !outputs.quiet() && outputs.console().redraws(Channel.ERR);
        this.partial = partial;
    }

    /** Of work that comes to nothing before its end. */
    static Execution of(Outputs outputs) {
        return new Execution(outputs, new PartialDocument(Optional.empty(), outputs::note));
    }

    /** Of work whose document so far waits beside the file that it will go to. */
    static Execution keepingPartial(Outputs outputs) {
        return new Execution(outputs, new PartialDocument(outputs.json(), outputs::note));
    }

    /** Whether there is a line on standard error that can be drawn again and again. */
    boolean draws() {
        return draws;
    }

    /** Draws {@code text} on that line, if there is one. */
    void show(String text) {
        if (draws) {
            line.show(text);
        }
    }

    /** Draws {@code text} there behind a bar that tells how much is done, from 0 to 1. */
    void show(double share, String text) {
        if (draws) {
            line.show(share, text);
        }
    }

    /**
     * Has that line, if there is one, tell how many of several are done, or how long one takes.
     *
     * @param what several are called
     */
    void follow(String what, int all, IntSupplier done) {
        if (draws) {
            line.follow(what, all, done, new SystemNanoClock());
        }
    }

    /**
     * Has that line, if there is one, tell how much of a time has passed.
     *
     * @param what goes on
     */
    void pass(String what, long allNanos, NanoClock clock) {
        if (draws) {
            line.pass(what, allNanos, clock);
        }
    }

    /** That line, to be drawn where {@link #draws} only. */
    ProgressLine line() {
        return line;
    }

    /** Draws how far a session is on that line, if there is one. */
    SessionListener listener() {
        return draws ? line : SessionListener.NONE;
    }

    /** What there is so far. */
    PartialDocument partial() {
        return partial;
    }

    /**
     * @param interrupt ends the work soon; called from another thread when the process is asked to
     *     end
     */
    void onInterrupt(Runnable interrupt) {
        onInterrupt(interrupt, () -> {});
    }

    /**
     * The same of work that must not be left as it is.
     *
     * @param overdue called on that thread where the work did not end in time, before the process
     *     does
     */
    void onInterrupt(Runnable interrupt, Runnable overdue) {
        guard = InterruptGuard.arm(interrupt, overdue);
    }

    /** Writes what the work came to. */
    @FunctionalInterface
    interface Delivery {

        void write() throws IOException;
    }

    /** Has it written where the progress was, and in place of what there was so far. */
    void deliver(Delivery delivery) throws IOException {
        line.close();
        delivery.write();
        partial.remove();
    }

    /** As the other, of a result that is a document and a text. */
    void deliver(Outputs.Document document, Outputs.Text text) throws IOException {
        deliver(() -> outputs.write(document, text));
    }

    /** The process may end. */
    @Override
    public void close() {
        line.close();
        if (guard != null) {
            guard.release();
        }
    }
}
