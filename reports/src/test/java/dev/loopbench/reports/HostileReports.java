package dev.loopbench.reports;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.JsonReportWriter;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reports whose every text tries to be something else, or whose times make no sense. */
public final class HostileReports {

    /** Takes over the window it runs in. */
    public static final String MARKUP = "<script>window.pwned=1</script>";

    private static final String[] TEXTS = {
        MARKUP,
        "</script>" + MARKUP,
        "<!--<script>",
        "\"><img src=x onerror=window.pwned=1>",
        "' onmouseover='window.pwned=1",
        "\\u003cb> \\\\u003c",
        "javascript:window.pwned=1",
        "{{report}} ${1} $& \u2028\u2029\u0000\u001b[31m\u202egnol",
        "__proto__",
        "x".repeat(10_000)
    };

    private static final Set<String> KEPT =
            Set.of("schema", "started", "ending", "encoded", "unit");

    private final JsonMapper mapper = JsonMapper.shared();
    private int next;

    private final @Nullable Long time;

    private HostileReports(@Nullable Long time) {
        this.time = time;
    }

    /** {@code report} with its texts replaced; its numbers and its shape stay. */
    public static Report of(Report report) {
        return new HostileReports(null).replaced(report);
    }

    /** {@code report} with every instant, every duration and every level of a series the same. */
    public static Report withTimes(Report report, long time) {
        return new HostileReports(time).replaced(report);
    }

    private Report replaced(Report report) {
        try {
            StringBuilder json = new StringBuilder();
            new JsonReportWriter().write(report, json);
            JsonNode document = replaced("", mapper.readTree(json.toString()));
            return new JsonReportReader().read(new StringReader(document.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableReportException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode replaced(String key, JsonNode node) {
        if (time != null) {
            boolean isTime = node.isNumber() && (key.endsWith("Nanos") || key.endsWith("Series"));
            return isTime ? LongNode.valueOf(time) : descended(key, node);
        }
        if (node.isString()) {
            return KEPT.contains(key) ? node : StringNode.valueOf(TEXTS[next++ % TEXTS.length]);
        }
        return descended(key, node);
    }

    private JsonNode descended(String key, JsonNode node) {
        if (node.isArray()) {
            ArrayNode array = mapper.createArrayNode();
            node.forEach(element -> array.add(replaced(key, element)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = mapper.createObjectNode();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                object.set(entry.getKey(), replaced(entry.getKey(), entry.getValue()));
            }
            return object;
        }
        return node;
    }
}
