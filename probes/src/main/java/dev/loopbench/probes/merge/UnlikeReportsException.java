package dev.loopbench.probes.merge;

import java.io.Serial;

/** Reports that cannot be added up; the message is one sentence that names the first difference. */
public final class UnlikeReportsException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    public UnlikeReportsException(String message) {
        super(message);
    }
}
