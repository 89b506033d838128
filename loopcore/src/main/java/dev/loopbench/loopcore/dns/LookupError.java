package dev.loopbench.loopcore.dns;

import java.net.UnknownHostException;
import java.util.Locale;

/** Why a name lookup failed, in the words of {@code getaddrinfo}. Immutable. */
public enum LookupError {
    /** There is no such name. */
    EAI_NONAME,
    /** No name server answered; it may later. */
    EAI_AGAIN,
    /** The service is not a port number: the platform looks no services up. */
    EAI_SERVICE,
    /** Cancelled before it ran (rule P13). */
    EAI_CANCELED,
    /** Anything else. */
    EAI_FAIL;

    /** The platform tells its failures apart in words only. */
    static LookupError of(Throwable failure) {
        if (!(failure instanceof UnknownHostException)) {
            return EAI_FAIL;
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("temporary failure") ? EAI_AGAIN : EAI_NONAME;
    }
}
