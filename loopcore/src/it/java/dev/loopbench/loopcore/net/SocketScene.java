package dev.loopbench.loopcore.net;

import dev.loopbench.loopcore.AsyncHandle;
import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.EventLoopConfig;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.poll.SelectorPoller;
import dev.loopbench.loopcore.pool.FakePool;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** A loop on the machine's own sockets, and clients beside it that know nothing of loops. */
public final class SocketScene {

    private final List<Throwable> uncaught = new ArrayList<>();
    private final EventLoop loop;
    private final Tcp tcp;

    public SocketScene() {
        try {
            FakePool unused = new FakePool(VirtualClock.still(), 1, 1);
            loop =
                    new EventLoop(
                            EventLoopConfig.of(new SystemNanoClock(), new SelectorPoller(), unused)
                                    .withUncaughtHandler(uncaught::add));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        tcp = new Tcp(loop);
    }

    public EventLoop loop() {
        return loop;
    }

    public Tcp tcp() {
        return tcp;
    }

    public List<Throwable> uncaught() {
        return uncaught;
    }

    /** With a port that the system chooses. */
    public static InetSocketAddress loopback() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Runs iterations until it is so, or the test has taken too long. */
    public void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            loop.run(RunMode.ONCE);
            if (Thread.interrupted()) {
                throw new IllegalStateException("it never came");
            }
        }
    }

    /** Runs until nothing is alive; the loop must be fit to be closed then. */
    public void runToEnd() {
        runUntil(() -> !loop.isAlive());
        loop.run(RunMode.DEFAULT); // what was closed last leaves the kernel
        loop.close();
    }

    /** What {@code client} returns, which runs beside the loop. */
    public <T> T whileRunning(Callable<T> client) {
        AsyncHandle ready = loop.async(null);
        CompletableFuture<T> result =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return client.call();
                            } catch (Exception failure) {
                                throw new CompletionException(failure);
                            }
                        });
        CompletableFuture<T> told = result.whenComplete((value, failure) -> ready.send());
        runUntil(result::isDone);
        T value = told.join();
        ready.close();
        return value;
    }

    /** Sends text and returns all that comes until the server closes. */
    public String ask(InetSocketAddress server, String text) {
        return whileRunning(
                () -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(server);
                        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                        return readAll(socket.getInputStream());
                    }
                });
    }

    public static String readAll(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
}
