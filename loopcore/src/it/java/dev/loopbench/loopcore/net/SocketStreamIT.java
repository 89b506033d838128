package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.RunMode;
import dev.loopbench.loopcore.stream.Buffering;
import dev.loopbench.loopcore.stream.ChunkBuffers;
import dev.loopbench.loopcore.stream.Done;
import dev.loopbench.loopcore.stream.Feed;
import dev.loopbench.loopcore.stream.Readable;
import dev.loopbench.loopcore.stream.Source;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Streams over real sockets: what is sent arrives, and who does not read is not sent more. */
class SocketStreamIT {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final NetLoop net = new NetLoop();
    private final ChunkBuffers buffers = new ChunkBuffers(CHUNK_BYTES);
    private final List<SocketStream> served = new ArrayList<>();
    private final List<SocketStream> clients = new ArrayList<>();

    private TcpServer serve(Consumer<SocketStream> onStream) throws NetException {
        TcpServer server =
                new TcpServer(
                        net.tcp,
                        TcpServer.NO_LIMIT,
                        connection -> {
                            SocketStream stream = stream(connection);
                            served.add(stream);
                            onStream.accept(stream);
                        });
        server.listen(NetLoop.loopback(0), TcpListener.DEFAULT_BACKLOG);
        return server;
    }

    private SocketStream stream(TcpConnection connection) {
        return new SocketStream(net.loop, connection, buffers);
    }

    private void connect(TcpServer server, Consumer<SocketStream> onConnected) {
        TcpConnection connection = net.tcp.connection();
        connection.connect(
                server.localAddress(),
                error -> {
                    assertThat(error).isNull();
                    SocketStream client = stream(connection);
                    clients.add(client);
                    onConnected.accept(client);
                });
    }

    /** Whatever is still open is closed, and then nothing is. */
    private void closeAll(TcpServer server) {
        clients.forEach(SocketStream::destroy);
        server.close(() -> {});
        net.runToEnd();
    }

    @Test
    @Rule("R08")
    void a_reader_that_pauses_20_ms_per_chunk_still_gets_all_10_times_200_000_bytes()
            throws NetException {
        int writes = 10;
        int writeBytes = 200_000;
        TcpServer server =
                serve(
                        stream -> {
                            for (int i = 0; i < writes; i++) {
                                stream.writable().write(filled(writeBytes, i));
                            }
                            stream.writable().end();
                            stream.readable().resume();
                        });
        int[] received = {0};
        int[] wrong = {0};
        connect(
                server,
                client -> {
                    client.writable().end();
                    client.readable()
                            .data()
                            .on(
                                    chunk -> {
                                        while (chunk.hasRemaining()) {
                                            wrong[0] |= chunk.get() ^ (received[0]++ / writeBytes);
                                        }
                                        client.readable().pause();
                                        net.loop.setTimeout(client.readable()::resume, 20);
                                    });
                    client.readable().closed().on(closed -> server.close(() -> {}));
                });

        net.runToEnd();

        assertThat(received[0]).isEqualTo(writes * writeBytes);
        assertThat(wrong[0]).as("bits that differ").isZero();
    }

    @Test
    @Rule({"R04", "R05"})
    void an_echo_holds_no_more_than_its_marks_while_its_client_does_not_read() throws NetException {
        Pattern pattern = new Pattern(32 * 1024 * 1024);
        TcpServer server = serve(stream -> stream.readable().pipe(stream.writable()));
        connect(
                server,
                client ->
                        new Readable<>(net.loop, pattern, Buffering.bytes())
                                .pipe(client.writable()));

        net.runUntil(() -> !served.isEmpty() && served.get(0).writable().owesDrain());
        for (int i = 0; i < 2_000; i++) {
            net.loop.run(RunMode.NOWAIT);
            assertHoldsLittle(served.get(0));
            assertHoldsLittle(clients.get(0));
        }
        assertThat(pattern.made).isLessThan(pattern.total);
        assertThat(served.get(0).writable().owesDrain()).isTrue();

        int[] received = {0};
        Readable<ByteBuffer> back = clients.get(0).readable();
        back.data().on(chunk -> received[0] = Pattern.check(chunk, received[0]));
        back.closed().on(closed -> server.close(() -> {}));
        net.runToEnd();

        assertThat(received[0]).isEqualTo(pattern.total);
    }

