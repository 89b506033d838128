package dev.loopbench.loopcore.http;

/**
 * A status with its words (RFC 9110 section 15). Immutable.
 *
 * @param code 100 to 599
 */
public record HttpStatus(int code, String reason) {

    public static final HttpStatus CONTINUE = new HttpStatus(100, "Continue");
    public static final HttpStatus OK = new HttpStatus(200, "OK");
    public static final HttpStatus BAD_REQUEST = new HttpStatus(400, "Bad Request");
    public static final HttpStatus NOT_FOUND = new HttpStatus(404, "Not Found");
    public static final HttpStatus METHOD_NOT_ALLOWED = new HttpStatus(405, "Method Not Allowed");
    public static final HttpStatus REQUEST_TIMEOUT = new HttpStatus(408, "Request Timeout");
    public static final HttpStatus CONTENT_TOO_LARGE = new HttpStatus(413, "Content Too Large");
    public static final HttpStatus URI_TOO_LONG = new HttpStatus(414, "URI Too Long");
    public static final HttpStatus EXPECTATION_FAILED = new HttpStatus(417, "Expectation Failed");
    public static final HttpStatus FIELDS_TOO_LARGE =
            new HttpStatus(431, "Request Header Fields Too Large");
    public static final HttpStatus SERVER_ERROR = new HttpStatus(500, "Internal Server Error");
    public static final HttpStatus NOT_IMPLEMENTED = new HttpStatus(501, "Not Implemented");
    public static final HttpStatus VERSION_NOT_SUPPORTED =
            new HttpStatus(505, "HTTP Version Not Supported");

    public HttpStatus {
        if (code < 100 || code > 599) {
            throw new IllegalArgumentException("a status is 100 to 599, not " + code);
        }
        if (!Characters.isFieldValue(reason)) {
            throw new IllegalArgumentException(
                    "the reason of " + code + " has a character that a status line cannot have");
        }
    }

    /** As a status line has it: {@code 404 Not Found}. */
    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " " + reason;
    }
}
