package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The golden report of five jobs on four threads, with some of its values exchanged. */
final class GoldenReport {

    private static final Path CLASSIC =
            Path.of("..", "reports", "src", "test", "resources", "golden", "json", "classic.json");

    /** Making one takes longer than reading a report. */
    private static final JsonReportReader READER = new JsonReportReader();

    private final JsonNode root;

    private GoldenReport(JsonNode root) {
        this.root = root;
    }

    static GoldenReport classic() {
        try {
            return new GoldenReport(JsonMapper.shared().readTree(Files.readString(CLASSIC)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fork's report of which one figure matters. */
    static Report withMakespan(double nanos) {
        return classic().with("/repeats/0/makespanNanos", Math.round(nanos)).report();
    }

    /**
     * @param place as a JSON pointer (RFC 6901)
     */
    GoldenReport with(String place, Object value) {
        int last = place.lastIndexOf('/');
        JsonNode owner = root.at(place.substring(0, last));
        ((ObjectNode) owner).putPOJO(place.substring(last + 1), value);
        return this;
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(root);
    }

    Report report() {
        try {
            return READER.read(new StringReader(json()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableReportException e) {
            throw new IllegalStateException(e);
        }
    }
}
