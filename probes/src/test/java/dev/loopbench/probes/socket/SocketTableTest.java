package dev.loopbench.probes.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.loopbench.probes.host.Fixture;
import dev.loopbench.probes.result.Sockets;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketTableTest {

    private static final int PORT = 8080;
    private static final String ESTABLISHED = "01";
    private static final String EMPTY = "00000000:00000000";
    private static final String NONE = "00000000";

    @TempDir private Path folder = Path.of("");

    private Fixture machine = new Fixture(folder);

    @BeforeEach
    void empty_machine() {
        machine = new Fixture(folder);
    }

    @Test
    void sockets_of_the_port_are_counted_by_state() {
        SocketSample sample =
                read(
                        new TcpTables()
                                .connection(SocketState.LISTEN, 0, 0)
                                .connection(SocketState.ESTABLISHED, 0, 0)
                                .connection(SocketState.ESTABLISHED, 0, 0)
                                .connection(SocketState.TIME_WAIT, 0, 0));

        assertThat(sample.states())
                .containsExactly(
                        entry("ESTABLISHED", 2L), entry("LISTEN", 1L), entry("TIME_WAIT", 1L));
        assertThat(sample.malformedLines()).isZero();
    }

    @Test
    void the_other_end_of_a_connection_in_the_same_machine_is_not_counted() {
        TcpTables tables =
                new TcpTables()
                        .v4(
                                TcpTables.line(
                                        "0100007F:C350",
                                        "0100007F:1F90",
                                        ESTABLISHED,
                                        EMPTY,
                                        NONE));

        assertThat(read(tables).states()).isEmpty();
    }

    @Test
    void buffers_are_summed_and_the_largest_of_one_connection_is_kept() {
        SocketSample sample =
                read(
                        new TcpTables()
                                .connection(SocketState.ESTABLISHED, 0x1000, 0x20)
                                .connection(SocketState.ESTABLISHED, 0x10, 0x2000));

        assertThat(sample.sendBytes()).isEqualTo(0x1010);
        assertThat(sample.sendBytesMax()).isEqualTo(0x1000);
        assertThat(sample.receiveBytes()).isEqualTo(0x2020);
        assertThat(sample.receiveBytesMax()).isEqualTo(0x2000);
    }

    @Test
    void what_waits_at_a_listening_socket_are_connections_and_not_bytes() {
        SocketSample sample = read(new TcpTables().connection(SocketState.LISTEN, 0, 0x81));

        assertThat(sample.acceptQueue()).isEqualTo(0x81);
        assertThat(sample.receiveBytes()).isZero();
    }

    @ParameterizedTest(name = "{0}: {1} sent, {2} received of 5 and 9")
    @CsvSource({
        "ESTABLISHED, 5, 9",
        "FIN_WAIT1, 4, 9",
        "FIN_WAIT2, 5, 9",
        "CLOSE_WAIT, 5, 8",
        "LAST_ACK, 4, 8",
        "CLOSING, 4, 8",
        "SYN_SENT, 4, 9",
    })
    void a_fin_or_syn_takes_a_sequence_number_and_is_no_byte(
            SocketState state, long sent, long received) {
        SocketSample sample = read(new TcpTables().connection(state, 5, 9));

        assertThat(sample.sendBytes()).isEqualTo(sent);
        assertThat(sample.receiveBytes()).isEqualTo(received);
    }

    @Test
    void a_queue_with_the_fin_read_and_nothing_else_is_empty() {
        assertThat(read(new TcpTables().connection(SocketState.CLOSE_WAIT, 0, 0)).receiveBytes())
                .isZero();
    }

    @Test
    void time_outs_are_those_that_stand_now() {
        TcpTables tables =
                new TcpTables()
                        .v4(
                                TcpTables.line(
                                        "0100007F:1F90",
                                        "0100007F:C350",
                                        ESTABLISHED,
                                        EMPTY,
                                        "00000003"))
                        .v4(
                                TcpTables.line(
                                        "0100007F:1F90",
                                        "0100007F:C351",
                                        ESTABLISHED,
                                        EMPTY,
                                        "0000000A"));

        assertThat(read(tables).retransmitTimeouts()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({
        "0100007F, 127.0.0.1:8080",
        "0101A8C0, 192.168.1.1:8080",
        "00000000, 0.0.0.0:8080",
        "00000000000000000000000001000000, [::1]:8080",
        "00000000000000000000000000000000, [::]:8080",
        "0000000000000000FFFF00000100007F, 127.0.0.1:8080",
        "B80D01200000000000000000010000FF, [2001:db8::ff00:1]:8080",
        "B80D0120000001000000000001000200, [2001:db8:1::2:1]:8080",
    })
    void addresses_are_written_as_people_write_them(String address, String expected) {
        String line =
                TcpTables.line(address + ":1F90", address + ":C350", ESTABLISHED, EMPTY, NONE);
        TcpTables tables =
                address.length() == 8 ? new TcpTables().v4(line) : new TcpTables().v6(line);

        assertThat(rows(tables, ByteOrder.LITTLE_ENDIAN))
                .singleElement()
                .extracting(Sockets.Connection::local)
                .isEqualTo(expected);
    }

    @Test
    void a_big_endian_kernel_prints_addresses_the_other_way_round() {
        TcpTables tables =
                new TcpTables()
                        .v4(
                                TcpTables.line(
                                        "7F000001:1F90",
                                        "C0A80101:C350",
                                        ESTABLISHED,
                                        EMPTY,
                                        NONE));

        assertThat(rows(tables, ByteOrder.BIG_ENDIAN))
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.local()).isEqualTo("127.0.0.1:8080");
                            assertThat(row.remote()).isEqualTo("192.168.1.1:50000");
                        });
    }

    @Test
    void a_listening_socket_has_an_accept_queue_and_no_other_end() {
        TcpTables tables = new TcpTables().connection(SocketState.LISTEN, 0, 3);

        assertThat(rows(tables, ByteOrder.LITTLE_ENDIAN))
                .containsExactly(
                        new Sockets.Connection(
                                "LISTEN", "127.0.0.1:8080", null, null, null, 3L, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "   0: 0100007F:1F90",
                "   0: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000",
                "   0: 0100007F:1F90 0100007F:C350 0C 00000000:00000000 00:00000000 00000000 0",
                "   0: 0100007F:1F90 0100007F:C350 01 0000000X:00000000 00:00000000 00000000 0",
                "   0: 0100007F:1F90 0100007F:C350 01 00000000 00:00000000 00000000 0",
                "   0: 01000:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000 0",
                "   0: 0100007F:11F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000 0",
                "   x: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000 0",
                "   0: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:FFFFFFFFFFFFFFFF 00000000 0",
                "   0: 0100007F:1F90 00000000000000000000000001000000:C350 01 00000000:00000000"
                        + " 00:00000000 00000000 0",
            })
    void a_malformed_line_is_counted_and_skipped(String line) {
        SocketSample sample =
                read(new TcpTables().v4(line).connection(SocketState.ESTABLISHED, 0, 0));

        assertThat(sample.malformedLines()).isEqualTo(1);
        assertThat(sample.states()).containsExactly(entry("ESTABLISHED", 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 200_000})
    void a_line_longer_than_the_buffer_is_counted_once_and_skipped(int length) {
        SocketSample sample =
                read(
                        new TcpTables()
                                .connection(SocketState.ESTABLISHED, 0, 0)
                                .v4("   0: " + "0".repeat(length))
                                .connection(SocketState.ESTABLISHED, 0, 0));

        assertThat(sample.malformedLines()).isEqualTo(1);
        assertThat(sample.states()).containsExactly(entry("ESTABLISHED", 2L));
    }

    @Test
    void a_table_that_ends_without_a_line_break_is_read_to_the_end() {
        TcpTables tables = new TcpTables().connection(SocketState.ESTABLISHED, 0, 0);
        Fixture cut = tables.in(machine);
        String text = cut.files().text("proc/self/net/tcp").orElseThrow();
        cut.file("proc/self/net/tcp", text.stripTrailing());

        assertThat(read(cut).states()).containsExactly(entry("ESTABLISHED", 1L));
    }

    @Test
    void a_big_table_is_read_whole_and_its_rows_are_bounded() {
        TcpTables tables = new TcpTables();
        for (int i = 0; i < 20_000; i++) {
            tables.connection(SocketState.ESTABLISHED, 1, 2);
        }
        SocketSample sample = new SocketSample(10_000);
        boolean told = new SocketTable(tables.in(machine).files()).read(PORT, sample);

        assertThat(told).isTrue();
        assertThat(sample.count(SocketState.ESTABLISHED)).isEqualTo(20_000);
        assertThat(sample.sendBytes()).isEqualTo(20_000);
        assertThat(sample.malformedLines()).isZero();
        assertThat(sample.rows(ByteOrder.LITTLE_ENDIAN)).hasSize(10_000);
        assertThat(sample.rowsDropped()).isEqualTo(10_000);
    }

    @Test
    void a_kernel_without_version_6_has_one_table() {
        machine.file("proc/self/net/tcp", "header\n");

        assertThat(new SocketTable(machine.files()).read(PORT, new SocketSample(0))).isTrue();
    }

    @Test
    void without_a_table_there_is_a_reason() {
        SocketTable missing = new SocketTable(machine.files());
        SocketTable elsewhere = new SocketTable(machine.notLinux());

        assertThat(missing.read(PORT, new SocketSample(0))).isFalse();
        assertThat(missing.whyMissing()).isEqualTo("/proc/self/net/tcp does not tell");
        assertThat(elsewhere.read(PORT, new SocketSample(0))).isFalse();
        assertThat(elsewhere.whyMissing()).isEqualTo("not Linux");
    }

    @Test
    void a_sample_begins_from_nothing() {
        SocketSample sample = new SocketSample(10);
        SocketTable table =
                new SocketTable(
                        new TcpTables()
                                .connection(SocketState.ESTABLISHED, 1, 2)
                                .v4("garbage")
                                .in(machine)
                                .files());
        table.read(PORT, sample);
        sample.reset();
        table.read(PORT, sample);

        assertThat(sample.states()).containsExactly(entry("ESTABLISHED", 1L));
        assertThat(sample.sendBytes()).isEqualTo(1);
        assertThat(sample.malformedLines()).isEqualTo(1);
        assertThat(sample.rows(ByteOrder.LITTLE_ENDIAN)).hasSize(1);
    }

    private SocketSample read(TcpTables tables) {
        return read(tables.in(machine));
    }

    private static SocketSample read(Fixture machine) {
        SocketSample sample = new SocketSample(0);
        assertThat(new SocketTable(machine.files()).read(PORT, sample)).isTrue();
        return sample;
    }

    private List<Sockets.Connection> rows(TcpTables tables, ByteOrder kernelOrder) {
        SocketSample sample = new SocketSample(10);
        new SocketTable(tables.in(machine).files()).read(PORT, sample);
        return sample.rows(kernelOrder);
    }
}
