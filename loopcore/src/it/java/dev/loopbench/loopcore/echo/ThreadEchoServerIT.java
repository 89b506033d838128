package dev.loopbench.loopcore.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.loopbench.loopcore.net.ExchangeLog;
import dev.loopbench.loopcore.net.SocketScene;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThreadEchoServerIT {

    private final SocketScene scene = new SocketScene();

    /** Platform threads, and virtual ones where there are any. */
    static Stream<ThreadFactory> factories() {
        return Stream.concat(
                Stream.of(new EchoThreads()), VirtualThreads.factory("echo-").stream());
    }

    private static ThreadEchoServer start(int maxConnections, ThreadFactory threads)
            throws IOException {
        return ThreadEchoServer.start(SocketScene.loopback(), 50, maxConnections, threads);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void each_connection_is_echoed_by_a_thread_of_its_own(ThreadFactory factory)
            throws IOException {
        ConcurrentLinkedQueue<Thread> made = new ConcurrentLinkedQueue<>();
        ThreadFactory threads =
                task -> {
                    Thread thread = factory.newThread(task);
                    made.add(thread);
                    return thread;
                };
        List<EchoExchange> exchanges = new ArrayList<>();
        ThreadEchoServer server = start(10, threads);
        try (server) {
            for (int i = 0; i < 10; i++) {
                EchoExchange exchange =
                        new EchoExchange(scene.tcp(), new EchoPattern(50_000), i, 50_000);
                exchanges.add(exchange);
                ExchangeLog client = new ExchangeLog(scene, exchange);
                client.connect(server.localAddress());
                assertThat(client.send()).isEqualTo("answered");
                assertThat(client.send()).isEqualTo("answered");
            }
            assertThat(server.accepted()).isEqualTo(10);
            assertThat(server.connections()).isEqualTo(10);
        }

        assertThat(exchanges)
                .allSatisfy(exchange -> assertThat(exchange.bytesReceived()).isEqualTo(100_000));
        assertThat(made).hasSize(11).noneMatch(Thread::isAlive);
        exchanges.forEach(EchoExchange::close);
        scene.runToEnd();
    }

    @Test
    void a_client_that_closes_is_forgotten_and_one_beyond_the_limit_is_refused() throws Exception {
        try (ThreadEchoServer server = start(1, new EchoThreads())) {
            try (Socket first = new Socket();
                    Socket second = new Socket()) {
                first.connect(server.localAddress());
                first.getOutputStream().write("x".getBytes(StandardCharsets.US_ASCII));
                assertThat(first.getInputStream().read()).isEqualTo('x');
                second.connect(server.localAddress());
                assertThat(second.getInputStream().read()).isEqualTo(-1);
                assertThat(server.refused()).isOne();
                first.shutdownOutput();
                assertThat(first.getInputStream().read()).isEqualTo(-1);
            }
            while (server.connections() > 0) {
                Thread.onSpinWait();
            }
            assertThat(server.accepted()).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void closing_ends_threads_that_wait_for_slow_clients(ThreadFactory threads) throws Exception {
        ThreadEchoServer server = start(10, threads);
        try (Socket silent = new Socket()) {
            silent.connect(server.localAddress());
            while (server.connections() == 0) {
                Thread.onSpinWait();
            }

            server.close();
            server.close();

            assertThat(server.connections()).isZero();
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void a_port_in_use_is_refused() throws IOException {
        try (ThreadEchoServer server = start(1, new EchoThreads())) {
            assertThatIOException()
                    .isThrownBy(
                            () ->
                                    ThreadEchoServer.start(
                                            server.localAddress(), 50, 1, new EchoThreads()));
        }
    }
}
