package dev.loopbench.reports.trace;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * One event of a trace. Immutable.
 *
 * @param durationNanos of a slice, null for anything else
 * @param tid the track
 * @param id pairs the events of one wait or one flow; null where there is nothing to pair
 * @param arguments numbers and texts by name, in their order
 */
record TraceEvent(
        Kind kind,
        String category,
        String name,
        long atNanos,
        @Nullable Long durationNanos,
        long tid,
        @Nullable Long id,
        Map<String, Object> arguments) {

    /** All tracks are of this process. */
    static final int PROCESS = 1;

    /** Digits of a nanosecond, in the format's microseconds. */
    private static final int NANO_DIGITS = 3;

    /**
     * In the order in which events of one instant stand: what ends makes room, a slice is there
     * before a flow is bound to it.
     */
    enum Kind {
        METADATA("M"),
        WAIT_END("e"),
        SLICE("X"),
        WAIT_BEGIN("b"),
        COUNTER("C"),
        FLOW_BEGIN("s"),
        FLOW_STEP("t"),
        FLOW_END("f");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    /** Names first, then by time; of slices that begin together the outer one first. */
    static Comparator<TraceEvent> inFileOrder() {
        return Comparator.comparing((TraceEvent event) -> event.kind != Kind.METADATA)
                .thenComparingLong(TraceEvent::atNanos)
                .thenComparing(TraceEvent::kind)
                .thenComparingLong(event -> event.durationNanos == null ? 0 : -event.durationNanos);
    }

    static TraceEvent slice(
            String category, String name, Span span, long tid, Map<String, Object> arguments) {
        return new TraceEvent(
                Kind.SLICE,
                category,
                name,
                span.fromNanos(),
                span.toNanos() - span.fromNanos(),
                tid,
                null,
                arguments);
    }

    static TraceEvent counter(String name, long atNanos, String series, Object value) {
        return new TraceEvent(
                Kind.COUNTER, "counter", name, atNanos, null, 0, null, Map.of(series, value));
    }

    /** Names the process, or a track. */
    static TraceEvent metadata(String what, long tid, String key, Object value) {
        return new TraceEvent(
                Kind.METADATA, "__metadata", what, 0, null, tid, null, Map.of(key, value));
    }

    void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("ph", kind.letter);
        out.writeStringProperty("cat", category);
        out.writeStringProperty("name", name);
        out.writeName("ts");
        out.writeNumber(micros(atNanos));
        if (durationNanos != null) {
            out.writeName("dur");
            out.writeNumber(micros(durationNanos));
        }
        out.writeNumberProperty("pid", PROCESS);
        out.writeNumberProperty("tid", tid);
        if (id != null) {
            out.writeStringProperty("id", "0x" + Long.toHexString(id));
        }
        if (kind == Kind.FLOW_END) {
            // Else it is bound to the next slice to begin, not to the one it ends in.
            out.writeStringProperty("bp", "e");
        }
        if (!arguments.isEmpty()) {
            out.writeObjectPropertyStart("args");
            arguments.forEach((key, value) -> write(out, key, value));
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, String key, Object value) {
        if (value instanceof Long number) {
            out.writeNumberProperty(key, number);
        } else if (value instanceof Double number) {
            out.writeNumberProperty(key, number);
        } else {
            out.writeStringProperty(key, value.toString());
        }
    }

    /** Exact: no floating point has it in hand. */
    private static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DIGITS);
    }
}
