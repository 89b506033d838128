package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer with all that does not change from one time to the next made up in advance; the server
 * adds Date and Connection. Immutable.
 */
public final class HttpResponse {

    private final HttpStatus status;
    private final byte[] head;
    private final ByteBuffer body;

    private HttpResponse(HttpStatus status, String fields, byte[] content) {
        this.status = status;
        String head =
                "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n".formatted(status, fields, content.length);
        this.head = head.getBytes(StandardCharsets.ISO_8859_1);
        body = ByteBuffer.allocateDirect(content.length).put(content).flip();
    }

    /**
     * @throws IllegalArgumentException for a status whose answers have no body (1xx, 204, 304), or
     *     a type that cannot stand in a header field
     */
    public static HttpResponse of(HttpStatus status, String contentType, byte[] body) {
        if (status.code() < 200 || status.code() == 204 || status.code() == 304) {
            throw new IllegalArgumentException("an answer " + status + " has no body");
        }
        return new HttpResponse(status, field("Content-Type", contentType), body);
    }

    /** Plain text in UTF-8. */
    public static HttpResponse text(HttpStatus status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says what it is and no more. */
    static HttpResponse bare(HttpStatus status) {
        return text(status, status + "\n");
    }

    static HttpResponse methodNotAllowed() {
        HttpStatus status = HttpStatus.METHOD_NOT_ALLOWED;
        byte[] body = (status + "\n").getBytes(StandardCharsets.US_ASCII);
        return new HttpResponse(
                status, field("Allow", "GET, HEAD") + field("Content-Type", "text/plain"), body);
    }

    public HttpStatus status() {
        return status;
    }

    /** Status line and fields, without the empty line. Not to be changed. */
    byte[] head() {
        return head;
    }

    /** Shared: read it by index, or through a duplicate. */
    ByteBuffer body() {
        return body;
    }

    private static String field(String name, String value) {
        if (!Characters.isFieldValue(value)) {
            throw new IllegalArgumentException(
                    "the value of " + name + " has a character that fields cannot have");
        }
        return name + ": " + value + "\r\n";
    }
}
