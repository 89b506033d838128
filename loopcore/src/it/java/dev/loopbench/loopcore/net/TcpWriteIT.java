package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.WatcherHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TcpWriteIT {

    private static final int MIB = 1024 * 1024;

    private final NetLoop net = new NetLoop();

    @Test
    @Rule("S13")
    void a_byte_written_after_ten_mebibytes_adds_exactly_one_to_the_queue() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().write(ByteBuffer.allocateDirect(10 * MIB), net.logs("big"));
        long queued = pair.client().writeQueueBytes();
        assertThat(queued).isPositive().isLessThan(10 * MIB);

        pair.client().write(NetLoop.bytes("x"), net.logs("small"));
        assertThat(pair.client().writeQueueBytes()).isEqualTo(queued + 1);

        Counting received = new Counting(pair.server());
        pair.server().readStart(received);
        net.runUntil(() -> net.log.size() == 2);
        assertThat(pair.client().writeQueueBytes()).isZero();
        pair.client().close();
        net.runToEnd();
        assertThat(net.log).containsExactly("big", "small");
        assertThat(received.bytes).isEqualTo(10 * MIB + 1);
    }

    @Test
    @Rule("S13")
    void what_the_socket_takes_is_with_the_kernel_when_write_returns() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client().write(NetLoop.bytes("at once"), net.logs("write"));
        assertThat(pair.client().writeQueueBytes()).isZero();
        assertThat(net.log).isEmpty();

        Received received = Received.from(pair.server());
        net.runUntil(() -> received.text().equals("at once"));
        pair.client().close();
        net.runToEnd();
    }

    @Test
    @Rule({"S13", "S18"})
    void behind_a_queue_nothing_is_tried_though_the_socket_has_room_again() throws IOException {
        try (SocketChannel peer = SocketChannel.open()) {
            List<TcpConnection> accepted = new ArrayList<>();
            TcpListener listener = net.listen(accepted::add);
            peer.connect(listener.localAddress());
            net.runUntil(() -> !accepted.isEmpty());
            TcpConnection connection = accepted.get(0);
            connection.write(ByteBuffer.allocateDirect(10 * MIB), NetLoop.IGNORE);
            long queued = connection.writeQueueBytes();
            ByteBuffer inKernel = ByteBuffer.allocateDirect((int) (10 * MIB - queued));
            while (inKernel.hasRemaining() && peer.read(inKernel) > 0) {
                // All that was sent is read, so the socket would take more.
            }

            connection.write(NetLoop.bytes("x"), NetLoop.IGNORE);
            assertThat(connection.writeQueueBytes()).isEqualTo(queued + 1);
            assertThat(connection.tryWrite(NetLoop.bytes("x"))).isZero();

            connection.close();
            listener.close();
            net.runToEnd();
        }
    }

    @Test
    @Rule("S14")
    void completions_come_right_after_the_poll_in_the_order_of_the_writes() throws NetException {
        NetLoop.Pair pair = net.pair();
        WatcherHandle check = net.loop.check();
        pair.server()
                .readStart(
                        new ReadCallback() {
                            @Override
                            public void read(ByteBuffer data) {
                                check.start(
                                        () -> {
                                            net.log.add("check");
                                            check.close();
                                        });
                                pair.server().write(NetLoop.bytes("1"), net.logs("first"));
                                pair.server().write(NetLoop.bytes("2"), net.logs("second"));
                                net.log.add("written");
                            }

                            @Override
                            public void ended(NetError reason) {
                                pair.server().close();
                            }
                        });
        pair.client().write(NetLoop.bytes("go"), NetLoop.IGNORE);

        net.runUntil(() -> net.log.contains("check"));

        assertThat(net.log).containsExactly("written", "first", "second", "check");
        pair.client().close();
        net.runToEnd();
    }

    @Test
    @Rule("S14")
    void what_a_write_callback_writes_has_its_turn_in_the_next_round() throws NetException {
        NetLoop.Pair pair = net.pair();
        pair.client()
                .write(
                        NetLoop.bytes("1"),
                        error -> {
                            net.log.add("first");
                            pair.client().write(NetLoop.bytes("3"), net.logs("third"));
                        });
        pair.client().write(NetLoop.bytes("2"), net.logs("second"));
        net.loop.queuePending(net.logsCall("another"));

        net.loop.run(RunMode.NOWAIT);

        assertThat(net.log).containsExactly("first", "second", "another", "third");
        pair.client().close();
        pair.server().close();
        net.runToEnd();
    }

    @Test
    @Rule("S15")
    void many_buffers_in_several_requests_arrive_complete_and_in_order() throws NetException {
        int buffers = 4096;
        int size = 10_024;
        int requests = 3;
        byte[] pattern = new byte[size + buffers];
        new Random(1).nextBytes(pattern);
        ByteBuffer source = ByteBuffer.allocateDirect(pattern.length).put(pattern).flip();
        NetLoop.Pair pair = net.pair();
        PatternReader reader = new PatternReader(pair.server(), source, size, buffers);
        pair.server().readStart(reader);

        for (int request = 0; request < requests; request++) {
            ByteBuffer[] data = new ByteBuffer[buffers];
            for (int i = 0; i < buffers; i++) {
                data[i] = source.slice(i, size);
            }
            pair.client().write(data, net.logs("write " + request));
        }
        pair.client().shutdown(net.logs("shutdown"));
        net.runUntil(() -> net.log.contains("shutdown"));
        assertThat(pair.client().writeQueueBytes()).isZero();
        pair.client().close();
        net.runToEnd();

        assertThat(net.log).containsExactly("write 0", "write 1", "write 2", "shutdown");
        assertThat(reader.wrongAt).isEqualTo(-1);
        assertThat(reader.total).isEqualTo((long) buffers * size * requests);
    }

    @Test
    @Rule("S16")
    void writes_nobody_could_send_are_refused() throws NetException {
        NetLoop.Pair pair = net.pair();
        TcpConnection client = pair.client();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.write(new ByteBuffer[0], NetLoop.IGNORE));

        client.shutdown(NetLoop.IGNORE);
        assertThatIllegalStateException()
                .isThrownBy(() -> client.write(NetLoop.bytes("x"), NetLoop.IGNORE));
        assertThatIllegalStateException().isThrownBy(() -> client.tryWrite(NetLoop.bytes("x")));

        client.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> client.write(NetLoop.bytes("x"), NetLoop.IGNORE));
        pair.server().close();
        net.runToEnd();
    }

    @Test
    @Rule("S18")
    void try_write_takes_what_the_socket_takes_and_never_queues() throws NetException {
        NetLoop.Pair pair = net.pair();
        ByteBuffer data = ByteBuffer.allocateDirect(MIB);
        long sent = 0;
        for (int taken = 1; taken > 0; sent += taken) {
            taken = pair.client().tryWrite(data.clear());
        }
        assertThat(sent).isPositive();
        assertThat(pair.client().writeQueueBytes()).isZero();

        pair.client().close();
        Counting received = new Counting(pair.server());
        pair.server().readStart(received);
        net.runToEnd();
        assertThat(received.bytes).isEqualTo(sent);
    }

    @Test
    @Rule("S18")
    void try_write_takes_nothing_while_connecting_or_behind_a_queue() throws NetException {
        TcpListener listener = net.listen(TcpConnection::close);
        TcpConnection client = net.tcp.connection();
        client.connect(listener.localAddress(), net.logs("connect"));
        assertThat(client.tryWrite(NetLoop.bytes("x"))).isZero();
        client.close();
        listener.close();
        net.loop.run(RunMode.DEFAULT);

        NetLoop.Pair pair = net.pair();
        pair.client().write(ByteBuffer.allocateDirect(10 * MIB), NetLoop.IGNORE);
        assertThat(pair.client().tryWrite(NetLoop.bytes("x"))).isZero();
        pair.client().close();
        pair.server().close();
        net.runToEnd();
    }

    private static final class Counting implements ReadCallback {

        private final TcpConnection connection;
        private long bytes;

        Counting(TcpConnection connection) {
            this.connection = connection;
        }

        @Override
        public void read(ByteBuffer data) {
            bytes += data.remaining();
        }

        @Override
        public void ended(NetError reason) {
            connection.close();
        }
    }

    /** Compares what comes with what was sent: the i-th buffer begins at the i-th byte. */
    private static final class PatternReader implements ReadCallback {

        private final TcpConnection connection;
        private final ByteBuffer source;
        private final int size;
        private final int buffers;
        private long total;
        private long wrongAt = -1;

        PatternReader(TcpConnection connection, ByteBuffer source, int size, int buffers) {
            this.connection = connection;
            this.source = source;
            this.size = size;
            this.buffers = buffers;
        }

        @Override
        public void read(ByteBuffer data) {
            while (data.hasRemaining()) {
                int buffer = (int) (total / size % buffers);
                int offset = (int) (total % size);
                int count = Math.min(size - offset, data.remaining());
                ByteBuffer expected = source.slice(buffer + offset, count);
                if (!expected.equals(data.slice(data.position(), count)) && wrongAt < 0) {
                    wrongAt = total;
                }
                data.position(data.position() + count);
                total += count;
            }
        }

        @Override
        public void ended(NetError reason) {
            connection.close();
        }
    }
}
