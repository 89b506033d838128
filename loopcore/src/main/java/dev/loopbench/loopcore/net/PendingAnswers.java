package dev.loopbench.loopcore.net;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Answers of one connection that the system has not taken yet, for a {@link ServiceObserver}.
 * Allocates only where more wait than ever before. Confined to the loop thread.
 */
public final class PendingAnswers {

    private static final int USUAL = 2;

    private final ServiceObserver observer;
    private long[] readNanos = new long[USUAL];
    private int[] statuses = new int[USUAL];
    private int count;

    private PendingAnswers(ServiceObserver observer) {
        this.observer = observer;
    }

    /** Null where nobody watches. */
    public static @Nullable PendingAnswers of(ServiceObserver observer) {
        return observer.equals(ServiceObserver.NONE) ? null : new PendingAnswers(observer);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** An answer to a request whose first byte was read at {@code requestReadNanos}. */
    public void add(int status, long requestReadNanos) {
        if (count == statuses.length) {
            readNanos = Arrays.copyOf(readNanos, 2 * count);
            statuses = Arrays.copyOf(statuses, 2 * count);
        }
        readNanos[count] = requestReadNanos;
        statuses[count] = status;
        count++;
    }

    /** Nothing waits for the client any more. */
    public void handedOver(long nowNanos) {
        for (int i = 0; i < count; i++) {
            observer.answered(statuses[i], readNanos[i], nowNanos);
        }
        count = 0;
    }
}
