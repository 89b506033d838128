package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.loopbench.loopcore.net.ExchangeLog;
import dev.loopbench.loopcore.net.SocketScene;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** What a request costs in memory. */
class HttpAllocationIT {

    private static final int REQUESTS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void reading_the_same_request_again_allocates_nothing() {
        RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
        ByteBuffer request = ClientRequest.get("127.0.0.1:8080", "/some/path?query").duplicate();
        parser.parse(request);
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < REQUESTS; i++) {
            parser.parse(request.rewind());
            parser.request();
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(REQUESTS);
    }

    /** Of the bound a part is the log's: what is excluded is a buffer or a text a request. */
    @Test
    void asking_and_answering_allocates_next_to_nothing() {
        SocketScene scene = new SocketScene();
        HttpServer server = HttpScenes.serveWatched(scene);
        HttpExchange exchange = new HttpExchange(scene.tcp(), ClientRequest.get("a", "/"));
        ExchangeLog client = new ExchangeLog(scene, exchange);
        client.connect(server.tcpServer().localAddress());
        client.send();
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < REQUESTS; i++) {
            client.send();
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200L * REQUESTS);
        exchange.close();
        HttpScenes.end(scene, server);
    }
}
