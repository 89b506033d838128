package dev.loopbench.loopcore.http;

/**
 * How much of a request a server reads before it refuses it. Immutable.
 *
 * @param headBytes request line and header fields together: 431 above
 * @param targetBytes method and target together: 414 above
 * @param bodyBytes of the body, which nobody needs: 413 above
 */
public record HttpLimits(int headBytes, int targetBytes, long bodyBytes) {

    /** Node's limit of a head; a target as RFC 9112 section 3 wants it supported at least. */
    public static final HttpLimits DEFAULT = new HttpLimits(16 * 1024, 8 * 1024, 1024 * 1024);

    public HttpLimits {
        if (headBytes < 1 || targetBytes < 1 || bodyBytes < 0) {
            throw new IllegalArgumentException(
                    "limits of a request are positive: head "
                            + headBytes
                            + ", target "
                            + targetBytes
                            + ", body "
                            + bodyBytes);
        }
    }
}
