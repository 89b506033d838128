package dev.loopbench.loopcore.http;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request line: method, target and version, one space between them (RFC 9112 section 3).
 * Empty lines before it are skipped, as that section asks. A line equal to the one before gives the
 * same {@link HttpRequest}, so that a client that asks for one thing costs no memory.
 *
 * <p>Confined to one parser.
 */
final class RequestLine {

    private enum State {
        START,
        START_LF,
        METHOD,
        TARGET,
        VERSION,
        END_LF
    }

    /** A digit stands for any. */
    private static final String VERSION = "HTTP/0.0";

    private final int maxBytes;
    private final Text text = new Text();
    private State state = State.START;
    private int readBytes;
    private int methodEnd;
    private int targetEnd;
    private int majorVersion;
    private int minorVersion;
    private byte[] lastLine = {};
    private @Nullable HttpRequest request;

    /**
     * @param maxBytes of method and target together
     */
    RequestLine(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void start() {
        text.clear();
        state = State.START;
        readBytes = 0;
    }

    /** Since {@link #start}. */
    int readBytes() {
        return readBytes;
    }

    /** Of the line just read; null if its target is of no known form. */
    @Nullable HttpRequest request() {
        return request;
    }

    int majorVersion() {
        return majorVersion;
    }

    int minorVersion() {
        return minorVersion;
    }

    ParseProgress parse(ByteBuffer data) {
        while (data.hasRemaining()) {
            readBytes++;
            ParseProgress progress = accept(data.get() & 0xFF);
            if (progress != ParseProgress.MORE) {
                return progress;
            }
        }
        return ParseProgress.MORE;
    }

    private ParseProgress accept(int octet) {
        return switch (state) {
            case START -> begin(octet);
            case START_LF -> {
                state = State.START;
                // What sends nothing but empty lines is no client.
                yield octet == Characters.LF && readBytes < maxBytes
                        ? ParseProgress.MORE
                        : ParseProgress.INVALID;
            }
            case METHOD -> method(octet);
            case TARGET -> target(octet);
            case VERSION -> version(octet);
            case END_LF -> end(octet);
        };
    }

    private ParseProgress begin(int octet) {
        if (octet == Characters.CR) {
            state = State.START_LF;
            return ParseProgress.MORE;
        }
        state = State.METHOD;
        return octet == Characters.SP ? ParseProgress.INVALID : method(octet);
    }

    private ParseProgress method(int octet) {
        if (octet == Characters.SP) {
            methodEnd = text.length();
            state = State.TARGET;
        } else if (!Characters.isToken(octet)) {
            return ParseProgress.INVALID;
        }
        return add(octet);
    }

    private ParseProgress target(int octet) {
        if (octet == Characters.SP && text.length() > methodEnd + 1) {
            targetEnd = text.length();
            state = State.VERSION;
        } else if (!Characters.isTarget(octet)) {
            return ParseProgress.INVALID;
        }
        return add(octet);
    }

    private ParseProgress add(int octet) {
        text.add(octet);
        return text.length() <= maxBytes ? ParseProgress.MORE : ParseProgress.TOO_LARGE;
    }

    private ParseProgress version(int octet) {
        int index = text.length() - targetEnd - 1;
        if (index == VERSION.length()) {
            state = State.END_LF;
            return octet == Characters.CR ? ParseProgress.MORE : ParseProgress.INVALID;
        }
        int expected = VERSION.charAt(index);
        if (expected == '0' ? !Characters.isDigit(octet) : octet != expected) {
            return ParseProgress.INVALID;
        }
        text.add(octet);
        return ParseProgress.MORE;
    }

    private ParseProgress end(int octet) {
        if (octet != Characters.LF) {
            return ParseProgress.INVALID;
        }
        majorVersion = text.at(targetEnd + 1 + VERSION.indexOf('0')) - '0';
        minorVersion = text.at(targetEnd + 1 + VERSION.lastIndexOf('0')) - '0';
        if (!text.contentEquals(lastLine)) {
            lastLine = text.copy();
            request = read();
        }
        return ParseProgress.DONE;
    }

    private @Nullable HttpRequest read() {
        String method = text.substring(0, methodEnd);
        String target = text.substring(methodEnd + 1, targetEnd);
        String path = path(method, target);
        return path == null ? null : new HttpRequest(method, target, path);
    }

    /** The four forms of a target (RFC 9112 section 3.2). */
    private static @Nullable String path(String method, String target) {
        if (target.startsWith("/")) {
            return withoutQuery(target);
        }
        if (method.equals("CONNECT") || (method.equals("OPTIONS") && target.equals("*"))) {
            return target;
        }
        if (!target.toLowerCase(Locale.ROOT).startsWith("http://")) {
            return null;
        }
        int authority = "http://".length();
        int end = authority;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        if (end == authority) {
            return null;
        }
        String rest = target.substring(end);
        return rest.startsWith("/") ? withoutQuery(rest) : "/";
    }

    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
