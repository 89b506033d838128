package dev.loopbench.loopcore.workload.server;

import dev.loopbench.loopcore.echo.VirtualThreads;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a server of ours is built. */
public enum ServerModel {
    /** All connections on one loop. */
    LOOP,
    /** A blocking thread of the platform for each connection. */
    THREADS,
    /** A blocking virtual thread for each connection. */
    VIRTUAL_THREADS;

    public static List<String> labels() {
        return Arrays.stream(values()).map(ServerModel::label).toList();
    }

    /** Its name for users and in reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why this JDK cannot build it, without a full stop; empty if it can. */
    public Optional<String> absence() {
        return this == VIRTUAL_THREADS && !ThreadServer.hasVirtualThreads()
                ? Optional.of(VirtualThreads.absence())
                : Optional.empty();
    }
}