    private static void assertHoldsLittle(SocketStream stream) {
        long markAndChunk = Buffering.DEFAULT_BYTES + CHUNK_BYTES;
        assertThat(stream.readable().length()).isLessThanOrEqualTo(markAndChunk);
        assertThat(stream.writable().length()).isLessThanOrEqualTo(markAndChunk);
        assertThat(stream.connection().writeQueueBytes()).isLessThanOrEqualTo(markAndChunk);
    }

    @Test
    void a_client_that_does_not_read_does_not_hold_up_the_others() throws NetException {
        int total = 16 * 1024 * 1024;
        TcpServer server =
                serve(
                        stream -> {
                            stream.readable().resume();
                            new Readable<>(net.loop, new Pattern(total), Buffering.bytes())
                                    .pipe(stream.writable());
                        });
        connect(server, deaf -> {});
        net.runUntil(() -> !served.isEmpty() && served.get(0).writable().owesDrain());
        int[] received = {0};
        connect(
                server,
                client -> {
                    client.readable().data().on(c -> received[0] = Pattern.check(c, received[0]));
                    client.readable().end().on(end -> net.log.add("all read"));
                });
        net.runUntil(() -> net.log.contains("all read"));

        assertThat(received[0]).isEqualTo(total);
        assertThat(served.get(0).writable().owesDrain()).isTrue();
        assertHoldsLittle(served.get(0));
        closeAll(server);
    }

    @Test
    void each_direction_ends_by_itself_and_the_connection_closes_with_the_second()
            throws NetException {
        TcpServer server =
                serve(
                        stream -> {
                            stream.readable().resume();
                            stream.readable()
                                    .end()
                                    .on(
                                            end -> {
                                                net.log.add("server reads the end");
                                                stream.writable().write(NetLoop.bytes("still"));
                                                stream.writable().end();
                                            });
                        });
        connect(
                server,
                client -> {
                    client.writable().end();
                    client.writable().closed().on(closed -> net.log.add("client has written"));
                    client.readable()
                            .data()
                            .on(chunk -> net.log.add("client reads " + NetLoop.text(chunk)));
                    client.connection().whenClosed(net.logsCall("client is closed"));
                });
        net.runUntil(() -> net.log.contains("client is closed"));
        server.close(() -> {});
        net.runToEnd();

        assertThat(net.log)
                .containsExactly(
                        "client has written",
                        "server reads the end",
                        "client reads still",
                        "client is closed");
    }

    @Test
    void a_reset_is_an_error_of_the_reader_and_closes_the_writer_without_one() throws NetException {
        TcpServer server =
                serve(
                        stream -> {
                            stream.readable().resume();
                            stream.readable().error().on(error -> net.log.add(error.getMessage()));
                            stream.writable().closed().on(closed -> net.log.add("writer closed"));
                            stream.connection().whenClosed(net.logsCall("connection closed"));
                        });
        connect(server, client -> client.connection().closeReset(() -> {}));
        net.runUntil(() -> net.log.contains("connection closed"));
        server.close(() -> {});
        net.runToEnd();

        assertThat(net.log)
                .containsExactly("connection reset by peer", "writer closed", "connection closed");
    }

    @Test
    void an_error_of_the_writer_closes_the_reader_and_the_connection() throws NetException {
        TcpServer server =
                serve(
                        stream -> {
                            stream.readable().resume();
                            stream.readable().closed().on(closed -> net.log.add("reader closed"));
                            stream.writable().error().on(error -> net.log.add(error.getMessage()));
                            stream.connection().whenClosed(net.logsCall("connection closed"));
                            stream.writable().end();
                            stream.writable().write(NetLoop.bytes("late"));
                        });
        connect(server, client -> {});
        net.runUntil(() -> net.log.contains("connection closed"));
        closeAll(server);

        assertThat(net.log)
                .containsExactly(
                        "the stream was written to after its end",
                        "reader closed",
                        "connection closed");
    }

