package dev.loopbench.cli.fork;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads what a process says on standard error, so that the stream never fills up. Thread-safe (by
 * its own lock).
 */
final class Complaint implements Runnable {

    private static final String PREFIX = "loopbench: ";

    /** A sentence on what went wrong is shorter; the rest is read and dropped. */
    private static final int LENGTH_MAX = 2_000;

    /** A process of its own may hold the stream open when it has ended itself. */
    private static final long WAIT_MILLIS_MAX = 1_000;

    private static final int PIECE_LENGTH = 1_024;

    private final Reader err;
    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Complaint(Reader err) {
        this.err = err;
    }

    /** Begins to read. */
    static Complaint of(Process process) {
        Complaint complaint = new Complaint(process.errorReader(StandardCharsets.UTF_8));
        new ForkThreads("fork-errors").newThread(complaint).start();
        return complaint;
    }

    @Override
    public void run() {
        char[] piece = new char[PIECE_LENGTH];
        try (Reader reading = err) {
            for (int read = reading.read(piece); read >= 0; read = reading.read(piece)) {
                keep(piece, read);
            }
        } catch (IOException gone) {
            // What has come by then is what there is.
        }
        ended.countDown();
    }

    /** Without the name of the program; empty if it said nothing. */
    String text() {
        try {
            ended.await(WAIT_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (text) {
            String said = text.toString().strip();
            return said.startsWith(PREFIX) ? said.substring(PREFIX.length()) : said;
        }
    }

    private void keep(char[] piece, int length) {
        synchronized (text) {
            text.append(piece, 0, Math.min(length, LENGTH_MAX - text.length()));
        }
    }
}
