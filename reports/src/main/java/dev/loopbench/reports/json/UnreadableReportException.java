package dev.loopbench.reports.json;

import java.io.Serial;

/** A document is not a report this version can read; the message is one sentence that says why. */
public final class UnreadableReportException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public UnreadableReportException(String message) {
        super(message);
    }

    public UnreadableReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
