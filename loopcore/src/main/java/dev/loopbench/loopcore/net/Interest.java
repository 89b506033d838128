package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.poll.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What a channel is watched for. It is registered when that is something for the first time, and
 * the poller hears of changes alone, as each may cost a system call.
 *
 * <p>Confined to the loop thread.
 */
final class Interest {

    /** Registers the channel. */
    @FunctionalInterface
    interface Watch {
        Registration register(int ops) throws IOException;
    }

    private final Watch watch;
    private @Nullable Registration registration;
    private int ops;

    Interest(Watch watch) {
        this.watch = watch;
    }

    /** {@code wanted}: bits of {@link java.nio.channels.SelectionKey}. */
    void set(int wanted) {
        if (wanted == ops) {
            return;
        }
        ops = wanted;
        if (registration != null) {
            registration.interest(wanted);
            return;
        }
        try {
            registration = watch.register(wanted);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the channel is open and does not block
        }
    }

    /** The channel is closed. */
    void forget() {
        registration = null;
        ops = 0;
    }
}
