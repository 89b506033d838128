package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Timeout;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.TcpConnection;
import dev.loopbench.loopcore.net.TcpServer;
import dev.loopbench.loopcore.workload.pool.FilePattern;
import dev.loopbench.loopcore.workload.server.Listening;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.loopcore.workload.server.Servers;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * Reads masked files one after the other on each connection, compares every byte, and answers each
 * file with a verdict. It may read slowly. Confined to the loop thread.
 *
 * <p>A verdict is three longs, big-endian: the index of the first wrong byte, or {@link
 * #ALL_RIGHT}; for how long the reader paused after its reads of the file; and the instant of the
 * loop's clock at which the pause ended that the file before had left, or 0 if it had left none.
 */
final class PipeReceiver {

    static final int VERDICT_BYTES = 3 * Long.BYTES;
    static final long ALL_RIGHT = -1;

    private final EventLoop loop;
    private final PipeType.PipedFile piped;
    private final Mask mask;
    private final double pauseMillis;

    private PipeReceiver(EventLoop loop, PipeType.PipedFile piped, Mask mask, long pauseNanos) {
        this.loop = loop;
        this.piped = piped;
        this.mask = mask;
        this.pauseMillis = (double) pauseNanos / TimeUnit.MILLISECONDS.toNanos(1);
    }

    /**
     * @param pauseNanos after each read; 0 for none
     */
    static Server server(PipeType.PipedFile piped, Mask mask, long pauseNanos) {
        return Servers.of(
                Listening.DEFAULT,
                (tcp, observer) -> {
                    PipeReceiver receiver = new PipeReceiver(tcp.loop(), piped, mask, pauseNanos);
                    return new TcpServer(
                            tcp,
                            Listening.DEFAULT.maxConnections(),
                            connection -> receiver.new Intake(connection).resume());
                });
    }

    private long nowNanos() {
        return loop.clock().nanoTime();
    }

    /** One connection. */
    private final class Intake implements ReadCallback {

        private final TcpConnection connection;
        private long receivedBytes;
        private long wrongAtBytes = ALL_RIGHT;
        private long pauseStartNanos;
        private long pausedNanos;
        private long resumedNanos;
        private long leftPauseEndNanos;

        Intake(TcpConnection connection) {
            this.connection = connection;
        }

        void resume() {
            if (!connection.isClosing()) {
                connection.readStart(this);
            }
        }

        private void pauseOver() {
            resumedNanos = nowNanos();
            pausedNanos += resumedNanos - pauseStartNanos;
            resume();
        }

        @Override
        public void read(ByteBuffer data) {
            if (receivedBytes == 0) {
                // What was paused until now the file before had left.
                leftPauseEndNanos = pausedNanos > 0 ? resumedNanos : 0;
                pausedNanos = 0;
            }
            check(data.slice());
            if (receivedBytes >= piped.sizeBytes()) {
                answer();
            }
            if (pauseMillis > 0) {
                connection.readStop();
                pauseStartNanos = nowNanos();
                Timeout pause = loop.setTimeout(this::pauseOver, pauseMillis);
                pause.unref();
            }
        }

        private void check(ByteBuffer data) {
            int count = data.remaining();
            mask.apply(data, receivedBytes);
            int wrong = piped.file().mismatch(data, count, receivedBytes);
            if (wrong != FilePattern.NONE && wrongAtBytes == ALL_RIGHT) {
                wrongAtBytes = receivedBytes + wrong;
            }
            receivedBytes += count;
            if (receivedBytes > piped.sizeBytes() && wrongAtBytes == ALL_RIGHT) {
                wrongAtBytes = piped.sizeBytes(); // the first that nobody wrote there
            }
        }

        private void answer() {
            ByteBuffer verdict =
                    ByteBuffer.allocate(VERDICT_BYTES)
                            .putLong(wrongAtBytes)
                            .putLong(pausedNanos)
                            .putLong(leftPauseEndNanos)
                            .flip();
            receivedBytes = 0;
            pausedNanos = 0;
            wrongAtBytes = ALL_RIGHT;
            // A connection that fails ends the reading too, or is the client's to notice.
            connection.write(verdict, error -> {});
        }

        @Override
        public void ended(NetError reason) {
            if (!connection.isClosing()) {
                connection.close();
            }
        }
    }
}
