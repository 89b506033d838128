package dev.loopbench.probes.host;

import dev.loopbench.probes.result.Timeline;
import java.util.List;
import java.util.SortedMap;

/**
 * What came between the run and its work, in its course. Immutable.
 *
 * @param pausesDropped pauses that are not listed
 * @param unavailable reasons by the component of {@link Timeline}
 */
public record Disturbances(
        List<Timeline.Pause> pauses,
        long pausesDropped,
        List<Timeline.HostSample> samples,
        SortedMap<String, String> unavailable) {}
