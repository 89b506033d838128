package dev.loopbench.reports.json;

import dev.loopbench.probes.result.Report;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the native report back.
 *
 * <p>Immutable. Keys it does not know are skipped, a missing optional one is null, so reports of
 * every 1.x can be read; a higher major version cannot, and says so.
 */
public final class JsonReportReader {

    private static final int MAJOR = 1;
    private static final Pattern SCHEMA =
            Pattern.compile("loopbench\\.report/(\\d{1,4})(\\.\\d+)*");

    private final JsonMapper mapper = ReportMapper.create();

    /**
     * Reads to the end of {@code in}; does not close it.
     *
     * @throws UnreadableReportException if it is no report, or not one of version 1
     */
    public Report read(Reader in) throws IOException, UnreadableReportException {
        StringWriter text = new StringWriter();
        in.transferTo(text);
        return read(text.toString());
    }

    private Report read(String json) throws UnreadableReportException {
        try {
            refuseOtherSchemas(mapper.readTree(json));
        } catch (JacksonException e) {
            throw new UnreadableReportException("not JSON" + where(e) + ": " + problem(e), e);
        }
        try {
            return mapper.readValue(json, Report.class);
        } catch (JacksonException e) {
            throw new UnreadableReportException(misfit(e), e);
        }
    }

    private static void refuseOtherSchemas(JsonNode document) throws UnreadableReportException {
        JsonNode schema = document.path("schema");
        Matcher name = SCHEMA.matcher(schema.isString() ? schema.stringValue() : "");
        if (!name.matches()) {
            throw new UnreadableReportException(
                    "not a loopbench report: its \"schema\" is not \"" + Report.SCHEMA + "\"");
        }
        int major = Integer.parseInt(name.group(1));
        if (major != MAJOR) {
            throw new UnreadableReportException(
                    "a report of version "
                            + major
                            + ", and this loopbench reads version "
                            + MAJOR
                            + (major > MAJOR ? ": a newer loopbench can read it" : ""));
        }
    }

    private static String misfit(JacksonException failure) {
        String path = JsonPath.of(failure);
        String what = path.isEmpty() ? "the document" : '"' + path + '"';
        return what + where(failure) + " is " + expected(failure);
    }

    private static String expected(JacksonException failure) {
        if (problem(failure).startsWith("Missing required")) {
            return "missing";
        }
        if (failure instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null) {
            return "not " + nameOf(mismatch.getTargetType());
        }
        return "not what a report holds there: " + problem(failure);
    }

    private static String nameOf(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number";
        }
        if (type == String.class) {
            return "text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "as expected";
    }

    private static String where(JacksonException failure) {
        TokenStreamLocation at = failure.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The first line only: the others are about the parser's own settings. */
    private static String problem(JacksonException failure) {
        String message = failure.getOriginalMessage();
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
