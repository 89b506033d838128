package dev.loopbench.probes.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.clock.SystemCpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.probes.result.Sockets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real sockets, found in the kernel's tables. */
@EnabledOnOs(OS.LINUX)
final class SocketProbeIT {

    private static final long A_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int UNREAD_BYTES = 1_234;

    private final NanoClock clock = new SystemNanoClock();
    private final SocketProbe probe =
            SocketProbe.ofThisMachine(
                    clock, new SystemCpuClock(), Executors.defaultThreadFactory(), true);

    @Test
    void an_established_connection_shows_what_arrived_and_was_not_read() throws IOException {
        try (ServerSocketChannel listener = listener();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = listener.accept()) {
            client.write(ByteBuffer.allocate(UNREAD_BYTES));
            Sockets sockets = lookUntil(listener, s -> received(s) == UNREAD_BYTES);

            assertThat(rows(sockets, "ESTABLISHED"))
                    .singleElement()
                    .satisfies(
                            row -> {
                                assertThat(row.receiveBytes()).isEqualTo(UNREAD_BYTES);
                                assertThat(row.sendBytes()).isZero();
                                assertThat(row.local()).isEqualTo(text(accepted.getLocalAddress()));
                                assertThat(row.remote()).isEqualTo(text(client.getLocalAddress()));
                            });
            assertThat(sockets.lastSample().states()).containsEntry("ESTABLISHED", 1L);
            assertThat(sockets.lastSample().states()).containsEntry("LISTEN", 1L);
            assertThat(
                            Objects.requireNonNull(sockets.queues().receiveBuffers())
                                    .connectionMaxBytes())
                    .isEqualTo(UNREAD_BYTES);
        }
    }

    @Test
    void the_other_ends_fin_is_not_counted_as_a_byte() throws IOException {
        try (ServerSocketChannel listener = listener();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = listener.accept()) {
            client.write(ByteBuffer.allocate(3));
            client.shutdownOutput();
            Sockets sockets = lookUntil(listener, s -> !rows(s, "CLOSE_WAIT").isEmpty());

            assertThat(rows(sockets, "CLOSE_WAIT"))
                    .singleElement()
                    .extracting(Sockets.Connection::receiveBytes)
                    .isEqualTo(3L);
            assertThat(accepted.isOpen()).isTrue();
        }
    }

    @Test
    void what_the_other_end_does_not_read_stays_in_the_send_buffer() throws IOException {
        try (ServerSocketChannel listener = listener();
                SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                SocketChannel accepted = listener.accept()) {
            accepted.configureBlocking(false);
            long written = writeUntilFull(accepted);
            Sockets sockets = lookUntil(listener, s -> true);

            assertThat(rows(sockets, "ESTABLISHED"))
                    .singleElement()
                    .extracting(Sockets.Connection::sendBytes, Sockets.Connection::receiveBytes)
                    .satisfies(
                            bytes -> {
                                assertThat((Long) bytes.get(0)).isBetween(1L, written);
                                assertThat(bytes.get(1)).isEqualTo(0L);
                            });
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void connections_nobody_accepted_wait_in_the_accept_queue() throws IOException {
        try (ServerSocketChannel listener = listener();
                SocketChannel first = SocketChannel.open(listener.getLocalAddress());
                SocketChannel second = SocketChannel.open(listener.getLocalAddress())) {
            Sockets sockets = lookUntil(listener, s -> s.queues().acceptQueueMax() != null);

            assertThat(sockets.queues().acceptQueueMax()).isEqualTo(2);
            assertThat(rows(sockets, "LISTEN"))
                    .singleElement()
                    .extracting(Sockets.Connection::acceptQueue)
                    .isEqualTo(2L);
            assertThat(first.isConnected() && second.isConnected()).isTrue();
        }
    }

    @Test
    void descriptors_and_counters_are_told_with_what_they_cost() throws IOException {
        try (ServerSocketChannel listener = listener()) {
            Sockets sockets = lookUntil(listener, s -> true);

            Sockets.Descriptors descriptors = Objects.requireNonNull(sockets.descriptors());
            assertThat(descriptors.start()).isPositive();
            assertThat(descriptors.max()).isGreaterThanOrEqualTo(descriptors.end());
            assertThat(descriptors.limit()).isGreaterThan(descriptors.max());
            assertThat(sockets.losses().retransmittedSegments()).isNotNegative();
            assertThat(sockets.losses().listenOverflows()).isNotNegative();
            assertThat(sockets.sampling().costNanos()).isPositive();
            assertThat(sockets.sampling().malformedLines()).isZero();
            assertThat(sockets.unavailable()).isEmpty();
        }
    }

    @Test
    void its_thread_is_gone_after_the_close_and_a_new_window_begins_from_nothing()
            throws IOException {
        try (ServerSocketChannel listener = listener()) {
            assertThatIllegalStateException().isThrownBy(probe::sockets);
            lookUntil(listener, s -> true);
            probe.close();
            probe.open(clock.nanoTime(), port(listener), 50);
            assertThatIllegalStateException()
                    .isThrownBy(() -> probe.open(clock.nanoTime(), port(listener), 50));
            assertThatIllegalStateException().isThrownBy(probe::sockets);
            probe.close();

            assertThat(probe.sockets().sampling().samples()).isLessThanOrEqualTo(1);
        }
    }

    private static long writeUntilFull(SocketChannel channel) throws IOException {
        long written = 0;
        long wrote = 1;
        while (wrote > 0) {
            wrote = channel.write(ByteBuffer.allocate(65_536));
            written += wrote;
        }
        return written;
    }

    private static ServerSocketChannel listener() throws IOException {
        return ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The kernel delivers when it likes: windows are opened until one shows what is awaited. */
    private Sockets lookUntil(ServerSocketChannel listener, Predicate<Sockets> awaited)
            throws IOException {
        Sockets sockets;
        do {
            probe.open(clock.nanoTime(), port(listener), 50);
            clock.sleep(A_LOOK_NANOS);
            probe.close();
            sockets = probe.sockets();
        } while (sockets.lastSample().states() == null || !awaited.test(sockets));
        return sockets;
    }

    private static long received(Sockets sockets) {
        return Objects.requireNonNull(sockets.queues().receiveBuffers()).maxBytes();
    }

    private static List<Sockets.Connection> rows(Sockets sockets, String state) {
        return Objects.requireNonNull(sockets.listed().connections()).stream()
                .filter(row -> row.state().equals(state))
                .toList();
    }

    private static int port(ServerSocketChannel listener) throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    private static String text(SocketAddress address) {
        InetSocketAddress inet = (InetSocketAddress) address;
        return inet.getAddress().getHostAddress() + ":" + inet.getPort();
    }
}
