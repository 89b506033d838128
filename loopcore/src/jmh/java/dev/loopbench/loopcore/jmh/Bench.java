package dev.loopbench.loopcore.jmh;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.echo.EchoServer;
import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.ReadCallback;
import dev.loopbench.loopcore.net.Tcp;
import dev.loopbench.loopcore.net.TcpConnection;
import dev.loopbench.loopcore.net.TcpListener;
import dev.loopbench.loopcore.net.TcpServer;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * libuv's socket benchmarks on this loop, without probes, to be run beside libuv's own: {@code
 * serve PORT}, {@code ping-pongs PORT}, {@code pound N PORT}. The server and the client are
 * processes of their own, as libuv's are. {@code serve-hang-up PORT} is for pound: libuv's server
 * closes a connection that sends QS, and answers nothing.
 */
public final class Bench {

    /** The first warms this JVM and the server's; the last is the one that counts. */
    private static final int ROUNDS = 2;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        SystemNanoClock clock = new SystemNanoClock();
        ThreadWorkerPool pool =
                new ThreadWorkerPool(
                        PoolShape.of(1),
                        clock,
                        CpuClock.NONE,
                        PoolObserver.NONE,
                        new WorkerThreads());
        EventLoop loop = new EventLoop(EventLoopConfig.of(clock, new SelectorPoller(), pool));
        InetSocketAddress server =
                new InetSocketAddress(
                        "127.0.0.1", Integer.parseInt(arguments[arguments.length - 1]));
        switch (arguments[0]) {
            case "serve" -> {
                new EchoServer(new Tcp(loop), Integer.MAX_VALUE)
                        .tcpServer()
                        .listen(server, TcpListener.DEFAULT_BACKLOG);
                loop.run(RunMode.DEFAULT);
            }
            case "serve-hang-up" -> {
                new TcpServer(new Tcp(loop), TcpServer.NO_LIMIT, Bench::hangUp)
                        .listen(server, TcpListener.DEFAULT_BACKLOG);
                loop.run(RunMode.DEFAULT);
            }
            case "ping-pongs" -> {
                for (int round = 0; round < ROUNDS; round++) {
                    System.err.printf(
                            "ping_pongs: %.0f roundtrips/s%n", PingPongs.run(loop, server));
                }
            }
            case "pound" -> {
                int connections = Integer.parseInt(arguments[1]);
                for (int round = 0; round < ROUNDS; round++) {
                    System.err.println(Pound.run(loop, server, connections));
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static void hangUp(TcpConnection connection) {
        connection.readStart(
                new ReadCallback() {
                    @Override
                    public void read(ByteBuffer data) {
                        connection.close();
                    }

                    @Override
                    public void ended(NetError reason) {
                        connection.close();
                    }
                });
    }

    static void require(NetError error) {
        if (error != null) {
            throw new IllegalStateException(error.sentence());
        }
    }
}
