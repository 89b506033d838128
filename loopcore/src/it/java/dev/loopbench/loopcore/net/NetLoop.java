package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.pool.WorkerPool;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A loop on the machine's own sockets, with a log for its callbacks. */
final class NetLoop {

    static final Completion IGNORE = error -> {};

    final EventLoop loop;
    final Tcp tcp;
    final List<String> log = new ArrayList<>();

    NetLoop() {
        this(new FakePool(VirtualClock.still(), 1, 1));
    }

    NetLoop(WorkerPool pool) {
        try {
            loop =
                    new EventLoop(
                            EventLoopConfig.of(new SystemNanoClock(), new SelectorPoller(), pool));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        tcp = new Tcp(loop);
    }

    static InetSocketAddress loopback(int port) {
        return NetUnit.address(port);
    }

    /** Where nobody listens. */
    static InetSocketAddress refusing() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(loopback(0));
            return loopback(socket.getLocalPort());
        }
    }

    static ByteBuffer bytes(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(encoded.length).put(encoded).flip();
    }

    static String text(ByteBuffer data) {
        return StandardCharsets.US_ASCII.decode(data).toString();
    }

    /** Hands on all it accepts. */
    TcpListener listen(Consumer<TcpConnection> accepted) throws NetException {
        TcpListener listener = tcp.listener();
        listener.bind(loopback(0));
        listener.listen(
                TcpListener.DEFAULT_BACKLOG,
                () -> accepted.accept(Objects.requireNonNull(listener.accept())));
        return listener;
    }

    /** Both ends of a connection; nothing else is left open. */
    Pair pair() throws NetException {
        TcpConnection[] ends = new TcpConnection[2];
        TcpListener[] listener = new TcpListener[1];
        listener[0] =
                listen(
                        accepted -> {
                            ends[1] = accepted;
                            listener[0].close();
                        });
        TcpConnection client = tcp.connection();
        client.connect(listener[0].localAddress(), error -> ends[0] = client);
        runUntil(() -> ends[0] != null && ends[1] != null);
        return new Pair(ends[0], ends[1]);
    }

    record Pair(TcpConnection client, TcpConnection server) {}

    /** Logs how a request ended: {@code connect}, or {@code connect ECONNREFUSED}. */
    Completion logs(String request) {
        return error -> log.add(error == null ? request : request + " " + error);
    }

    Runnable logsCall(String text) {
        return () -> log.add(text);
    }

    /** Runs until nothing is alive, and the loop must be fit to be closed then. */
    void runToEnd() {
        loop.run(RunMode.DEFAULT);
        loop.close();
    }

    /** Runs iterations until it is so. */
    void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            loop.run(RunMode.ONCE);
        }
    }

    /** Iterations that do not wait; what is there to happen by itself has happened after them. */
    void runNowait(int iterations) {
        for (int i = 0; i < iterations; i++) {
            loop.run(RunMode.NOWAIT);
        }
    }
}
