package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.net.InetSocketAddress;

/** Where a server listens, as users write it: {@code HOST:PORT}. Stateless. */
public final class Target {

    private static final int PORT_MAX = 65_535;

    private Target() {}

    /**
     * Looks the host up, on the calling thread.
     *
     * @param text an IPv6 address stands in brackets
     * @throws WorkloadException if it is none, or the host is unknown
     */
    public static InetSocketAddress parse(String text) throws WorkloadException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        int port = port(text.substring(colon + 1));
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        if (port < 1 || host.isBlank() || (!bracketed && host.contains(":"))) {
            throw new WorkloadException(
                    "--target must be HOST:PORT, such as localhost:8080 or [::1]:8080, not "
                            + Quantity.quoted(text));
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new WorkloadException(
                    "--target " + text + " cannot be reached: the host " + host + " is unknown");
        }
        return address;
    }

    private static int port(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port <= PORT_MAX ? port : -1;
    }
}
