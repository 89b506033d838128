package dev.loopbench.loopcore.http;

import org.jspecify.annotations.Nullable;

/** What the fields of a request ask for. Confined to one parser. */
final class RequestFields {

    private final Framing framing = new Framing();
    private int hosts;
    private boolean hostInvalid;
    private boolean waits;
    private boolean expectsOther;

    void start() {
        framing.start();
        hosts = 0;
        hostInvalid = false;
        waits = false;
        expectsOther = false;
    }

    void field(Text name, Text value) {
        framing.field(name, value);
        if (name.is("host")) {
            hosts++;
            hostInvalid |= !isHost(value);
        } else if (name.is("expect")) {
            waits = value.is("100-continue");
            expectsOther |= !waits;
        }
    }

    Framing framing() {
        return framing;
    }

    /** Whether the client may wait with its body; HTTP/1.0 knew no such thing. */
    boolean expectsContinue(int minorVersion) {
        return waits && minorVersion > 0;
    }

    /** Why such a request is refused; null if it is not. */
    @Nullable HttpStatus objection(int minorVersion) {
        if (hostInvalid || hosts > 1 || (hosts == 0 && minorVersion > 0)) {
            return HttpStatus.BAD_REQUEST;
        }
        if (framing.isAmbiguous(minorVersion)) {
            return HttpStatus.BAD_REQUEST;
        }
        if (framing.isCodedOtherwise()) {
            return framing.isChunkedLast() ? HttpStatus.NOT_IMPLEMENTED : HttpStatus.BAD_REQUEST;
        }
        return expectsOther && minorVersion > 0 ? HttpStatus.EXPECTATION_FAILED : null;
    }

    private static boolean isHost(Text value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Characters.isHost(value.at(i))) {
                return false;
            }
        }
        return true;
    }
}
