package dev.loopbench.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands on what another program writes, byte by byte as it comes, by a thread of its own.
 *
 * <p>Where what it writes cannot be handed on, its stream is closed: it then learns that nobody
 * reads, as it would have without us.
 */
public final class Passage {

    private static final int PIECE_BYTES = 65_536;

    /** So long a stream is silent that a process of the program's own holds open. */
    private static final long SILENT_MILLIS = 1_000;

    private final InputStream in;
    private final OutputStream out;
    private final LineFilter filter;
    private final Thread thread;
    private final AtomicLong reads = new AtomicLong();
    private volatile boolean reading;

    private Passage(InputStream in, OutputStream out, List<String> unwanted) {
        this.in = in;
        this.out = out;
        this.filter = new LineFilter(unwanted, out);
        this.thread = new Thread(this::handOn, "loopbench-passage");
        thread.setDaemon(true);
    }

    /**
     * Begins to.
     *
     * @param unwanted lines that are left out, without their ends. Each is written at once: a part
     *     of one is not waited with
     */
    public static Passage open(InputStream in, OutputStream out, List<String> unwanted) {
        Passage passage = new Passage(in, out, unwanted);
        passage.thread.start();
        return passage;
    }

    private void handOn() {
        byte[] piece = new byte[PIECE_BYTES];
        try (in) {
            while (true) {
                reading = true;
                int length = in.read(piece);
                reading = false;
                reads.incrementAndGet();
                if (length < 0) {
                    break;
                }
                filter.accept(piece, length);
                if (length < piece.length) {
                    filter.release(); // there is no more, and whoever wrote it may wait
                }
                out.flush();
            }
        } catch (IOException gone) {
            // It has ended, or nobody reads.
        }
    }

    /**
     * Waits for what the program wrote, now that it has ended. What a process of its own writes
     * later may be missing.
     */
    public void await() {
        boolean interrupted = false;
        long before;
        do {
            before = reads.get();
            try {
                thread.join(SILENT_MILLIS);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        } while (thread.isAlive() && !(reading && reads.get() == before));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
