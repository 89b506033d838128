package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.RunMode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpListenIT {

    private final NetLoop net = new NetLoop();
    private final List<SocketChannel> clients = new ArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
    }

    @Test
    @Rule("S03")
    void a_used_port_can_be_bound_and_listening_there_is_refused() throws IOException {
        TcpListener listener = net.tcp.listener();
        try (ServerSocket other = new ServerSocket()) {
            other.bind(NetLoop.loopback(0));
            InetSocketAddress used = NetLoop.loopback(other.getLocalPort());

            listener.bind(used);

            assertThat(listener.localAddress()).isEqualTo(used);
            assertThatExceptionOfType(NetException.class)
                    .isThrownBy(() -> listener.listen(1, () -> {}))
                    .withMessage("address already in use")
                    .extracting(NetException::error)
                    .isEqualTo(NetError.EADDRINUSE);
        }
        assertThat(listener.isActive()).isFalse();
        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("S03")
    void of_two_that_bound_the_same_port_the_first_may_listen() throws NetException {
        TcpListener first = net.tcp.listener();
        first.bind(NetLoop.loopback(0));
        TcpListener second = net.tcp.listener();
        second.bind(first.localAddress());

        first.listen(1, () -> {});
        assertThatExceptionOfType(NetException.class).isThrownBy(() -> second.listen(1, () -> {}));

        first.close();
        second.close();
        net.runToEnd();
    }

    @Test
    @Rule("S03")
    void an_address_of_another_machine_is_refused_at_bind() throws IOException {
        InetAddress elsewhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        TcpListener listener = net.tcp.listener();

        assertThatExceptionOfType(NetException.class)
                .isThrownBy(() -> listener.bind(new InetSocketAddress(elsewhere, 0)))
                .extracting(NetException::error)
                .isEqualTo(NetError.EADDRNOTAVAIL);
        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("S03")
    void a_port_bound_is_known_and_held_but_nobody_gets_connected_before_listen()
            throws IOException {
        TcpListener listener = net.tcp.listener();
        listener.bind(NetLoop.loopback(0));
        InetSocketAddress bound = listener.localAddress();
        assertThat(bound.getPort()).isPositive();

        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(bound));
        listener.listen(1, () -> {});
        assertThat(listener.localAddress()).isEqualTo(bound);
        connect(bound);

        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("S03")
    void a_listener_is_bound_once() throws NetException {
        TcpListener listener = net.tcp.listener();
        assertThatIllegalStateException().isThrownBy(listener::localAddress);
        listener.bind(NetLoop.loopback(0));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> listener.bind(NetLoop.loopback(0)))
                .withMessage("the listener is bound already");
        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("S03")
    void a_listener_closed_before_it_listened_gives_its_port_back() throws IOException {
        TcpListener listener = net.tcp.listener();
        listener.bind(NetLoop.loopback(0));

        listener.close();

        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(false);
            other.bind(listener.localAddress());
        }
        net.runToEnd();
    }

    @Test
    @Rule("S04")
    void listening_without_bind_picks_a_free_port() throws IOException {
        TcpListener listener = net.tcp.listener();
        listener.listen(1, net.logsCall("incoming"));

        connect(NetLoop.loopback(listener.localAddress().getPort()));
        net.runUntil(() -> !net.log.isEmpty());

        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("S04")
    void listening_twice_is_allowed_and_the_last_callback_is_called() throws IOException {
        TcpListener listener = net.tcp.listener();
        listener.listen(1, net.logsCall("first"));
        listener.listen(1, net.logsCall("second"));

        connect(NetLoop.loopback(listener.localAddress().getPort()));
        net.runUntil(() -> !net.log.isEmpty());

        assertThat(net.log).containsExactly("second");
        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("S05")
    void each_event_of_the_listening_socket_is_one_connection() throws IOException {
        int flood = 20;
        List<Long> events = new ArrayList<>();
        TcpListener listener =
                net.listen(
                        accepted -> {
                            events.add(net.loop.events());
                            accepted.close();
                        });
        for (int i = 0; i < flood; i++) {
            connect(listener.localAddress());
        }

        net.runUntil(() -> events.size() == flood);

        // Nothing else has events: each connection is the one of its event.
        assertThat(events).doesNotHaveDuplicates();
        assertThat(net.loop.events()).isEqualTo(flood);
        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("S06")
    void a_listener_whose_connection_nobody_takes_looks_for_no_others() throws IOException {
        TcpListener listener = net.tcp.listener();
        listener.bind(NetLoop.loopback(0));
        listener.listen(TcpListener.DEFAULT_BACKLOG, net.logsCall("incoming"));
        assertThat(listener.accept()).isNull();
        connect(listener.localAddress());
        connect(listener.localAddress());

        net.runUntil(() -> !net.log.isEmpty());
        net.runNowait(20);
        assertThat(net.log).containsExactly("incoming");
        assertThat(net.loop.events()).isEqualTo(1);

        Objects.requireNonNull(listener.accept()).close();
        assertThat(listener.accept()).isNull();
        net.runUntil(() -> net.log.size() == 2);
        Objects.requireNonNull(listener.accept()).close();
        listener.close();
        net.runToEnd();
    }

    @Test
    @Rule("L11")
    void a_listener_keeps_the_loop_alive_unless_it_is_unreferenced() throws NetException {
        TcpListener listener = net.listen(TcpConnection::close);
        assertThat(net.loop.isAlive()).isTrue();

        listener.unref();
        assertThat(net.loop.run(RunMode.DEFAULT)).isFalse();

        listener.close();
        net.runToEnd();
    }

    private void connect(InetSocketAddress address) throws IOException {
        clients.add(SocketChannel.open(address));
    }
}
