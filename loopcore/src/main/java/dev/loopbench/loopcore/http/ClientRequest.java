package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A request, made up once for all the exchanges that send it. Immutable. */
public final class ClientRequest {

    /** Whose meaning calls for a body: one of no bytes has a length, too (RFC 9110 section 8.6). */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** What decides where a message ends is told by the body itself. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private final ByteBuffer bytes;
    private final boolean head;
    private final boolean close;

    private ClientRequest(ByteBuffer bytes, boolean head, boolean close) {
        this.bytes = bytes;
        this.head = head;
        this.close = close;
    }

    /** {@code GET} without fields of the caller's own. */
    public static ClientRequest get(String host, String target) {
        return of("GET", host, target, List.of(), new byte[0]);
    }

    /**
     * @param method any but CONNECT
     * @param host for the Host field: a name or address, with the port unless it is 80
     * @param target a path that begins with a slash, and perhaps a query
     * @param fields {@code Name: value} each; one named Host, User-Agent or Accept stands in place
     *     of the usual one
     * @throws IllegalArgumentException if one has characters that cannot stand in a request, or is
     *     not the caller's to say; the message is a sentence
     */
    public static ClientRequest of(
            String method, String host, String target, List<String> fields, byte[] body) {
        requireMethod(method);
        if (!target.startsWith("/") || !target.chars().allMatch(ClientRequest::isTarget)) {
            throw new IllegalArgumentException(
                    "a target begins with / and is made of visible ASCII: " + target);
        }
        if (host.isEmpty() || !host.chars().allMatch(ClientRequest::isHost)) {
            throw new IllegalArgumentException("no host is called so: " + host);
        }
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        boolean close = false;
        for (String usual : List.of("Host: " + host, "User-Agent: loopbench", "Accept: */*")) {
            if (fields.stream().noneMatch(field -> name(field).equals(name(usual)))) {
                head.append(usual).append("\r\n");
            }
        }
        for (String field : fields) {
            head.append(requireField(field)).append("\r\n");
            close |= name(field).equals("connection") && closes(field);
        }
        if (body.length > 0 || WITH_BODY.contains(method)) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.allocateDirect(start.length + body.length);
        return new ClientRequest(bytes.put(start).put(body).flip(), method.equals("HEAD"), close);
    }

    /**
     * @throws IllegalArgumentException if no request has such a method, or none of ours can
     */
    public static void requireMethod(String method) {
        if (method.isEmpty() || !method.chars().allMatch(c -> c <= 0xFF && Characters.isToken(c))) {
            throw new IllegalArgumentException(
                    "a method is a word such as GET or POST, not \"" + method + "\"");
        }
        if (method.equals("CONNECT")) {
            throw new IllegalArgumentException(
                    "CONNECT opens a tunnel, in which there are no requests to measure");
        }
    }

    /**
     * @return the field as it is sent
     * @throws IllegalArgumentException if {@code field} is not {@code Name: value}, or says where
     *     the request ends
     */
    public static String requireField(String field) {
        int colon = field.indexOf(':');
        String name = colon < 0 ? "" : field.substring(0, colon);
        String value = field.substring(colon + 1).strip();
        if (name.isEmpty()
                || !name.chars().allMatch(c -> c <= 0xFF && Characters.isToken(c))
                || !Characters.isFieldValue(value)) {
            throw new IllegalArgumentException(
                    "a header is \"Name: value\", in Latin-1 and on one line, not \""
                            + field.replaceAll("\\p{Cntrl}", "?")
                            + "\"");
        }
        if (FRAMING.contains(name(field))) {
            throw new IllegalArgumentException(
                    name + " follows from the body and cannot be set by hand");
        }
        return name + ": " + value;
    }

    /** A view of its own, which may be read and repositioned. */
    ByteBuffer duplicate() {
        return bytes.duplicate();
    }

    /** Whether its answer has no body, whatever its fields say. */
    boolean isHead() {
        return head;
    }

    /** Whether it asks the server to end the connection after the answer. */
    boolean isLast() {
        return close;
    }

    private static String name(String field) {
        return field.substring(0, Math.max(0, field.indexOf(':'))).toLowerCase(Locale.ROOT);
    }

    private static boolean closes(String field) {
        for (String option : field.substring(field.indexOf(':') + 1).split(",", -1)) {
            if (option.strip().equalsIgnoreCase("close")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTarget(int character) {
        return character <= 0xFF && Characters.isTarget(character) && character != '#';
    }

    private static boolean isHost(int character) {
        return character <= 0xFF && Characters.isHost(character);
    }
}
