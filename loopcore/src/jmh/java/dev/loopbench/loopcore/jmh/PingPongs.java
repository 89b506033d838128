package dev.loopbench.loopcore.jmh;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The client of libuv's {@code ping_pongs}: five bytes there and back on one connection, for five
 * seconds. Confined to the loop thread.
 */
final class PingPongs implements ReadCallback {

    private static final byte[] PING = "PING\n".getBytes(StandardCharsets.US_ASCII);
    private static final long TIME_MILLIS = 5_000;

    private final EventLoop loop;
    private final TcpConnection connection;
    private final ByteBuffer ping = ByteBuffer.allocateDirect(PING.length).put(PING);
    private int matched;
    private long pongs;
    private long startMillis;

    private PingPongs(EventLoop loop) {
        this.loop = loop;
        this.connection = new Tcp(loop).connection();
    }

    /** Round trips a second. */
    static double run(EventLoop loop, InetSocketAddress server) {
        PingPongs pinger = new PingPongs(loop);
        pinger.startMillis = loop.nowMillis();
        pinger.connection.connect(server, pinger::connected);
        loop.run(RunMode.DEFAULT);
        return 1_000.0 * pinger.pongs / TIME_MILLIS;
    }

    private void connected(NetError error) {
        Bench.require(error);
        connection.readStart(this);
        ping();
    }

    private void ping() {
        connection.write(ping.flip(), Bench::require);
    }

    @Override
    public void read(ByteBuffer data) {
        while (data.hasRemaining()) {
            if (data.get() != PING[matched]) {
                throw new IllegalStateException("a wrong byte came back");
            }
            matched = (matched + 1) % PING.length;
            if (matched == 0) {
                pongs++;
                if (loop.nowMillis() - startMillis > TIME_MILLIS) {
                    connection.shutdown(Bench::require);
                    return;
                }
                ping();
            }
        }
    }

    @Override
    public void ended(NetError reason) {
        connection.close();
    }
}
