package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sockets and the pool. */
class TcpPoolIT {

    private static final int WORKERS = 4;
    private static final int CONNECTIONS = 1000;
    private static final String MESSAGE = "hello";

    private final ThreadWorkerPool pool =
            new ThreadWorkerPool(
                    PoolShape.of(WORKERS),
                    new SystemNanoClock(),
                    CpuClock.NONE,
                    PoolObserver.NONE,
                    new WorkerThreads());
    private final NetLoop net = new NetLoop(pool);
    private final CountDownLatch held = new CountDownLatch(WORKERS);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Received> echoes = new ArrayList<>();
    private final List<TcpConnection> clients = new ArrayList<>();

    @AfterEach
    void closePool() {
        release.countDown();
        pool.close();
    }

    @Test
    @Rule("P16")
    void a_thousand_connections_echo_while_every_worker_is_held() throws Exception {
        int[] completed = {0};
        for (int i = 0; i < WORKERS; i++) {
            net.loop.submit(
                    new PoolRequest<>(Lane.CPU, "held", this::hold, done -> completed[0]++));
        }
        held.await();
        TcpListener listener = net.listen(accepted -> accepted.readStart(new Echo(accepted)));

        connectNext(listener.localAddress());
        net.runUntil(() -> clients.size() == CONNECTIONS);
        for (TcpConnection client : clients) {
            echoes.add(Received.from(client));
            client.write(NetLoop.bytes(MESSAGE), NetLoop.IGNORE);
            client.shutdown(NetLoop.IGNORE);
        }
        net.runUntil(() -> echoes.stream().allMatch(echo -> echo.end() != null));

        assertThat(echoes).hasSize(CONNECTIONS).allMatch(echo -> echo.text().equals(MESSAGE));
        assertThat(completed[0]).as("not one worker was free").isZero();
        release.countDown();
        listener.close();
        net.runToEnd();
        assertThat(completed[0]).isEqualTo(WORKERS);
    }

    private Void hold() throws InterruptedException {
        held.countDown();
        release.await();
        return null;
    }

    /** One after the other, so that none overruns the backlog. */
    private void connectNext(InetSocketAddress address) {
        TcpConnection client = net.tcp.connection();
        client.connect(
                address,
                error -> {
                    assertThat(error).isNull();
                    clients.add(client);
                    if (clients.size() < CONNECTIONS) {
                        connectNext(address);
                    }
                });
    }

    private record Echo(TcpConnection connection) implements ReadCallback {

        @Override
        public void read(ByteBuffer data) {
            ByteBuffer copy = ByteBuffer.allocateDirect(data.remaining()).put(data).flip();
            connection.write(copy, NetLoop.IGNORE);
        }

        @Override
        public void ended(NetError reason) {
            connection.shutdown(error -> connection.close());
        }
    }
}