    @Test
    void a_connection_that_somebody_else_closes_closes_both_sides_without_an_error()
            throws NetException {
        TcpServer server =
                serve(
                        stream -> {
                            stream.readable().resume();
                            stream.readable().closed().on(closed -> net.log.add("reader closed"));
                            stream.writable().closed().on(closed -> net.log.add("writer closed"));
                            stream.writable()
                                    .write(
                                            ByteBuffer.allocateDirect(16 * 1024 * 1024),
                                            failure -> net.log.add(message(failure)));
                        });
        connect(server, client -> server.close(client::destroy));
        net.runToEnd();

        assertThat(net.log).containsExactly("reader closed", "writer closed", "operation canceled");
    }

    @Test
    void a_connection_at_rest_that_somebody_else_closes_closes_both_sides_too()
            throws NetException {
        TcpServer server =
                serve(
                        stream -> {
                            stream.readable().closed().on(closed -> net.log.add("reader closed"));
                            stream.writable().closed().on(closed -> net.log.add("writer closed"));
                        });
        connect(server, client -> server.close(client::destroy));
        net.runToEnd();

        assertThat(net.log).containsExactly("reader closed", "writer closed");
    }

    @Test
    void a_small_chunk_does_not_hold_a_large_buffer() throws NetException {
        List<Integer> capacities = new ArrayList<>();
        TcpServer server =
                serve(
                        stream ->
                                stream.readable()
                                        .data()
                                        .on(chunk -> capacities.add(chunk.capacity())));
        connect(server, client -> client.writable().write(NetLoop.bytes("small")));
        net.runUntil(() -> !capacities.isEmpty());

        assertThat(capacities).containsExactly(5);
        closeAll(server);
    }

    @Test
    void what_is_asked_of_a_closing_connection_is_cancelled_without_an_error() throws NetException {
        TcpServer server =
                serve(
                        stream -> {
                            stream.connection().close();
                            stream.readable().resume();
                            stream.writable()
                                    .write(
                                            NetLoop.bytes("late"),
                                            failure -> net.log.add(message(failure)));
                            stream.writable().end(failure -> net.log.add(message(failure)));
                            stream.readable().closed().on(closed -> net.log.add("reader closed"));
                            stream.writable().closed().on(closed -> net.log.add("writer closed"));
                        });
        connect(server, client -> server.close(client::destroy));
        net.runToEnd();

        assertThat(net.log)
                .containsExactlyInAnyOrder(
                        "operation canceled",
                        "the stream was destroyed",
                        "reader closed",
                        "writer closed");
    }

    private static String message(@Nullable Throwable failure) {
        return failure == null ? "no failure" : String.valueOf(failure.getMessage());
    }

    private static ByteBuffer filled(int size, int value) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(size);
        while (buffer.hasRemaining()) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    /** So many bytes, each of which tells its place. */
    private static final class Pattern implements Source<ByteBuffer> {

        private final int total;
        private int made;

        Pattern(int total) {
            this.total = total;
        }

        private static byte at(int position) {
            return (byte) (position * 31 + (position >> 12));
        }

        static int check(ByteBuffer chunk, int position) {
            int next = position;
            while (chunk.hasRemaining()) {
                if (chunk.get() != at(next)) {
                    throw new AssertionError("a wrong byte at " + next);
                }
                next++;
            }
            return next;
        }

        @Override
        public void read(Feed<ByteBuffer> feed) {
            if (made == total) {
                feed.end();
                return;
            }
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            while (chunk.hasRemaining()) {
                chunk.put(at(made));
                made++;
            }
            feed.push(chunk.flip());
        }

        @Override
        public void close(@Nullable Throwable cause, Done closed) {
            closed.done(null);
        }
    }
}
