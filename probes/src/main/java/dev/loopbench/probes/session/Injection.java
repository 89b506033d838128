package dev.loopbench.probes.session;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Delays of known sizes that a run is made slower by, so that one sees whether a comparison finds
 * them. Immutable.
 *
 * @param serviceShare of each pool job's time on its worker
 * @param callbackNanos for each callback of a pool job
 * @param pollNanos for each poll
 * @param shown by what each place is delayed, in the user's words, for the report
 */
public record Injection(
        double serviceShare, long callbackNanos, long pollNanos, SortedMap<String, String> shown) {

    public Injection {
        shown = Collections.unmodifiableSortedMap(new TreeMap<>(shown));
    }
}
