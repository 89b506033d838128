package dev.loopbench.loopcore.http;

/** How far a part of a message has been read. */
enum ParseProgress {
    /** All bytes are used up and the part is not complete. */
    MORE,
    /** A field line is complete; others or the end of the section follow. */
    FIELD,
    DONE,
    INVALID,
    TOO_LARGE
}
