package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.RunMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class TcpCloseIT {

    private static final int MIB = 1024 * 1024;

    private final NetLoop net = new NetLoop();

    @Test
    @Rule("S19")
    void a_shutdown_waits_for_the_queued_writes_and_then_ends_the_stream() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().write(ByteBuffer.allocateDirect(10 * MIB), net.logs("write"));
        pair.client().shutdown(net.logs("shutdown"));
        assertThat(pair.client().isWritable()).isFalse();
        assertThat(pair.client().writeQueueBytes()).isPositive();
        net.runNowait(5);
        assertThat(net.log).isEmpty();

        Received received = Received.from(pair.server());
        net.runUntil(() -> received.end() != null);

        assertThat(net.log).containsExactly("write", "shutdown");
        assertThat(received.end()).isEqualTo(NetError.EOF);
        assertThat(received.text()).hasSize(10 * MIB);
        assertThat(pair.client().writeQueueBytes()).isZero();
        pair.client().close();
        net.runToEnd();
    }

    @Test
    @Rule("S19")
    void a_second_shutdown_is_refused() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().shutdown(net.logs("shutdown"));
        assertThat(net.log).as("never from inside the call").isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.client().shutdown(net.logs("second")));

        net.runUntil(() -> !net.log.isEmpty());
        assertThatIllegalStateException()
                .isThrownBy(() -> pair.client().shutdown(net.logs("third")));

        assertThat(net.log).containsExactly("shutdown");
        pair.client().close();
        pair.server().close();
        net.runToEnd();
    }

    @Test
    @Rule("S20")
    void a_close_with_reset_is_a_reset_to_the_peer() throws NetException {
        NetLoop.Pair pair = net.pair();
        Received received = Received.from(pair.server());

        pair.client().closeReset(net.logsCall("closed"));
        net.runToEnd();

        assertThat(net.log).containsExactly("closed");
        assertThat(received.end()).isEqualTo(NetError.ECONNRESET);
    }

    @Test
    @Rule("S20")
    void a_close_with_reset_is_refused_while_a_shutdown_is_pending() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().shutdown(net.logs("shutdown"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> pair.client().closeReset(() -> {}))
                .withMessage("the connection is being shut down");
        assertThat(pair.client().isClosing()).isFalse();

        net.runUntil(() -> !net.log.isEmpty());
        pair.client().closeReset(net.logsCall("closed"));
        pair.server().close();
        net.runToEnd();
        assertThat(net.log).containsExactly("shutdown", "closed");
    }

    @Test
    @Rule("C05")
    void thirty_two_writes_end_before_the_close_callback() throws NetException {
        NetLoop.Pair pair = net.pair();
        Received received = Received.from(pair.server());
        for (int i = 0; i < 32; i++) {
            pair.client().write(NetLoop.bytes("PING"), net.logs("write"));
        }
        pair.client().close(net.logsCall("closed"));
        assertThat(net.log).isEmpty();

        net.runToEnd();

        // All went to the kernel at once: what was sent has succeeded.
        assertThat(net.log.subList(0, 32)).containsOnly("write");
        assertThat(net.log).hasSize(33).endsWith("closed");
        assertThat(received.text()).isEqualTo("PING".repeat(32));
    }

    @Test
    @Rule("C05")
    void what_is_under_way_is_cancelled_in_order_before_the_close_callback() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().write(NetLoop.bytes("sent"), net.logs("sent"));
        pair.client().write(ByteBuffer.allocateDirect(10 * MIB), net.logs("big"));
        for (int i = 0; i < 32; i++) {
            pair.client().write(NetLoop.bytes("PING"), net.logs("small"));
        }
        pair.client().shutdown(net.logs("shutdown"));
        pair.client().close(net.logsCall("closed"));
        pair.server().close();

        net.runToEnd();

        assertThat(net.log).startsWith("sent", "big ECANCELED").hasSize(36);
        assertThat(net.log.subList(2, 34)).isEqualTo(Collections.nCopies(32, "small ECANCELED"));
        assertThat(net.log).endsWith("shutdown ECANCELED", "closed");
    }

    @Test
    @Rule("C05")
    void a_connect_is_cancelled_before_the_writes_queued_behind_it() throws NetException {
        TcpListener listener = net.listen(TcpConnection::close);
        TcpConnection client = net.tcp.connection();
        client.connect(listener.localAddress(), net.logs("connect"));
        client.write(NetLoop.bytes("x"), net.logs("write"));
        client.close(net.logsCall("closed"));
        listener.close();

        net.runToEnd();

        assertThat(net.log).containsExactly("connect ECANCELED", "write ECANCELED", "closed");
    }

    @Test
    void a_connection_may_be_closed_in_any_of_its_callbacks() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.server()
                .readStart(
                        bytes -> ByteBuffer.allocateDirect(1), // filled: another read would follow
                        new ReadCallback() {
                            @Override
                            public void read(ByteBuffer data) {
                                pair.server().close(net.logsCall("server"));
                            }

                            @Override
                            public void ended(NetError reason) {
                                net.log.add("ended");
                            }
                        });
        pair.client()
                .write(NetLoop.bytes("x"), error -> pair.client().close(net.logsCall("client")));
        pair.client().write(NetLoop.bytes("y"), net.logs("write"));

        net.runToEnd();

        assertThat(net.log).containsExactlyInAnyOrder("write", "client", "server");
    }

    @Test
    @Rule("C05")
    void a_close_in_a_read_callback_leaves_the_writes_of_the_same_event_to_be_cancelled()
            throws NetException {
        NetLoop.Pair pair = net.pair();
        Received.from(pair.client());
        pair.server()
                .readStart(
                        new ReadCallback() {
                            @Override
                            public void read(ByteBuffer data) {
                                pair.server().close(net.logsCall("closed"));
                            }

                            @Override
                            public void ended(NetError reason) {
                                net.log.add("ended");
                            }
                        });
        pair.server().write(ByteBuffer.allocateDirect(10 * MIB), net.logs("write"));
        pair.client().write(NetLoop.bytes("x"), NetLoop.IGNORE);

        pair.server().ready(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        net.runToEnd();

        assertThat(net.log).containsExactly("write ECANCELED", "closed");
    }

    @Test
    @Rule("C06")
    void the_peer_of_a_closed_connection_sees_the_end_when_the_run_has_ended() throws IOException {
        SocketChannel peer = SocketChannel.open();
        TcpListener[] listener = new TcpListener[1];
        listener[0] =
                net.listen(
                        accepted -> {
                            accepted.close();
                            listener[0].close();
                        });
        peer.connect(listener[0].localAddress());

        net.loop.run(RunMode.DEFAULT);

        assertThat(peer.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        peer.close();
        net.loop.close();
    }
}
