package dev.loopbench.reports.trace;

/** A stretch of time. Immutable. Offsets from the start of the run, at least 0. */
record Span(long fromNanos, long toNanos) {

    /** What lies before the run is cut off; too long a stretch ends with time itself. */
    static Span of(long atNanos, long durationNanos) {
        long from = Math.max(0, atNanos);
        long length = Math.max(0, durationNanos + Math.min(0, atNanos));
        return new Span(from, from + Math.min(length, Long.MAX_VALUE - from));
    }

    static Span between(long fromNanos, long toNanos) {
        long from = Math.max(0, fromNanos);
        return new Span(from, Math.max(from, toNanos));
    }

    boolean isEmpty() {
        return fromNanos == toNanos;
    }

    boolean holds(long instantNanos) {
        return fromNanos <= instantNanos && instantNanos < toNanos;
    }

    Span cutTo(long earliestNanos, long latestNanos) {
        long from = Math.min(Math.max(fromNanos, earliestNanos), latestNanos);
        return new Span(from, Math.max(from, Math.min(toNanos, latestNanos)));
    }
}
