package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import org.junit.jupiter.api.Test;

class StreamSocketIT {

    private final StreamSocket socket = new StreamSocket(new SystemSockets(), null);

    @Test
    void options_asked_for_before_there_is_a_socket_are_set_on_each_that_is_made()
            throws IOException {
        socket.noDelay(true);
        socket.keepAlive(true);

        try (ServerSocket listening = new ServerSocket()) {
            listening.bind(NetLoop.loopback(0));
            for (int attempt = 0; attempt < 2; attempt++) {
                socket.connect(NetLoop.loopback(listening.getLocalPort()));
                assertThat(socket.channel().getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
                assertThat(socket.channel().getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
                socket.close();
            }
        }
    }

    @Test
    void options_of_a_socket_that_is_there_are_changed_at_once() throws IOException {
        try (ServerSocket listening = new ServerSocket()) {
            listening.bind(NetLoop.loopback(0));
            socket.connect(NetLoop.loopback(listening.getLocalPort()));
            assertThat(socket.channel().isBlocking()).isFalse();

            socket.noDelay(true);
            socket.keepAlive(true);
            socket.noDelay(false);

            assertThat(socket.channel().getOption(StandardSocketOptions.TCP_NODELAY)).isFalse();
            assertThat(socket.channel().getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            socket.close();
        }
    }

    @Test
    void closing_without_a_socket_does_nothing() {
        assertThatCode(
                        () -> {
                            socket.resetOnClose();
                            socket.close();
                        })
                .doesNotThrowAnyException();
    }
}
