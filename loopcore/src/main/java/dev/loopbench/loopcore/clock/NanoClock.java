package dev.loopbench.loopcore.clock;

/**
 * Monotonic time in nanoseconds from an arbitrary origin, and the only way to let time pass.
 *
 * <p>Thread-safe. Instants are compared by subtraction only: the origin may be anywhere, so the
 * value may be negative or wrap.
 */
public interface NanoClock {

    /** The present instant. */
    long nanoTime();

    /**
     * Blocks the calling thread for at least this long; returns at once when it is zero or
     * negative. An interrupt ends the wait early and stays set.
     */
    void sleep(long nanos);

    /**
     * Accounts for work the calling thread has just done that costs {@code nanos} on the simulated
     * machine. Real time has passed by itself, so a system clock does nothing here.
     */
    void charge(long nanos);

    /**
     * Accounts for a stop of all threads of the process that the calling thread has just brought
     * about, as {@link #charge} does for work: on the simulated machine everybody stands still
     * meanwhile.
     */
    default void chargePause(long nanos) {
        charge(nanos);
    }

    /**
     * Whether work costs what it is {@link #charge charged}, from the first time on; else it costs
     * what it takes, and gets cheaper while it is compiled.
     */
    default boolean isSimulated() {
        return false;
    }

    /** Keeps the calling thread busy for at least this long. */
    default void spin(long nanos) {
        long startNanos = nanoTime();
        long leftNanos = nanos;
        while (leftNanos > 0) {
            Thread.onSpinWait();
            // Only simulated time needs to be told; it then arrives at once.
            charge(leftNanos);
            leftNanos = nanos - (nanoTime() - startNanos);
        }
    }
}
