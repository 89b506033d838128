package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.RunMode;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpConnectionTest {

    private final FakeSockets sockets = new FakeSockets();
    private final EventLoop loop = NetUnit.loop();
    private final TcpConnection connection = new Tcp(loop, sockets).connection();
    private final List<String> log = new ArrayList<>();

    @Test
    @Rule("S01")
    void a_refusal_at_once_is_told_later_and_once() {
        connectRefused();
        assertThat(log).isEmpty();

        loop.run(RunMode.DEFAULT);

        assertThat(log).containsExactly("connect ECONNREFUSED");
        assertThat(connection.isClosing()).isFalse();
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @Rule("S02")
    void a_refusal_nobody_was_told_of_before_the_close_is_a_cancellation() {
        connectRefused();
        connection.close(() -> log.add("closed"));

        loop.run(RunMode.DEFAULT);

        assertThat(log).containsExactly("connect ECANCELED", "closed");
        loop.close();
    }

    @Test
    @Rule("S17")
    void writes_queued_before_a_refusal_are_cancelled_after_the_connect_callback() {
        connectRefused();
        write("first");
        write("second");
        assertThat(connection.writeQueueBytes()).isEqualTo(2);

        loop.run(RunMode.DEFAULT);

        assertThat(log)
                .containsExactly("connect ECONNREFUSED", "first ECANCELED", "second ECANCELED");
        assertThat(connection.writeQueueBytes()).isZero();
    }

    @Test
    @Rule("S01")
    void a_refused_connection_may_try_again_from_its_callback() {
        sockets.refusal = new ConnectException("Connection refused");
        connection.connect(
                NetUnit.address(1),
                error -> {
                    log.add("first " + error);
                    connectRefused();
                    write("write");
                });

        loop.run(RunMode.DEFAULT);

        assertThat(log)
                .containsExactly("first ECONNREFUSED", "connect ECONNREFUSED", "write ECANCELED");
    }

    @Test
    void an_address_without_an_address_is_refused() {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connection.connect(unresolved, NetUnit.IGNORE))
                .withMessageStartingWith("the address nowhere");
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    @Rule("S16")
    void a_connection_that_was_never_connected_is_not_written() {
        assertThatIllegalStateException()
                .isThrownBy(() -> write("write"))
                .withMessage("the connection is not connected, or is shut down");
        assertThatIllegalStateException()
                .isThrownBy(() -> connection.tryWrite(ByteBuffer.allocate(1)));
        assertThat(connection.isWritable()).isFalse();
    }

    @Test
    @Rule("S10")
    void a_connection_that_was_never_connected_is_not_read() {
        assertThatIllegalStateException().isThrownBy(() -> connection.readStart(new Unread()));
        connection.readStop();
        assertThat(connection.isReadable()).isFalse();
        assertThat(connection.isActive()).isFalse();
    }

    @Test
    @Rule("S10")
    void a_closed_connection_is_not_read() {
        connection.close();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> connection.readStart(new Unread()))
                .withMessage("the connection is closed");
    }

    @Test
    @Rule("S19")
    void a_connection_that_was_never_connected_is_not_shut_down() {
        assertThatIllegalStateException().isThrownBy(() -> connection.shutdown(NetUnit.IGNORE));
    }

    @Test
    void a_connection_that_was_never_connected_has_no_addresses() {
        assertThatIllegalStateException().isThrownBy(connection::localAddress);
        assertThatIllegalStateException().isThrownBy(connection::remoteAddress);
    }

    private void connectRefused() {
        sockets.refusal = new ConnectException("Connection refused");
        connection.connect(NetUnit.address(1), error -> log.add("connect " + error));
    }

    private void write(String name) {
        connection.write(ByteBuffer.allocate(1), error -> log.add(name + " " + error));
    }

    private static final class Unread implements ReadCallback {

        @Override
        public void read(ByteBuffer data) {}

        @Override
        public void ended(NetError reason) {}
    }
}
