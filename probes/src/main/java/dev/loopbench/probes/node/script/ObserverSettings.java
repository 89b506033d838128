package dev.loopbench.probes.node.script;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the observer does in the process. Immutable.
 *
 * @param by who observes: told to whoever comes second
 * @param farewell name of a global function that is to be given the last answer when the program
 *     ends by itself, and is taken from the global object; null if there is none
 * @param closesInspector whether it closes the process's inspector where it takes itself away: it
 *     was opened for whoever asked, and nobody else is left to close it
 * @param hooks whether jobs are seen by hooks of asynchronous resources, which cost each resource
 *     and each callback of the process something
 * @param channels whether Node is asked for the legs of jobs, where it publishes them
 * @param sentinelPeriodNanos how often a tiny job is put into the pool, in whole milliseconds; 0
 *     for none
 * @param silenceNanos how long the loop turns without a question before the observer takes itself
 *     away
 * @param recordsPerSecond above it, jobs are counted in histograms
 * @param promisesPerSecond of a Node that cannot have hooks without those of promises: above it,
 *     hooks are given up; 0 if such a Node is to have none
 */
public record ObserverSettings(
        String by,
        @Nullable String farewell,
        boolean closesInspector,
        boolean hooks,
        boolean channels,
        long sentinelPeriodNanos,
        long silenceNanos,
        long recordsPerSecond,
        long promisesPerSecond) {

    private static final long SENTINEL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A record takes 22 bytes of an answer: with these, each of four a second has 110 KB. */
    private static final long RECORDS_PER_SECOND = 20_000;

    /** A hooked promise costs some 20 ns: of these, a five hundredth of the loop's time. */
    private static final long PROMISES_PER_SECOND = 100_000;

    public ObserverSettings {
        if (sentinelPeriodNanos < 0
                || sentinelPeriodNanos % TimeUnit.MILLISECONDS.toNanos(1) != 0) {
            throw new IllegalArgumentException("not whole milliseconds: " + sentinelPeriodNanos);
        }
        if (silenceNanos <= 0 || recordsPerSecond < 0 || promisesPerSecond < 0) {
            throw new IllegalArgumentException("limits that cannot be");
        }
    }

    /** All there is, within limits that no process feels. */
    public static ObserverSettings by(String name) {
        return new ObserverSettings(
                name,
                null,
                false,
                true,
                true,
                SENTINEL_NANOS,
                SILENCE_NANOS,
                RECORDS_PER_SECOND,
                PROMISES_PER_SECOND);
    }

    public ObserverSettings withFarewell(String function) {
        return new ObserverSettings(
                by,
                function,
                closesInspector,
                hooks,
                channels,
                sentinelPeriodNanos,
                silenceNanos,
                recordsPerSecond,
                promisesPerSecond);
    }

    public ObserverSettings thatClosesInspector(boolean wanted) {
        return new ObserverSettings(
                by,
                farewell,
                wanted,
                hooks,
                channels,
                sentinelPeriodNanos,
                silenceNanos,
                recordsPerSecond,
                promisesPerSecond);
    }

    public ObserverSettings withHooks(boolean wanted) {
        return new ObserverSettings(
                by,
                farewell,
                closesInspector,
                wanted,
                channels,
                sentinelPeriodNanos,
                silenceNanos,
                recordsPerSecond,
                promisesPerSecond);
    }

    public ObserverSettings withSentinelPeriod(long nanos) {
        return new ObserverSettings(
                by,
                farewell,
                closesInspector,
                hooks,
                channels,
                nanos,
                silenceNanos,
                recordsPerSecond,
                promisesPerSecond);
    }

    public ObserverSettings withSilence(long nanos) {
        return new ObserverSettings(
                by,
                farewell,
                closesInspector,
                hooks,
                channels,
                sentinelPeriodNanos,
                nanos,
                recordsPerSecond,
                promisesPerSecond);
    }

    public ObserverSettings withRecordsPerSecond(long limit) {
        return new ObserverSettings(
                by,
                farewell,
                closesInspector,
                hooks,
                channels,
                sentinelPeriodNanos,
                silenceNanos,
                limit,
                promisesPerSecond);
    }

    public ObserverSettings withPromisesPerSecond(long limit) {
        return new ObserverSettings(
                by,
                farewell,
                closesInspector,
                hooks,
                channels,
                sentinelPeriodNanos,
                silenceNanos,
                recordsPerSecond,
                limit);
    }
}
