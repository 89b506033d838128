package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.net.NetError;
import dev.loopbench.loopcore.net.NetException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureReasonTest {

    @Test
    void what_the_system_refused_is_said_in_its_words_without_the_path() {
        assertThat(FailureReason.of(new NoSuchFileException("/tmp/a 7")))
                .isEqualTo("no such file or directory");
        assertThat(FailureReason.of(new FileSystemException("/x/12", null, "Too many open files")))
                .isEqualTo("too many open files");
        assertThat(FailureReason.of(new IOException("Connection reset by peer")))
                .isEqualTo("connection reset");
    }

    @Test
    void what_lies_behind_a_failure_of_a_workload_is_its_reason() {
        assertThat(
                        FailureReason.of(
                                new IllegalStateException(
                                        "a connection failed: connection refused",
                                        new NetException(NetError.ECONNREFUSED))))
                .isEqualTo("connection refused");
        assertThat(FailureReason.of(new NetException(NetError.ETIMEDOUT))).isEqualTo("timed out");
    }

    @Test
    void failures_that_differ_in_numbers_paths_and_addresses_have_the_same_reason() {
        assertThat(FailureReason.of(new TimeoutException("/a/b took 17.5 s from localhost:8080")))
                .isEqualTo(FailureReason.of(new TimeoutException("/c took 4 s from 127.0.0.1:9")))
                .isEqualTo("TimeoutException: PATH took N s from HOST:PORT");
        assertThat(FailureReason.of(new IllegalStateException("no connection to [::1]:80 is left")))
                .isEqualTo("no connection to HOST:PORT is left");
    }

    @Test
    void a_failure_without_a_message_is_named_by_its_class() {
        assertThat(FailureReason.of(new ArithmeticException())).isEqualTo("ArithmeticException");
    }

    @Test
    void the_reason_of_one_failure_has_what_is_its_own_and_no_class() {
        assertThat(
                        FailureReason.inFull(
                                new IllegalStateException("no connection to [::1]:80 is left")))
                .isEqualTo("no connection to [::1]:80 is left");
        assertThat(FailureReason.inFull(new NoSuchFileException("/tmp/a 7")))
                .isEqualTo("/tmp/a 7: no such file or directory");
        assertThat(FailureReason.inFull(new IOException("Connection reset by peer")))
                .isEqualTo("Connection reset by peer");
        assertThat(FailureReason.inFull(new OutOfMemoryError("Java heap space")))
                .isEqualTo("not enough memory (Java heap space)")
                .isEqualTo(FailureReason.of(new OutOfMemoryError("Java heap space")));
        assertThat(FailureReason.inFull(new ArithmeticException("/ by zero")))
                .isEqualTo("ArithmeticException: / by zero");
    }

    @Test
    void a_long_message_is_cut() {
        assertThat(FailureReason.of(new RuntimeException("x ".repeat(500)))).hasSizeLessThan(130);
    }

    @Test
    void a_status_code_is_no_number_like_others() {
        assertThat(FailureReason.of(new IllegalStateException("HTTP 503"))).isEqualTo("HTTP 503");
        assertThat(FailureReason.of(new IllegalStateException("after 503 tries")))
                .isEqualTo("after N tries");
    }
}
