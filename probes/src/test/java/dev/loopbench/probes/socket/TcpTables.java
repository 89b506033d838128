package dev.loopbench.probes.socket;

import dev.loopbench.probes.host.Fixture;
import java.util.ArrayList;
import java.util.List;

/** The kernel's tables of sockets, written as a little-endian machine writes them. */
final class TcpTables {

    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid"
                    + "  timeout inode\n";

    private final List<String> v4 = new ArrayList<>();
    private final List<String> v6 = new ArrayList<>();

    /** {@code tx:rx} and {@code retrnsmt} as they stand in the line. */
    static String line(String local, String remote, String state, String queues, String timeouts) {
        return "   0: "
                + local
                + " "
                + remote
                + " "
                + state
                + " "
                + queues
                + " 00:00000000 "
                + timeouts
                + "     0        0 12345 1 0000000000000000 100 0 0 10 0";
    }

    TcpTables v4(String line) {
        v4.add(line);
        return this;
    }

    TcpTables v6(String line) {
        v6.add(line);
        return this;
    }

    /** From 127.0.0.1:8080 (hexadecimal 1F90) to 127.0.0.1:50000. */
    TcpTables connection(SocketState state, long sendQueue, long receiveQueue) {
        return v4(
                line(
                        "0100007F:1F90",
                        "0100007F:C350",
                        String.format("%02X", state.code()),
                        String.format("%08X:%08X", sendQueue, receiveQueue),
                        "00000000"));
    }

    Fixture in(Fixture machine) {
        return machine.file("proc/self/net/tcp", table(v4)).file("proc/self/net/tcp6", table(v6));
    }

    private static String table(List<String> lines) {
        StringBuilder text = new StringBuilder(HEADER);
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
