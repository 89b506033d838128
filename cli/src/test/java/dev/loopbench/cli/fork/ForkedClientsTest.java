package dev.loopbench.cli.fork;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.Terminals;
import dev.loopbench.probes.session.Rendezvous;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ForkedClientsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CountDownLatch abandoned = new CountDownLatch(1);

    private Rendezvous gate(PipedInputStream in) {
        Console console =
                new Console(
                        out, OutputStream.nullOutputStream(), Map.of(), Terminals.NONE, "UTF-8");
        return ForkedClients.rendezvous(console, in, abandoned::countDown);
    }

    @Test
    void clients_say_that_they_are_ready_and_begin_at_the_word() throws Exception {
        PipedOutputStream server = new PipedOutputStream();
        Rendezvous gate = gate(new PipedInputStream(server));
        server.write("go\ndismissed\n".getBytes(StandardCharsets.US_ASCII));
        server.flush();
        gate.awaitGo();
        gate.done();

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("ready\ndone\n");
        assertThat(abandoned.getCount()).as("the server lives").isEqualTo(1);
        server.close();
        abandoned.await();
    }

    @Test
    void clients_keep_their_connections_until_the_server_has_looked_its_last() throws Exception {
        PipedOutputStream server = new PipedOutputStream();
        Rendezvous gate = gate(new PipedInputStream(server));
        Thread clients =
                new Thread(
                        () -> {
                            gate.awaitGo();
                            gate.done();
                        });
        clients.start();
        server.write("go\n".getBytes(StandardCharsets.US_ASCII));
        server.flush();
        while (!out.toString(StandardCharsets.US_ASCII).endsWith("done\n")
                || clients.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }

        assertThat(clients.getState()).isEqualTo(Thread.State.WAITING);
        server.write("dismissed\n".getBytes(StandardCharsets.US_ASCII));
        server.flush();
        clients.join();
    }

    @Test
    void a_process_that_is_bound_is_told_of_its_starters_end_and_no_other() throws Exception {
        PipedOutputStream starter = new PipedOutputStream();
        Fork.endWithParent(
                Map.of("LOOPBENCH_ENDS_WITH_PARENT", "1"),
                new PipedInputStream(starter),
                abandoned::countDown);
        CountDownLatch never = new CountDownLatch(1);
        Fork.endWithParent(Map.of(), InputStream.nullInputStream(), never::countDown);
        starter.close();

        abandoned.await();
        assertThat(never.getCount()).isEqualTo(1);
    }

    @Test
    void clients_whose_server_is_gone_before_the_word_are_told_so() throws Exception {
        PipedOutputStream server = new PipedOutputStream();
        gate(new PipedInputStream(server));
        server.close();

        abandoned.await();
        assertThat(out.size()).isZero();
    }
}
