package dev.loopbench.loopcore.http;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many answers came with which status. Confined to one thread; counting allocates nothing. */
public final class StatusCounts {

    /** Three digits, whatever they say: what does not fit is not counted apart. */
    private static final int CODES = 1000;

    private final long[] counts = new long[CODES];

    public void count(int status) {
        if (status > 0 && status < CODES) {
            counts[status]++;
        }
    }

    public void reset() {
        Arrays.fill(counts, 0);
    }

    /** Count by status as reports write it: {@code "200"}; without those that did not come. */
    public SortedMap<String, Long> byStatus() {
        SortedMap<String, Long> seen = new TreeMap<>();
        for (int status = 0; status < CODES; status++) {
            if (counts[status] > 0) {
                seen.put(Integer.toString(status), counts[status]);
            }
        }
        return seen;
    }
}
