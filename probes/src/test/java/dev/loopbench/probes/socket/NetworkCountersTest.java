package dev.loopbench.probes.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.host.Fixture;
import dev.loopbench.probes.host.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NetworkCountersTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void counters_are_differences_over_the_window() {
        Fixture machine = new Fixture(folder);
        NetworkCounters counters = new NetworkCounters(machine.files());
        counters(machine, 7, 100, 200);
        counters.open();
        counters(machine, 12, 103, 204);
        counters.close();

        assertThat(counters.retransmittedSegments()).isEqualTo(Reading.of(5L));
        assertThat(counters.listenOverflows()).isEqualTo(Reading.of(3L));
        assertThat(counters.listenDrops()).isEqualTo(Reading.of(4L));
    }

    @Test
    void a_counter_the_kernel_does_not_have_is_missing_with_a_reason() {
        Fixture machine = new Fixture(folder);
        machine.file("proc/self/net/snmp", "Tcp: InSegs OutSegs\nTcp: 1 2\n")
                .file(
                        "proc/self/net/netstat",
                        "TcpExt: ListenOverflows ListenDrops\nTcpExt: 1 x\n");
        NetworkCounters counters = new NetworkCounters(machine.files());
        counters.open();
        counters.close();

        assertThat(counters.retransmittedSegments().reason())
                .isEqualTo("/proc/self/net/snmp does not tell");
        assertThat(counters.listenOverflows()).isEqualTo(Reading.of(0L));
        assertThat(counters.listenDrops().reason())
                .isEqualTo("/proc/self/net/netstat does not tell");
    }

    @Test
    void elsewhere_there_are_none() {
        NetworkCounters counters = new NetworkCounters(new Fixture(folder).notLinux());
        counters.open();
        counters.close();

        assertThat(counters.retransmittedSegments().reason()).isEqualTo("not Linux");
    }

    private static void counters(Fixture machine, long retransmitted, long overflows, long drops) {
        machine.file(
                        "proc/self/net/snmp",
                        "Ip: Forwarding DefaultTTL\nIp: 1 64\n"
                                + "Tcp: MaxConn RetransSegs InErrs\nTcp: -1 "
                                + retransmitted
                                + " 0\n")
                .file(
                        "proc/self/net/netstat",
                        "TcpExt: SyncookiesSent ListenOverflows ListenDrops\nTcpExt: 0 "
                                + overflows
                                + " "
                                + drops
                                + "\nIpExt: InNoRoutes\nIpExt: 0\n");
    }
}
