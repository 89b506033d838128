package dev.loopbench.loopcore.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.net.AnswerLog;
import dev.loopbench.loopcore.net.DelayedWork;
import dev.loopbench.loopcore.net.NetException;
import dev.loopbench.loopcore.net.ServiceObserver;
import dev.loopbench.loopcore.net.SocketScene;
import dev.loopbench.loopcore.net.TcpListener;
import java.io.InputStream;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What comes back late is told late. */
class ObservedEchoIT {

    private static final int REQUEST_BYTES = 8;

    private final SocketScene scene = new SocketScene();
    private final AnswerLog told = new AnswerLog();
    private final EchoServer server = new EchoServer(scene.tcp(), 10, told);

    @Test
    void an_answer_that_waits_for_work_is_told_after_the_work() throws NetException {
        DelayedWork work = new DelayedWork(scene.loop(), told);
        server.requestWork(work, REQUEST_BYTES);
        server.tcpServer().listen(SocketScene.loopback(), TcpListener.DEFAULT_BACKLOG);

        scene.whileRunning(
                () -> {
                    try (Socket client = new Socket()) {
                        client.connect(server.tcpServer().localAddress());
                        InputStream in = client.getInputStream();
                        for (int i = 0; i < 2; i++) {
                            client.getOutputStream().write(new byte[REQUEST_BYTES]);
                            assertThat(in.readNBytes(REQUEST_BYTES)).hasSize(REQUEST_BYTES);
                        }
                        return true;
                    }
                });
        server.tcpServer().close(() -> {});
        scene.runToEnd();

        assertThat(work.toldWhenDone()).containsExactly(0, 1);
        assertThat(told.statuses())
                .containsExactly(ServiceObserver.NO_STATUS, ServiceObserver.NO_STATUS);
        assertThat(told.ranBackwards()).isFalse();
        assertThat(told.connections()).isZero();
    }
}
