package dev.loopbench.loopcore.jmh;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The client of libuv's {@code tcp4_pound}: so many connections at a time, each of which sends two
 * bytes, waits for an answer, closes and is made anew, for ten seconds. Confined to the loop
 * thread.
 */
final class Pound {

    private static final long TIME_MILLIS = 10_000;

    private final EventLoop loop;
    private final Tcp tcp;
    private final InetSocketAddress server;
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(2).put((byte) 'Q').put((byte) 'S');
    private long startMillis;
    private long closed;
    private long failed;

    private Pound(EventLoop loop, InetSocketAddress server) {
        this.loop = loop;
        this.tcp = new Tcp(loop);
        this.server = server;
    }

    /** What came of it, as libuv prints it. */
    static String run(EventLoop loop, InetSocketAddress server, int connections) {
        Pound pound = new Pound(loop, server);
        long startNanos = loop.clock().nanoTime();
        pound.startMillis = loop.nowMillis();
        for (int i = 0; i < connections; i++) {
            pound.new Connection();
        }
        loop.run(RunMode.DEFAULT);
        double seconds = (loop.clock().nanoTime() - startNanos) / 1e9;
        return String.format(
                "tcp-conn-pound-%d: %.0f accepts/s (%d failed)",
                connections, pound.closed / seconds, pound.failed);
    }

    private final class Connection implements ReadCallback {

        private final TcpConnection connection = tcp.connection();

        Connection() {
            connection.connect(server, this::connected);
        }

        private void connected(NetError error) {
            if (error != null) {
                failed++;
                connection.close(this::again);
                return;
            }
            connection.readStart(this);
            connection.write(bytes.duplicate().flip(), this::written);
        }

        private void written(NetError error) {
            if (error != null && !connection.isClosing()) {
                failed++;
                connection.close(this::again);
            }
        }

        @Override
        public void read(ByteBuffer data) {
            connection.close(this::again);
        }

        @Override
        public void ended(NetError reason) {
            if (reason == NetError.ECONNRESET) {
                failed++;
            }
            connection.close(this::again);
        }

        private void again() {
            closed++;
            if (loop.nowMillis() - startMillis < TIME_MILLIS) {
                new Connection();
            }
        }
    }
}
