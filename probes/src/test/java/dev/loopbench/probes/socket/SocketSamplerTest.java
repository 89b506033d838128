package dev.loopbench.probes.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.host.Fixture;
import dev.loopbench.probes.host.ProcFiles;
import dev.loopbench.probes.result.Sockets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SocketSamplerTest {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long OPENED_NANOS = Long.MAX_VALUE - 5;

    @TempDir private Path folder = Path.of("");

    private Fixture machine = new Fixture(folder);
    private final VirtualClock clock = new VirtualClock(OPENED_NANOS, 0);
    private final FakeDescriptors descriptors = new FakeDescriptors();
    private long cpuNanos;
    private long cpuPerLookNanos;

    @BeforeEach
    void empty_machine() {
        machine = new Fixture(folder);
    }

    @Test
    void buffers_are_the_mean_and_the_most_over_the_samples() {
        SocketSampler sampler = sampler(false);
        new TcpTables().connection(SocketState.ESTABLISHED, 10, 100).in(machine);
        sampler.sample(() -> true);
        new TcpTables()
                .connection(SocketState.ESTABLISHED, 20, 0)
                .connection(SocketState.ESTABLISHED, 30, 0)
                .in(machine);
        clock.sleep(SECOND_NANOS);
        sampler.sample(() -> true);

        Sockets sockets = sampler.sockets();
        assertThat(sockets.queues().sendBuffers()).isEqualTo(new Sockets.Buffers(30, 50, 30));
        assertThat(sockets.queues().receiveBuffers()).isEqualTo(new Sockets.Buffers(50, 100, 100));
        assertThat(sockets.sampling().samples()).isEqualTo(2);
    }

    @Test
    void states_and_rows_are_those_of_the_last_sample_under_load() {
        SocketSampler sampler = sampler(true);
        new TcpTables().connection(SocketState.ESTABLISHED, 1, 2).in(machine);
        sampler.sample(() -> true);
        clock.sleep(SECOND_NANOS);
        new TcpTables()
                .connection(SocketState.ESTABLISHED, 3, 4)
                .connection(SocketState.CLOSE_WAIT, 0, 1)
                .in(machine);
        sampler.sample(() -> true);
        clock.sleep(SECOND_NANOS);
        new TcpTables().connection(SocketState.TIME_WAIT, 0, 0).in(machine);
        sampler.sample(() -> false);

        Sockets sockets = sampler.sockets();
        assertThat(sockets.lastSample().sampledAtNanos()).isEqualTo(SECOND_NANOS);
        assertThat(sockets.lastSample().states())
                .containsExactly(entry("CLOSE_WAIT", 1L), entry("ESTABLISHED", 1L));
        assertThat(Objects.requireNonNull(sockets.listed().connections()))
                .extracting(Sockets.Connection::state, Sockets.Connection::sendBytes)
                .containsExactly(tuple("ESTABLISHED", 3L), tuple("CLOSE_WAIT", 0L));
        assertThat(sockets.sampling().samples()).isEqualTo(2);
    }

    @Test
    void rows_that_nobody_asked_for_are_absent_and_need_no_reason() {
        SocketSampler sampler = sampler(false);
        new TcpTables().connection(SocketState.ESTABLISHED, 1, 2).in(machine);
        sampler.sample(() -> true);

        assertThat(sampler.sockets().listed().connections()).isNull();
        assertThat(sampler.sockets().listed().connectionsDropped()).isZero();
        assertThat(sampler.sockets().unavailable()).doesNotContainKey("connections");
    }

    @Test
    void the_accept_queue_is_the_longest_that_was_seen() {
        SocketSampler sampler = sampler(false);
        for (int queue : new int[] {1, 128, 3}) {
            new TcpTables().connection(SocketState.LISTEN, 0, queue).in(machine);
            sampler.sample(() -> true);
            clock.sleep(SECOND_NANOS);
        }

        assertThat(sampler.sockets().queues().acceptQueueMax()).isEqualTo(128);
    }

    @Test
    void the_backlog_in_force_is_what_the_kernel_leaves_of_the_one_asked_for() {
        machine.file("proc/sys/net/core/somaxconn", "128\n");
        SocketSampler sampler = sampler(false);
        sampler.open();

        assertThat(sampler.sockets().queues().backlog()).isEqualTo(new Sockets.Backlog(511, 128L));
    }

    @Test
    void without_a_listening_socket_the_accept_queue_is_not_zero_but_unknown() {
        SocketSampler sampler = sampler(false);
        new TcpTables().connection(SocketState.ESTABLISHED, 0, 0).in(machine);
        sampler.sample(() -> true);

        assertThat(sampler.sockets().queues().acceptQueueMax()).isNull();
        assertThat(sampler.sockets().unavailable())
                .containsEntry("acceptQueueMax", "no socket listened on the port in any sample");
    }

    @Test
    void cheap_looks_are_a_second_apart() {
        cpuPerLookNanos = TimeUnit.MICROSECONDS.toNanos(10);

        assertThat(sampler(false).sample(() -> true)).isEqualTo(SECOND_NANOS);
    }

    @Test
    void the_tables_are_read_again_when_a_hundred_times_the_cost_has_passed() {
        SocketSampler sampler = sampler(false);
        new TcpTables().in(machine);
        descriptors.costsNanos = TimeUnit.MILLISECONDS.toNanos(30);
        sampler.sample(() -> true);
        List<Long> samplesBySecond = new ArrayList<>();
        for (int second = 1; second <= 4; second++) {
            clock.sleep(SECOND_NANOS);
            sampler.sample(() -> true);
            samplesBySecond.add(sampler.sockets().sampling().samples());
        }

        assertThat(samplesBySecond).containsExactly(1L, 1L, 2L, 3L);
    }

    @Test
    void descriptors_are_counted_again_when_a_thousand_times_the_cost_has_passed() {
        SocketSampler sampler = sampler(false);
        descriptors.costsNanos = TimeUnit.MILLISECONDS.toNanos(3);
        for (int second = 0; second <= 6; second++) {
            sampler.sample(() -> true);
            clock.sleep(SECOND_NANOS);
        }

        assertThat(Objects.requireNonNull(sampler.sockets().descriptors()).series())
                .extracting(Sockets.Descriptors.Point::atNanos)
                .containsExactly(0L, 3_000_000_000L, 6_000_000_000L);
    }

    @Test
    void the_wait_is_for_what_is_due_first() {
        SocketSampler sampler = sampler(false);
        descriptors.costsNanos = TimeUnit.MILLISECONDS.toNanos(30);

        assertThat(sampler.sample(() -> true)).isEqualTo(TimeUnit.SECONDS.toNanos(3));
    }

    @Test
    void the_cost_is_that_of_everything_that_was_read() {
        cpuPerLookNanos = 100;
        SocketSampler sampler = sampler(false);
        sampler.open();
        sampler.sample(() -> true);
        sampler.close();

        assertThat(sampler.sockets().sampling().costNanos()).isEqualTo(400);
    }

    @Test
    void without_cpu_time_the_cost_is_the_time_that_passed() {
        descriptors.takesNanos = 70;
        SocketSampler sampler = sampler(machine.files(), CpuClock.NONE, false);
        sampler.sample(() -> true);

        assertThat(sampler.sockets().sampling().costNanos()).isEqualTo(70);
    }

    @Test
    void descriptors_are_counted_with_each_sample() {
        SocketSampler sampler = sampler(false);
        new TcpTables().in(machine);
        sampler.sample(() -> true);
        descriptors.open = 1_012;
        clock.sleep(SECOND_NANOS);
        sampler.sample(() -> true);

        assertThat(sampler.sockets().descriptors())
                .isEqualTo(
                        new Sockets.Descriptors(
                                12,
                                1_012,
                                1_012,
                                1_024L,
                                List.of(
                                        new Sockets.Descriptors.Point(0, 12),
                                        new Sockets.Descriptors.Point(SECOND_NANOS, 1_012))));
    }

    @Test
    void a_platform_that_tells_nothing_leaves_reasons_in_place_of_figures() {
        descriptors.open = -1;
        SocketSampler sampler = sampler(machine.notLinux(), () -> 0, true);
        sampler.open();
        sampler.sample(() -> true);
        sampler.close();

        Sockets sockets = sampler.sockets();
        assertThat(sockets.lastSample().states()).isNull();
        assertThat(sockets.listed().connections()).isNull();
        assertThat(sockets.descriptors()).isNull();
        assertThat(sockets.unavailable())
                .containsExactly(
                        entry("acceptQueueMax", "not Linux"),
                        entry("backlog.inForce", "not Linux"),
                        entry("connections", "not Linux"),
                        entry("descriptors", "the platform does not count file descriptors"),
                        entry("listenDrops", "not Linux"),
                        entry("listenOverflows", "not Linux"),
                        entry("receiveBuffers", "not Linux"),
                        entry("retransmitTimeoutsMax", "not Linux"),
                        entry("retransmittedSegments", "not Linux"),
                        entry("sampledAtNanos", "not Linux"),
                        entry("sendBuffers", "not Linux"),
                        entry("states", "not Linux"));
    }

    @Test
    void a_window_that_ends_before_its_first_sample_says_so() {
        SocketSampler sampler = sampler(false);
        new TcpTables().connection(SocketState.ESTABLISHED, 1, 2).in(machine);
        sampler.sample(() -> false);

        assertThat(sampler.sockets().lastSample().states()).isNull();
        assertThat(sampler.sockets().descriptors()).isNull();
        assertThat(sampler.sockets().unavailable())
                .containsEntry("states", "the window ended before the first sample did")
                .containsEntry("descriptors", "the window ended before the first sample did");
    }

    private SocketSampler sampler(boolean keepsRows) {
        return sampler(machine.files(), this::cpu, keepsRows);
    }

    private SocketSampler sampler(ProcFiles files, CpuClock cpuClock, boolean keepsRows) {
        return new SocketSampler(
                files, clock, cpuClock, descriptors, keepsRows, 8080, 511, OPENED_NANOS);
    }

    /** Read at the begin and at the end of what is priced. */
    private long cpu() {
        cpuNanos += cpuPerLookNanos;
        return cpuNanos;
    }

    private final class FakeDescriptors implements DescriptorCount {

        private long open = 12;
        private long takesNanos;
        private long costsNanos;

        @Override
        public long open() {
            clock.sleep(takesNanos);
            cpuNanos += costsNanos;
            return open;
        }

        @Override
        public long limit() {
            return 1_024;
        }
    }
}
