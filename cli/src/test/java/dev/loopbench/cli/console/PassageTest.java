package dev.loopbench.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What another program writes, handed on. */
@Timeout(120)
final class PassageTest {

    private static final List<String> UNWANTED = List.of("Debugger attached.");

    @Test
    void all_that_was_written_is_there_when_the_wait_is_over() {
        byte[] bytes = "x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Passage.open(new ByteArrayInputStream(bytes), out, UNWANTED).await();
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void the_begin_of_an_unwanted_line_at_the_end_is_handed_on() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Passage.open(
                        new ByteArrayInputStream("Debugger".getBytes(StandardCharsets.UTF_8)),
                        out,
                        UNWANTED)
                .await();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Debugger");
    }

    @Test
    void a_stream_that_nobody_reads_is_closed_to_the_program() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        FilterInputStream in =
                new FilterInputStream(new ByteArrayInputStream(new byte[100])) {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        closed.countDown();
                    }
                };
        OutputStream gone =
                new OutputStream() {
                    @Override
                    public void write(int octet) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        Passage.open(in, gone, List.of()).await();
        closed.await();
    }
}
