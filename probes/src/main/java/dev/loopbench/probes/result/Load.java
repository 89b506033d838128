package dev.loopbench.probes.result;

import org.jspecify.annotations.Nullable;

/**
 * When operations start, as a report tells it: the loop's own model may change, and an old report
 * is read all the same. Immutable.
 */
public sealed interface Load extends Worded {

    /** All at once. */
    record Burst(long jobs) implements Load {

        @Override
        public String word() {
            return "burst";
        }
    }

    /**
     * Always so many in flight: each end starts the next.
     *
     * @param durationNanos null where it lasted as long as the others
     */
    record Closed(int concurrency, @Nullable Long durationNanos) implements Load {

        @Override
        public String word() {
            return "closed";
        }
    }

    /** At a rate of its own, whether or not earlier ones have ended. */
    record Open(double perSecond, long durationNanos, Arrivals arrivals) implements Load {

        @Override
        public String word() {
            return "open";
        }
    }

    /** Whoever came. */
    record External() implements Load {

        @Override
        public String word() {
            return "external";
        }
    }

    /** Of a later version, or without the figures that its model goes by. */
    record Unknown() implements Load {

        @Override
        public String word() {
            return "unknown";
        }
    }

    /** How the gaps between the intended starts of an open load were drawn. */
    enum Arrivals implements Worded {
        CONSTANT("constant"),
        /** Exponential gaps: independent users. */
        POISSON("poisson"),
        /** In a report of a later version, in a word that this one does not know. */
        UNKNOWN("unknown");

        private final String word;

        Arrivals(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
