package dev.loopbench.reports.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules under which viewers show every event of a trace. */
final class TraceCheck {

    private static final Set<String> KINDS = Set.of("M", "X", "b", "e", "C", "s", "t", "f");

    private record Slice(BigDecimal from, BigDecimal to) {}

    private final String where;
    private final JsonNode document;
    private final List<JsonNode> events = new ArrayList<>();
    private final Map<Long, List<Slice>> slices = new HashMap<>();

    private TraceCheck(String where, String text) {
        this.where = where;
        document =
                JsonMapper.builder()
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build()
                        .readTree(text);
        document.get("traceEvents").forEach(events::add);
    }

    static void check(String where, String text) {
        TraceCheck check = new TraceCheck(where, text);
        check.unitStandsFirst();
        check.eventsAreKnownAndInOrder();
        check.slicesNestOrAreApart();
        check.waitsArePaired();
        check.flowsAreBound();
        check.countersMoveOn();
        check.lanesHaveNames();
    }

    private void unitStandsFirst() {
        assertThat(document.propertyNames().iterator().next())
                .as(where)
                .isEqualTo("displayTimeUnit");
    }

    private void eventsAreKnownAndInOrder() {
        BigDecimal last = BigDecimal.ZERO;
        boolean metadataOver = false;
        assertThat(events).as(where).hasSizeLessThan(120_000);
        for (JsonNode event : events) {
            String kind = event.get("ph").asString();
            assertThat(KINDS).as(where).contains(kind);
            metadataOver |= !kind.equals("M");
            assertThat(kind.equals("M") && metadataOver).as("%s: names first", where).isFalse();
            BigDecimal at = event.get("ts").decimalValue();
            assertThat(at).as("%s: %s", where, event).isGreaterThanOrEqualTo(last);
            assertThat(at.scale()).as("%s: %s", where, event).isEqualTo(3);
            last = at;
        }
    }

    private void slicesNestOrAreApart() {
        Map<Long, Deque<BigDecimal>> ends = new HashMap<>();
        for (JsonNode event : ofKind("X")) {
            BigDecimal from = event.get("ts").decimalValue();
            BigDecimal to = from.add(event.get("dur").decimalValue());
            long tid = event.get("tid").asLong();
            Deque<BigDecimal> open = ends.computeIfAbsent(tid, t -> new ArrayDeque<>());
            while (!open.isEmpty() && open.peek().compareTo(from) <= 0) {
                open.pop();
            }
            assertThat(to).as("%s: %s", where, event).isGreaterThan(from);
            if (!open.isEmpty()) {
                assertThat(to).as("%s: %s", where, event).isLessThanOrEqualTo(open.peek());
                assertThat(tid).as("%s: only the loop's slices nest", where).isEqualTo(Tracks.LOOP);
            }
            open.push(to);
            slices.computeIfAbsent(tid, t -> new ArrayList<>()).add(new Slice(from, to));
        }
    }

    private void waitsArePaired() {
        Map<String, BigDecimal> open = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode event : events) {
            String kind = event.get("ph").asString();
            String key = event.get("cat").asString() + event.path("id") + event.get("name");
            if (kind.equals("b")) {
                assertThat(seen.add(key)).as("%s: %s twice", where, key).isTrue();
                open.put(key, event.get("ts").decimalValue());
            } else if (kind.equals("e")) {
                assertThat(open).as("%s: %s", where, key).containsKey(key);
                assertThat(event.get("ts").decimalValue())
                        .as("%s: %s", where, key)
                        .isGreaterThan(open.remove(key));
            }
        }
        assertThat(open).as(where).isEmpty();
    }

    private void flowsAreBound() {
        Map<String, StringBuilder> flows = new HashMap<>();
        for (JsonNode event : events) {
            String kind = event.get("ph").asString();
            if (!Set.of("s", "t", "f").contains(kind)) {
                continue;
            }
            flows.computeIfAbsent(event.get("id").asString(), id -> new StringBuilder())
                    .append(kind);
            BigDecimal at = event.get("ts").decimalValue();
            assertThat(slices.getOrDefault(event.get("tid").asLong(), List.of()))
                    .as("%s: %s", where, event)
                    .anyMatch(s -> s.from.compareTo(at) <= 0 && s.to.compareTo(at) > 0);
            assertThat(event.path("bp").asString(""))
                    .as("%s: %s", where, event)
                    .isEqualTo(kind.equals("f") ? "e" : "");
        }
        assertThat(flows.values())
                .as(where)
                .allMatch(flow -> Set.of("sf", "stf").contains(flow.toString()));
    }

    private void countersMoveOn() {
        Map<String, BigDecimal> last = new HashMap<>();
        for (JsonNode event : ofKind("C")) {
            BigDecimal at = event.get("ts").decimalValue();
            BigDecimal before = last.put(event.get("name").asString(), at);
            assertThat(before == null || before.compareTo(at) < 0)
                    .as("%s: %s", where, event)
                    .isTrue();
            event.get("args").forEach(value -> assertThat(value.isNumber()).as(where).isTrue());
        }
    }

    private void lanesHaveNames() {
        Set<Long> named = new HashSet<>();
        for (JsonNode event : ofKind("M")) {
            if (event.get("name").asString().equals("thread_name")) {
                named.add(event.get("tid").asLong());
            }
        }
        assertThat(named).as(where).containsAll(slices.keySet());
    }

    private List<JsonNode> ofKind(String kind) {
        return events.stream().filter(event -> event.get("ph").asString().equals(kind)).toList();
    }
}
