package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetErrorTest {

    @ParameterizedTest
    @CsvSource({
        "Connection refused, ECONNREFUSED",
        "Connection reset, ECONNRESET",
        "Connection reset by peer, ECONNRESET",
        "Software caused connection abort, ECONNABORTED",
        "Broken pipe, EPIPE",
        "Connection timed out, ETIMEDOUT",
        "Operation timed out, ETIMEDOUT",
        "Host is unreachable, EHOSTUNREACH",
        "Network is unreachable, ENETUNREACH",
        "Address already in use: bind, EADDRINUSE",
        "Address in use, EADDRINUSE",
        "Cannot assign requested address, EADDRNOTAVAIL",
        "Permission denied, EACCES",
        "Too many open files, EMFILE",
        "No file descriptors available, EMFILE",
        "Too many open files in system, ENFILE",
        "No buffer space available, ENOBUFS",
        "Out of memory, ENOMEM",
        "Something that never was, UNKNOWN"
    })
    @Rule({"S08", "S12"})
    void the_systems_message_tells_the_error(String message, NetError error) {
        assertThat(NetError.of(new SocketException(message))).isEqualTo(error);
    }

    @Test
    void the_class_of_the_exception_tells_the_error() {
        assertThat(NetError.of(new EOFException())).isEqualTo(NetError.EOF);
        assertThat(NetError.of(new NoRouteToHostException())).isEqualTo(NetError.EHOSTUNREACH);
        assertThat(NetError.of(new SocketTimeoutException())).isEqualTo(NetError.ETIMEDOUT);
    }

    @Test
    void what_neither_class_nor_message_tells_is_unknown() {
        assertThat(NetError.of(new ClosedChannelException())).isEqualTo(NetError.UNKNOWN);
        assertThat(NetError.of(new IOException())).isEqualTo(NetError.UNKNOWN);
    }

    @Test
    void an_error_that_is_told_already_stays_what_it_is() {
        NetException told = new NetException(NetError.EACCES, new BindException("Broken pipe"));

        assertThat(NetError.of(told)).isEqualTo(NetError.EACCES);
        assertThat(told).hasMessage("permission denied");
    }

    @ParameterizedTest
    @EnumSource
    void every_error_is_told_by_its_own_sentence(NetError error) {
        // The end of a stream and a cancellation are no messages of the system.
        assertThat(NetError.of(new ConnectException(error.sentence()))).isEqualTo(error);
    }
}
