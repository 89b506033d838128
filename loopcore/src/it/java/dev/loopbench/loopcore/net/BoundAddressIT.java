package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.loopcore.Rule;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundAddressIT {

    private final List<SocketChannel> holders = new ArrayList<>();
    private final BoundAddress bound = new BoundAddress(new Recording());

    @Test
    @Rule("S03")
    void the_socket_that_holds_the_address_makes_room_for_the_one_that_listens()
            throws IOException {
        bound.bind(NetLoop.loopback(0));
        assertThat(holders).hasSize(1).allMatch(SocketChannel::isOpen);
        InetSocketAddress held = bound.address();

        ServerSocketChannel listening = bound.listen(1);

        assertThat(holders).hasSize(1).noneMatch(SocketChannel::isOpen);
        assertThat(listening.getLocalAddress()).isEqualTo(held).isEqualTo(bound.address());
        listening.close();
    }

    @Test
    @Rule("S03")
    void an_address_is_held_until_it_is_released() throws IOException {
        bound.bind(NetLoop.loopback(0));
        assertThatExceptionOfType(BindException.class).isThrownBy(this::bindAlone);

        bound.release();

        assertThatCode(this::bindAlone).doesNotThrowAnyException();
    }

    /** As one who does not share. */
    private void bindAlone() throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(false);
            other.bind(bound.address());
        }
    }

    private final class Recording implements Sockets {

        private final Sockets system = new SystemSockets();

        @Override
        public SocketChannel stream(InetSocketAddress address) throws IOException {
            SocketChannel opened = system.stream(address);
            holders.add(opened);
            return opened;
        }

        @Override
        public ServerSocketChannel listening(InetSocketAddress address) throws IOException {
            return system.listening(address);
        }

        @Override
        public Closeable descriptor() throws IOException {
            return system.descriptor();
        }
    }
}
