package dev.loopbench.loopcore.echo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loopbench.loopcore.net.ExchangeLog;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.SocketScene;
import dev.loopbench.loopcore.net.TcpListener;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What an echo costs in memory. */
class EchoAllocationIT {

    private static final int REQUESTS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of the bound a part is the log's: what is excluded is a buffer a request. */
    @Test
    void asking_and_answering_allocates_next_to_nothing() throws NetException {
        SocketScene scene = new SocketScene();
        EchoServer server = new EchoServer(scene.tcp(), 1, new ServiceObserver() {});
        server.tcpServer().listen(SocketScene.loopback(), TcpListener.DEFAULT_BACKLOG);
        EchoExchange exchange = new EchoExchange(scene.tcp(), new EchoPattern(1000), 0, 1000);
        ExchangeLog client = new ExchangeLog(scene, exchange);
        client.connect(server.tcpServer().localAddress());
        client.send();
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < REQUESTS; i++) {
            client.send();
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200L * REQUESTS);
        exchange.close();
        server.tcpServer().close(() -> {});
        scene.runToEnd();
    }
}
