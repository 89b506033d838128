package dev.loopbench.loopcore.dns;

import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.pool.Outcome;
import dev.loopbench.loopcore.pool.PoolRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Names to addresses through the system's resolver: what {@code getaddrinfo} is to libuv (rules
 * D01, D02). Failures are results, never exceptions.
 *
 * <p>Unlike {@code getaddrinfo} it knows no service names: the platform has no lookup for them. A
 * service is a port number, anything else gives {@link LookupError#EAI_SERVICE}.
 *
 * <p>Thread-safe: it has no state.
 */
public final class NameLookup {

    /** Names the operation in reports. */
    public static final String KIND = "dns";

    private static final int PORT_MAX = 65_535;

    private NameLookup() {}

    /**
     * Makes every lookup a real one: turns the platform's caches of found and of missing names off,
     * for the whole process. Works before the first lookup only, when the platform reads it.
     */
    public static void disableCaches() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    /**
     * Looks up on the calling thread, which may take seconds.
     *
     * @param host null stands for this machine; a numeric address is looked up like a name
     * @param service a port number, or null
     * @throws IllegalArgumentException if both are null
     */
    public static LookupResult lookup(@Nullable String host, @Nullable String service) {
        requireEither(host, service);
        int port = 0;
        if (service != null) {
            port = portOf(service);
            if (port < 0) {
                return LookupResult.failed(
                        LookupError.EAI_SERVICE, "'" + service + "' is not a port number");
            }
        }
        if (host != null && host.isEmpty()) {
            // The platform takes the empty name for this machine, getaddrinfo knows no such name.
            return LookupResult.failed(LookupError.EAI_NONAME, "the name is empty");
        }
        try {
            return LookupResult.found(List.of(InetAddress.getAllByName(host)), port);
        } catch (UnknownHostException | SecurityException failure) {
            return LookupResult.failed(LookupError.of(failure), String.valueOf(failure));
        }
    }

    /**
     * The same on a worker, in the slow lane, numeric addresses too.
     *
     * @param callback gets the result on the loop
     * @throws IllegalArgumentException if both are null
     */
    public static PoolRequest<LookupResult> request(
            @Nullable String host, @Nullable String service, Consumer<LookupResult> callback) {
        requireEither(host, service);
        return new PoolRequest<>(
                Lane.SLOW_IO,
                KIND,
                () -> lookup(host, service),
                request -> callback.accept(resultOf(request)));
    }

    /** What a completed request of this kind comes to, cancelled and failed ones included. */
    public static LookupResult resultOf(PoolRequest<LookupResult> request) {
        if (request.outcome() == Outcome.CANCELLED) {
            return LookupResult.failed(LookupError.EAI_CANCELED, "cancelled before it ran");
        }
        LookupResult result = request.result();
        if (result != null) {
            return result;
        }
        Throwable failure = Objects.requireNonNull(request.failure());
        return LookupResult.failed(LookupError.of(failure), failure.toString());
    }

    private static void requireEither(@Nullable String host, @Nullable String service) {
        if (host == null && service == null) {
            throw new IllegalArgumentException("a lookup needs a host or a service");
        }
    }

    /** -1 if it is not a port number. */
    private static int portOf(String service) {
        try {
            int port = Integer.parseInt(service);
            return port >= 0 && port <= PORT_MAX ? port : -1;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
