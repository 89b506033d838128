package dev.loopbench.probes.session;

import dev.loopbench.probes.server.ServiceProbe;
import org.jspecify.annotations.Nullable;

/**
 * Told how far a session has come. Called on a thread of its own at most four times a second, never
 * on the loop thread.
 */
public interface SessionListener {

    /** Hears nothing. */
    SessionListener NONE = snapshot -> {};

    /** What the session is doing. */
    enum Stage {
        PREPARING,
        WARMING_UP,
        MEASURING,
        /** The load is over, and what is in flight ends. */
        DRAINING
    }

    /**
     * How far it is. Immutable.
     *
     * @param elapsedNanos since the stage began
     * @param end when the stage is over; null where nobody knows
     */
    record Snapshot(Stage stage, long elapsedNanos, @Nullable End end, Tally tally) {}

    /** When a stage is over. */
    sealed interface End {

        /** What has gone by of it, 0 to 1. */
        double share(Tally tally);
    }

    /**
     * Once so many operations have ended.
     *
     * @param leftNanos how long the rest takes about; null where nobody knows
     */
    record AfterOperations(long all, @Nullable Long leftNanos) implements End {

        @Override
        public double share(Tally tally) {
            return all == 0 ? 1 : Math.min(1, (double) tally.ended() / all);
        }
    }

    /** Once a time is over. */
    record AfterTime(long passedNanos, long allNanos) implements End {

        @Override
        public double share(Tally tally) {
            return allNanos == 0 ? 1 : Math.min(1, (double) passedNanos / allNanos);
        }
    }

    /**
     * What has become of the operations of a stage.
     *
     * @param ended in any way
     * @param errors of them, those that failed or had a wrong result
     * @param perSecond over the last second or so; null before it has passed
     * @param p99Nanos of the responses; null for too few, and where they are not measured
     */
    record Tally(long ended, long errors, @Nullable Double perSecond, @Nullable Long p99Nanos) {}

    void progress(Snapshot snapshot);

    /**
     * Instead of {@link #progress}, while a server on the loop is measured.
     *
     * @param snapshot its requests
     * @param pulse its connections and answers
     */
    default void serving(Snapshot snapshot, ServiceProbe.Pulse pulse) {
        progress(snapshot);
    }
}
