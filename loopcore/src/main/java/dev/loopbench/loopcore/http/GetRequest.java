package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A GET request, made up once for all the exchanges that send it. Immutable. */
public final class GetRequest {

    private final ByteBuffer bytes;

    private GetRequest(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * @param host for the Host field: a name or address, with the port unless it is 80
     * @param target a path that begins with a slash, and perhaps a query
     * @throws IllegalArgumentException if one has characters that cannot stand in a request
     */
    public static GetRequest of(String host, String target) {
        if (!target.startsWith("/") || !target.chars().allMatch(GetRequest::isTarget)) {
            throw new IllegalArgumentException(
                    "a target begins with / and is made of visible ASCII: " + target);
        }
        if (host.isEmpty() || !host.chars().allMatch(GetRequest::isHost)) {
            throw new IllegalArgumentException("no host is called so: " + host);
        }
        byte[] request =
                "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: loopbench\r\nAccept: */*\r\n\r\n"
                        .formatted(target, host)
                        .getBytes(StandardCharsets.US_ASCII);
        return new GetRequest(ByteBuffer.allocateDirect(request.length).put(request).flip());
    }

    /** A view of its own, which may be read and repositioned. */
    ByteBuffer duplicate() {
        return bytes.duplicate();
    }

    private static boolean isTarget(int character) {
        return character <= 0xFF && Characters.isTarget(character) && character != '#';
    }

    private static boolean isHost(int character) {
        return character <= 0xFF && Characters.isHost(character);
    }
}
