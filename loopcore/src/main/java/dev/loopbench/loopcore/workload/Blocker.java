package dev.loopbench.loopcore.workload;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.TimerHandle;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.crypto.Pbkdf2;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds the loop thread again and again, on top of any workload. Confined to the loop thread.
 *
 * <p>Its timer does not keep the loop alive. The names of its methods are what a stack sample of
 * the stall shows.
 */
public final class Blocker {

    private static final Pbkdf2.Digest DIGEST = Pbkdf2.Digest.SHA512;

    /** A key in a fraction of a millisecond: so much later than asked may a hold end. */
    private static final int ITERATIONS = 200;

    private static final int KEY_LENGTH_BYTES = 64;

    private final EventLoop loop;
    private final NanoClock clock;
    private final Blocking blocking;
    private final Pbkdf2 key =
            new Pbkdf2(
                    DIGEST,
                    "password",
                    "salt".getBytes(StandardCharsets.US_ASCII),
                    ITERATIONS,
                    KEY_LENGTH_BYTES);

    private @Nullable TimerHandle timer;

    public Blocker(EventLoop loop, Blocking blocking) {
        this.loop = loop;
        this.clock = loop.clock();
        this.blocking = blocking;
    }

    /** The first hold begins one interval from now. */
    public void start() {
        if (timer != null) {
            throw new IllegalStateException("already started");
        }
        long everyMillis = millisRoundedUp(blocking.everyNanos());
        timer = loop.timer();
        timer.label("block-with " + blocking.mode().label());
        timer.unref();
        // A timer counts from the cached clock, which a preparation may have left behind.
        loop.updateTime();
        timer.start(this::block, everyMillis, everyMillis);
    }

    /** No further hold begins. The timer is gone once the loop has run on. */
    public void stop() {
        if (timer != null) {
            timer.close();
            timer = null;
        }
    }

    private void block() {
        switch (blocking.mode()) {
            case LOOP -> spin(clock, blocking.forNanos());
            case SLEEP -> sleepOnLoop(clock, blocking.forNanos());
            case PBKDF2_SYNC -> deriveKeysOnLoop(clock, key, blocking.forNanos());
        }
        // As Node does after a timer's callback: the poll would wait too long by this hold.
        loop.updateTime();
    }

    static void spin(NanoClock clock, long forNanos) {
        long startNanos = clock.nanoTime();
        long leftNanos = forNanos;
        while (leftNanos > 0) {
            Thread.onSpinWait();
            // Only simulated time needs to be told; it then arrives at once.
            clock.charge(leftNanos);
            leftNanos = forNanos - (clock.nanoTime() - startNanos);
        }
    }

    static void sleepOnLoop(NanoClock clock, long forNanos) {
        clock.sleep(forNanos);
    }

    static void deriveKeysOnLoop(NanoClock clock, Pbkdf2 key, long forNanos) {
        long keyNanos = Pbkdf2Cost.nanos(DIGEST, ITERATIONS, KEY_LENGTH_BYTES);
        long startNanos = clock.nanoTime();
        while (clock.nanoTime() - startNanos < forNanos) {
            try {
                key.derive();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(
                        "no pbkdf2 with " + DIGEST.label() + " on this platform", missing);
            }
            clock.charge(keyNanos);
        }
    }

    private static long millisRoundedUp(long nanos) {
        return 1 + (nanos - 1) / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
