package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TcpConnectIT {

    private final NetLoop net = new NetLoop();

    @Test
    @Rule("S01")
    void the_connect_callback_comes_later_and_once() throws NetException {
        TcpListener listener = net.listen(TcpConnection::close);
        TcpConnection client = net.tcp.connection();
        client.connect(
                listener.localAddress(),
                error -> {
                    net.log.add("connect " + error);
                    assertThat(client.remoteAddress()).isEqualTo(listener.localAddress());
                    assertThat(client.localAddress().getPort()).isPositive();
                    client.close();
                    listener.close();
                });
        assertThat(net.log).isEmpty();

        net.runToEnd();

        assertThat(net.log).containsExactly("connect null");
    }

    @Test
    @Rule("S01")
    void a_refusal_leaves_the_handle_open_for_another_try() throws IOException {
        TcpListener listener = net.listen(TcpConnection::close);
        TcpConnection client = net.tcp.connection();
        client.connect(
                NetLoop.refusing(),
                refused -> {
                    net.log.add("first " + refused);
                    assertThat(client.isClosing()).isFalse();
                    assertThat(client.isWritable()).isFalse();
                    client.connect(
                            listener.localAddress(),
                            error -> {
                                net.log.add("second " + error);
                                client.close();
                                listener.close();
                            });
                });

        net.runToEnd();

        assertThat(net.log).containsExactly("first ECONNREFUSED", "second null");
    }

    @Test
    @Rule("S02")
    void a_second_connect_is_refused_while_one_is_pending_and_after_it() throws NetException {
        TcpListener listener = net.listen(TcpConnection::close);
        TcpConnection client = net.tcp.connection();
        client.connect(listener.localAddress(), net.logs("connect"));

        assertThatIllegalStateException()
                .isThrownBy(() -> client.connect(listener.localAddress(), net.logs("second")));
        net.runUntil(() -> !net.log.isEmpty());
        assertThatIllegalStateException()
                .isThrownBy(() -> client.connect(listener.localAddress(), net.logs("third")));

        client.close();
        listener.close();
        net.runToEnd();
        assertThat(net.log).containsExactly("connect");
    }

    @Test
    @Rule("S02")
    void closing_while_connecting_cancels_the_connect() throws NetException {
        TcpListener listener = net.listen(TcpConnection::close);
        TcpConnection client = net.tcp.connection();
        client.connect(listener.localAddress(), net.logs("connect"));
        client.close(net.logsCall("closed"));
        listener.close();

        net.runToEnd();

        assertThat(net.log).containsExactly("connect ECANCELED", "closed");
    }

    @Test
    @Rule("S17")
    void writes_queued_before_a_failed_connect_are_cancelled_after_its_callback()
            throws IOException {
        TcpConnection client = net.tcp.connection();
        client.connect(NetLoop.refusing(), net.logs("connect"));
        client.write(NetLoop.bytes("one"), net.logs("first"));
        client.write(NetLoop.bytes("two"), net.logs("second"));
        assertThat(client.writeQueueBytes()).isEqualTo(6);

        net.runUntil(() -> net.log.size() == 3);

        assertThat(net.log)
                .containsExactly("connect ECONNREFUSED", "first ECANCELED", "second ECANCELED");
        assertThat(client.writeQueueBytes()).isZero();
        client.close();
        net.runToEnd();
    }

    @Test
    @Rule("S17")
    void writes_queued_before_a_connect_are_sent_in_their_order_after_it() throws NetException {
        Received[] received = new Received[1];
        TcpListener[] listener = new TcpListener[1];
        listener[0] =
                net.listen(
                        accepted -> {
                            listener[0].close();
                            received[0] = Received.from(accepted);
                        });
        TcpConnection client = net.tcp.connection();
        client.connect(
                listener[0].localAddress(),
                error -> {
                    net.log.add("connect " + error);
                    client.write(NetLoop.bytes("three"), net.logs("third"));
                });
        client.write(NetLoop.bytes("one"), net.logs("first"));
        client.write(NetLoop.bytes("two"), net.logs("second"));

        net.runUntil(() -> net.log.size() == 4);
        client.close();
        net.runToEnd();

        assertThat(net.log).containsExactly("connect null", "first", "second", "third");
        assertThat(received[0].text()).isEqualTo("onetwothree");
    }

    @Test
    @Rule("S17")
    void writes_queued_before_a_connect_are_sent_though_its_callback_does_nothing()
            throws NetException {
        TcpListener listener = net.listen(TcpConnection::close);
        TcpConnection client = net.tcp.connection();
        client.connect(listener.localAddress(), net.logs("connect"));
        client.write(NetLoop.bytes("x"), net.logs("write"));

        net.runUntil(() -> net.log.size() == 2);

        assertThat(net.log).containsExactly("connect", "write");
        client.close();
        listener.close();
        net.runToEnd();
    }

    @Test
    void ipv6_is_spoken_where_the_machine_speaks_it() throws IOException {
        TcpListener listener = net.tcp.listener();
        try {
            byte[] loopback = new byte[16];
            loopback[15] = 1;
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(loopback), 0));
        } catch (NetException refusal) {
            abort("no IPv6 here: " + refusal.error());
        }
        listener.listen(
                TcpListener.DEFAULT_BACKLOG,
                () -> {
                    Objects.requireNonNull(listener.accept()).close();
                    listener.close();
                });
        TcpConnection client = net.tcp.connection();
        client.connect(
                listener.localAddress(),
                error -> {
                    net.log.add("connect " + error);
                    client.close();
                });

        net.runToEnd();

        assertThat(net.log).containsExactly("connect null");
    }
}
