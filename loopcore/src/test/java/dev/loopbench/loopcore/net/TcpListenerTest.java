package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.RunMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class TcpListenerTest {

    private final FakeSockets sockets = new FakeSockets();
    private final EventLoop loop = NetUnit.loop();
    private final TcpListener listener = new Tcp(loop, sockets).listener();
    private int incoming;

    @Test
    @Rule("S07")
    void the_backlog_goes_straight_to_the_kernel() throws NetException {
        listen();

        assertThat(sockets.listening.backlog).isEqualTo(511);
    }

    @Test
    @Rule("S07")
    void a_backlog_java_would_change_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> listener.listen(0, () -> {}))
                .withMessage("a backlog is 1 or more, not 0");
    }

    @Test
    @Rule("S08")
    void out_of_descriptors_all_that_wait_are_accepted_and_closed_and_nobody_is_called()
            throws Exception {
        listen();
        assertThat(sockets.spares).isEqualTo(1);
        SocketChannel[] waiting = {
            SocketChannel.open(), SocketChannel.open(), SocketChannel.open()
        };
        sockets.listening.waiting.addAll(java.util.List.of(waiting));
        sockets.listening.outOfDescriptors = () -> sockets.spares > 0;

        listener.ready(SelectionKey.OP_ACCEPT);

        assertThat(waiting).noneMatch(SocketChannel::isOpen);
        assertThat(listener.refusedForDescriptors()).isEqualTo(3);
        assertThat(incoming).isZero();
        assertThat(sockets.spares).as("the reserve is back").isEqualTo(1);
    }

    @Test
    @Rule("S08")
    void a_reserve_that_is_gone_is_looked_for_again() throws Exception {
        sockets.refusal = new IOException("Too many open files");
        listen();
        assertThat(sockets.spares).isZero();
        sockets.listening.waiting.add(SocketChannel.open());
        sockets.listening.outOfDescriptors = () -> sockets.spares == 0;

        listener.ready(SelectionKey.OP_ACCEPT);
        assertThat(listener.refusedForDescriptors()).isZero();

        sockets.refusal = null;
        listener.ready(SelectionKey.OP_ACCEPT);
        assertThat(sockets.spares).isEqualTo(1);
    }

    @Test
    @Rule("S08")
    void the_reserve_is_given_back_with_the_last_listener() throws NetException {
        Tcp tcp = new Tcp(loop, sockets);
        TcpListener first = tcp.listener();
        TcpListener second = tcp.listener();
        first.listen(1, () -> {});
        second.listen(1, () -> {});

        first.close();
        assertThat(sockets.spares).isEqualTo(1);
        second.close();
        assertThat(sockets.spares).isZero();
    }

    @Test
    void a_connection_that_failed_before_it_was_taken_is_none() throws NetException {
        listen();
        sockets.listening.failure = new IOException("Software caused connection abort");

        listener.ready(SelectionKey.OP_ACCEPT);

        assertThat(incoming).isZero();
    }

    @Test
    void a_failure_of_the_listener_itself_is_not_passed_over() throws NetException {
        listen();
        sockets.listening.failure = new IOException("Cannot allocate memory");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> listener.ready(SelectionKey.OP_ACCEPT));
    }

    @Test
    @Rule("S06")
    void a_connection_nobody_took_is_closed_with_its_listener() throws Exception {
        listen();
        SocketChannel waiting = SocketChannel.open();
        sockets.listening.waiting.add(waiting);
        listener.ready(SelectionKey.OP_ACCEPT);
        assertThat(incoming).isEqualTo(1);

        listener.close();
        loop.run(RunMode.DEFAULT);

        assertThat(waiting.isOpen()).isFalse();
        assertThat(listener.accept()).isNull();
    }

    @Test
    void a_closed_listener_neither_binds_nor_listens() {
        listener.close();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> listener.bind(NetUnit.address(0)))
                .withMessage("the listener is closed");
        assertThatIllegalArgumentException().isThrownBy(() -> listener.listen(1, () -> {}));
    }

    private void listen() throws NetException {
        listener.listen(TcpListener.DEFAULT_BACKLOG, () -> incoming++);
    }
}
