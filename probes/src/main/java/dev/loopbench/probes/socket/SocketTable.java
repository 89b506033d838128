package dev.loopbench.probes.socket;

import dev.loopbench.probes.host.ProcFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The kernel's tables of TCP sockets, {@code /proc/net/tcp} and {@code tcp6}, read as a stream:
 * what a line needs is one buffer, however many sockets there are.
 *
 * <p>Confined to the thread that samples. The kernel does not stop for the reader, so a table is no
 * snapshot: a socket that changes meanwhile may show in its old or new state.
 */
final class SocketTable {

    /** Of lines of some 150 bytes: few calls for a big table. */
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final String V4 = "proc/self/net/tcp";
    private static final String V6 = "proc/self/net/tcp6";

    private final ProcFiles files;
    private final SocketLine line = new SocketLine();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    SocketTable(ProcFiles files) {
        this.files = files;
    }

    /**
     * Counts the sockets bound to {@code localPort}. A kernel without version 6 has one table.
     *
     * @return whether there was a table
     */
    boolean read(int localPort, SocketSample sample) {
        boolean v4 = read(V4, localPort, sample);
        boolean v6 = read(V6, localPort, sample);
        return v4 || v6;
    }

    /** Why {@link #read} found none. */
    String whyMissing() {
        return files.whyMissing(V4);
    }

    private boolean read(String path, int localPort, SocketSample sample) {
        Optional<InputStream> table = files.stream(path);
        if (table.isEmpty()) {
            return false;
        }
        try (InputStream in = table.get()) {
            lines(in, localPort, sample);
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    private void lines(InputStream in, int localPort, SocketSample sample) throws IOException {
        boolean header = true;
        boolean tooLong = false;
        int filled = 0;
        int read = in.read(buffer, 0, buffer.length);
        while (read > 0) {
            int begin = 0;
            for (int i = filled; i < filled + read; i++) {
                if (buffer[i] == '\n') {
                    if (!header) {
                        line(begin, tooLong ? begin : i, localPort, sample);
                    }
                    header = false;
                    tooLong = false;
                    begin = i + 1;
                }
            }
            filled += read - begin;
            System.arraycopy(buffer, begin, buffer, 0, filled);
            if (filled == buffer.length) {
                tooLong = true;
                filled = 0;
            }
            read = in.read(buffer, filled, buffer.length - filled);
        }
        if (filled > 0 && !header) {
            line(0, tooLong ? 0 : filled, localPort, sample);
        }
    }

    private void line(int begin, int end, int localPort, SocketSample sample) {
        if (!line.parse(buffer, begin, end)) {
            sample.malformed();
        } else if (line.localPort() == localPort) {
            sample.add(line, buffer);
        }
    }
}
