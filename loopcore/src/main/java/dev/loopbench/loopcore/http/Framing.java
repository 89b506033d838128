package dev.loopbench.loopcore.http;

/**
 * What the fields of a message say about where it ends and whether the connection goes on (RFC 9112
 * sections 6 and 9). Confined to one parser.
 */
final class Framing {

    /** {@link #lengthBytes} of a message without Content-Length. */
    static final long NO_LENGTH = -1L;

    private long lengthBytes = NO_LENGTH;
    private boolean lengthInvalid;
    private boolean coded;
    private boolean codedOtherwise;
    private boolean chunkedLast;
    private boolean close;
    private boolean keepAlive;

    void start() {
        lengthBytes = NO_LENGTH;
        lengthInvalid = false;
        coded = false;
        codedOtherwise = false;
        chunkedLast = false;
        close = false;
        keepAlive = false;
    }

    void field(Text name, Text value) {
        if (name.is("content-length")) {
            contentLength(value);
        } else if (name.is("transfer-encoding")) {
            codedOtherwise = coded || !value.is("chunked");
            coded = true;
            chunkedLast = value.listEndsWith("chunked");
        } else if (name.is("connection")) {
            close |= value.lists("close");
            keepAlive |= value.lists("keep-alive");
        }
    }

    /** {@link #NO_LENGTH} without; what does not fit is {@link Long#MAX_VALUE}. */
    long lengthBytes() {
        return lengthBytes;
    }

    /**
     * Whether recipients may disagree on where the message ends: a Content-Length that is no
     * number, stands twice or beside a Transfer-Encoding, or a Transfer-Encoding before HTTP/1.1.
     */
    boolean isAmbiguous(int minorVersion) {
        return lengthInvalid || (coded && (lengthBytes != NO_LENGTH || minorVersion == 0));
    }

    /** It is sent in chunks, and in no other coding. */
    boolean isChunked() {
        return coded && !codedOtherwise;
    }

    /** It is in a coding that nobody here understands. */
    boolean isCodedOtherwise() {
        return codedOtherwise;
    }

    /** Whatever the codings are, the outermost one tells where the message ends. */
    boolean isChunkedLast() {
        return chunkedLast;
    }

    /** Whether the connection can be used again after this message. */
    boolean isPersistent(int minorVersion) {
        return !close && (minorVersion > 0 || keepAlive);
    }

    private void contentLength(Text value) {
        lengthInvalid |= lengthBytes != NO_LENGTH || value.length() == 0;
        long parsed = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.at(i) - '0';
            if (digit < 0 || digit > 9) {
                lengthInvalid = true;
                return;
            }
            parsed = parsed > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : parsed * 10 + digit;
        }
        lengthBytes = parsed;
    }
}
