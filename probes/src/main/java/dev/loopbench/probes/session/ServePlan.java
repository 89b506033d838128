package dev.loopbench.probes.session;

import dev.loopbench.loopcore.workload.LoadModel;
import dev.loopbench.loopcore.workload.server.Server;
import dev.loopbench.probes.result.LiveFigures;
import dev.loopbench.probes.result.ServerFigures;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * From clients elsewhere, which are served. Immutable.
 *
 * @param model how the server is built
 * @param clients null if whoever comes is served
 * @param load of the clients; null with {@code clients}
 * @param listsSockets whether the report has its sockets one by one
 * @param durationNanos without {@code clients}: 0 serves until interrupted
 */
public record ServePlan(
        ServerFigures.Model model,
        ServerFactory server,
        InetSocketAddress address,
        @Nullable ClientLauncher clients,
        @Nullable LoadModel load,
        Opened opened,
        long durationNanos,
        boolean listsSockets) {

    /** Makes the server. */
    @FunctionalInterface
    public interface ServerFactory {

        /**
         * @param live the figures so far, to be asked on the loop thread
         */
        Server server(Supplier<LiveFigures> live);
    }

    /** Told where the server listens, before it is measured. Called on the session's thread. */
    @FunctionalInterface
    public interface Opened {

        void opened(InetSocketAddress address);
    }
}
