package dev.loopbench.loopcore.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a name lookup found, or why it found nothing. Immutable. */
public final class LookupResult {

    private final List<InetAddress> addresses;
    private final int port;
    private final @Nullable LookupError error;
    private final String detail;

    private LookupResult(
            List<InetAddress> addresses, int port, @Nullable LookupError error, String detail) {
        this.addresses = addresses;
        this.port = port;
        this.error = error;
        this.detail = detail;
    }

    static LookupResult found(List<InetAddress> addresses, int port) {
        return new LookupResult(List.copyOf(addresses), port, null, "");
    }

    static LookupResult failed(LookupError error, String detail) {
        return new LookupResult(List.of(), 0, error, detail);
    }

    /** In the resolver's order; empty if the lookup failed. */
    public List<InetAddress> addresses() {
        return addresses;
    }

    /** The port the service stands for; 0 if none was asked for or the lookup failed. */
    public int port() {
        return port;
    }

    /** Empty if addresses were found. */
    public Optional<LookupError> error() {
        return Optional.ofNullable(error);
    }

    /** The platform's words about the failure; empty if there was none. */
    public String detail() {
        return detail;
    }

    @Override
    public String toString() {
        return error == null ? addresses + ":" + port : error + " (" + detail + ")";
    }
}
