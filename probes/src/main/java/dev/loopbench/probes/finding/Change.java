package dev.loopbench.probes.finding;

/** What shows whether an advice is right: the run once more, with one thing changed. Immutable. */
public sealed interface Change {

    /** The same once more: what is to be different is not part of it. */
    record Again() implements Change {}

    /** A pool of this size; what hung on the size stays as it was. */
    record Threads(int threads) implements Change {}

    /** The same operations as an open load. */
    record Rate(long perSecond) implements Change {}

    /** Room for so many connections that wait to be accepted. */
    record Backlog(long connections) implements Change {}

    /** It does without something. */
    enum Without implements Change {
        /** What holds the loop on purpose. */
        BLOCK,
        /** What runs beside the measured work. */
        BACKGROUND,
        /** That slow I/O may take every thread. */
        SHARED_LANE
    }
}
