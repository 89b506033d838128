package dev.loopbench.loopcore.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One descriptor kept back for the day there is no other: given up, it lets a listener take the
 * connections that wait and close them, so that their clients learn of it and the listener does not
 * spin (rule S08).
 *
 * <p>Confined to the loop thread. Shared by the listeners of one loop; held while one listens.
 */
final class DescriptorReserve {

    private final Sockets sockets;
    private int listeners;
    private @Nullable Closeable spare;

    DescriptorReserve(Sockets sockets) {
        this.sockets = sockets;
    }

    void listenerOpened() {
        listeners++;
        refill();
    }

    void listenerClosed() {
        listeners--;
        if (listeners == 0) {
            giveUp();
        }
    }

    /**
     * Accepts and closes whatever waits: no more than the listener's backlog and those who come
     * meanwhile.
     *
     * @return how many that were
     */
    long refuseWaiting(ServerSocketChannel listening) {
        giveUp();
        long refused = 0;
        try {
            for (SocketChannel waiting = listening.accept();
                    waiting != null;
                    waiting = listening.accept()) {
                Sockets.close(waiting);
                refused++;
            }
        } catch (IOException stillNone) {
            // Somebody else took what was given up: the next event tries again.
        }
        refill();
        return refused;
    }

    private void refill() {
        if (spare == null) {
            try {
                spare = sockets.descriptor();
            } catch (IOException none) {
                // There is none to keep back now; the next call looks again.
            }
        }
    }

    private void giveUp() {
        Sockets.close(spare);
        spare = null;
    }
}
