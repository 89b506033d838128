package dev.loopbench.reports.trace;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.ReportWriter;
import dev.loopbench.reports.json.JsonLayout;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a run as a Chrome trace (JSON), which Perfetto and {@code chrome://tracing} open: tracks
 * of the loop and its workers, waits, flows of jobs, counters.
 *
 * <p>Immutable. Times are microseconds with three decimals, exact. The events stand in the order of
 * time, behind the names of the tracks; the format: "Trace Event Format", Google, and Perfetto's
 * guide to its import of it. At most some 10^5 events, since jobs, slices and bins are bounded. A
 * report without a timeline shows its jobs and stalls.
 */
public final class TraceReportWriter implements ReportWriter {

    private final JsonMapper mapper = JsonMapper.shared();

    @Override
    public void write(Report report, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        JsonLayout layout = new JsonLayout(Set.of("otherData"), Set.of("traceEvents"));
        try (JsonGenerator json = mapper.writer().with(layout).createGenerator(text)) {
            json.writeStartObject();
            // Readers take it into account for events that follow only.
            json.writeStringProperty("displayTimeUnit", "ms");
            json.writeArrayPropertyStart("traceEvents");
            events(report).forEach(event -> event.write(json));
            json.writeEndArray();
            json.writeObjectPropertyStart("otherData");
            json.writeStringProperty("tool", report.tool().name() + " " + report.tool().version());
            json.writeStringProperty("run", report.run().id());
            json.writeEndObject();
            json.writeEndObject();
        }
        out.append(text.getBuffer()).append('\n');
    }

    private static List<TraceEvent> events(Report report) {
        List<TraceEvent> events = new ArrayList<>();
        Tracks tracks = new Tracks();
        Track loop = LoopEvents.loop(report, events::add);
        if (report.timeline() != null) {
            LoopEvents.disturbances(report.timeline(), tracks, events::add);
        }
        new JobEvents(report, loop, tracks, events::add).write();
        CounterEvents.write(report, events::add);
        tracks.write("loopbench " + report.config().workload(), events::add);
        events.sort(TraceEvent.inFileOrder());
        return events;
    }
}
