package dev.loopbench.probes.inspector;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a process traced in one window. Immutable.
 *
 * <p>Both instants are of our clock and lie inside of what was traced; on Linux that is the clock
 * of the events' {@code ts} (in microseconds there) and of {@code process.hrtime}. What the pool
 * did while the window was written out is lost: each window stands alone.
 */
public final class TraceWindow {

    /** How each event's phase is written. */
    private static final String PHASE = "\"ph\":\"";

    /** That of the beginning of a job on its worker. */
    private static final String BEGIN = PHASE + "B\"";

    private final long fromNanos;
    private final long toNanos;
    private final List<String> messages;
    private final Inspector inspector;
    private final long eventCount;

    /**
     * @param messages whole, as they came
     * @param inspector who sent them, and parses them
     */
    TraceWindow(long fromNanos, long toNanos, List<String> messages, Inspector inspector) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.messages = List.copyOf(messages);
        this.inspector = inspector;
        this.eventCount = occurrences(PHASE);
    }

    /** What of it lies between two instants; the events are all there. */
    public TraceWindow within(long beginNanos, long endNanos) {
        return new TraceWindow(
                Math.max(fromNanos, beginNanos), Math.min(toNanos, endNanos), messages, inspector);
    }

    public long fromNanos() {
        return fromNanos;
    }

    public long toNanos() {
        return toNanos;
    }

    /** How many events there are, those that name threads included; counted without parsing. */
    public long eventCount() {
        return eventCount;
    }

    /** How many jobs began on a worker; counted without parsing. */
    long jobCount() {
        return occurrences(BEGIN);
    }

    /**
     * The events as Node wrote them, in its order, which is not that of time; parsed at each call,
     * after the session's end as well.
     *
     * @throws InspectorException if they are not events
     */
    public List<JsonNode> events() throws InspectorException {
        List<JsonNode> events = new ArrayList<>();
        for (String message : messages) {
            inspector.parse(message).path("params").path("value").forEach(events::add);
        }
        return events;
    }

    private long occurrences(String text) {
        long count = 0;
        for (String message : messages) {
            for (int at = message.indexOf(text); at >= 0; ) {
                count++;
                at = message.indexOf(text, at + text.length());
            }
        }
        return count;
    }
}
