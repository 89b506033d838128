package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, as users write it: {@code HOST:PORT}, or the URL of what is asked of it.
 * Immutable.
 *
 * @param host a name or an address, without brackets
 * @param path with its query: what a URL asks for; null for {@code HOST:PORT}
 */
public record Target(String host, int port, @Nullable String path) {

    private static final int PORT_MAX = 65_535;
    private static final int HTTP_PORT = 80;

    /**
     * @throws WorkloadException if {@code text} is neither
     */
    public static Target parse(String text) throws WorkloadException {
        return isUrl(text) ? ofUrl(text) : ofAddress(text);
    }

    /** An address as users write it: {@code 127.0.0.1:80}, {@code [::1]:80}. */
    public static String shown(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        String literal = host == null ? address.getHostString() : host.getHostAddress();
        return new Target(literal, address.getPort(), null).toString();
    }

    /** Whether {@code text} is meant as a URL. */
    static boolean isUrl(String text) {
        return text.contains("://");
    }

    private static Target ofUrl(String text) throws WorkloadException {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException invalid) {
            throw refused(text, "is not a URL: " + invalid.getReason());
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("https")) {
            throw refused(
                    text,
                    "asks for TLS, which loopbench does not speak: take the server's http port");
        }
        if (!scheme.equals("http")) {
            throw refused(text, "is not a URL of http");
        }
        if (url.getRawUserInfo() != null) {
            throw new WorkloadException(
                    "%s has a user in its URL: take %s 'Authorization: ...' instead",
                    FloodType.TARGET, FloodType.HEADER);
        }
        int port = url.getPort() < 0 ? HTTP_PORT : url.getPort();
        String host = url.getHost();
        if (host == null || port < 1 || port > PORT_MAX) {
            throw refused(text, "has no host, or a port that is none");
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return new Target(unbracketed(host), port, (path.isEmpty() ? "/" : path) + query);
    }

    private static Target ofAddress(String text) throws WorkloadException {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        int port = port(text.substring(colon + 1));
        boolean bracketed = !unbracketed(host).equals(host);
        if (port < 1 || unbracketed(host).isBlank() || (!bracketed && host.contains(":"))) {
            throw refused(
                    text,
                    "is neither HOST:PORT, such as localhost:8080 or [::1]:8080, nor a URL, such"
                            + " as http://localhost:8080/path");
        }
        return new Target(unbracketed(host), port, null);
    }

    /**
     * Looks the host up, on the calling thread.
     *
     * @throws WorkloadException if it is unknown
     */
    InetSocketAddress address() throws WorkloadException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new WorkloadException(
                    "%s %s cannot be reached: the host %s is unknown",
                    FloodType.TARGET, this, host);
        }
        return address;
    }

    /** As the Host field of a request names it. */
    String authority() {
        return port == HTTP_PORT ? bracketed() : toString();
    }

    /** {@code HOST:PORT}. */
    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }

    private String bracketed() {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private static WorkloadException refused(String text, String why) {
        return new WorkloadException("%s %s %s", FloodType.TARGET, Quantity.quoted(text), why);
    }

    private static int port(String digits) {
        if (!digits.matches("[0-9]{1,5}")) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port <= PORT_MAX ? port : -1;
    }
}
