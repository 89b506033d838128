package dev.loopbench.reports.json;

import java.io.IOException;
import java.io.Reader;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a native document back.
 *
 * <p>Immutable. Keys it does not know are skipped, a missing optional one is null, so documents of
 * every 1.x can be read; a higher major version cannot, and says so. What is read holds to the
 * limits of the schema; a document that would take more memory than one of loopbench can is
 * refused.
 */
public final class BoundedReader<T> {

    private static final int MAJOR = 1;

    /** Several times the longest report there is: ten thousand jobs and as many sockets. */
    private static final int LENGTH_MAX = 32_000_000;

    /** Likewise: what is read takes a hundred bytes for each of them. */
    private static final int TOKENS_MAX = 1_000_000;

    private static final int PIECE_LENGTH = 8_192;

    private final Class<T> type;
    private final String noun;
    private final Pattern schemaName;
    private final JsonMapper mapper;
    private final SchemaLimits limits;

    /**
     * @param noun what people call the document, and its schema: {@code report}
     */
    public BoundedReader(Class<T> type, String noun, JsonMapper mapper) {
        this.type = type;
        this.noun = noun;
        this.mapper = mapper;
        schemaName = Pattern.compile("loopbench\\." + noun + "/(\\d{1,4})(\\.\\d+)*");
        limits = SchemaLimits.of(noun);
    }

    /**
     * Reads to the end of {@code in}; does not close it.
     *
     * @throws UnreadableReportException if it is no such document, or not one of version 1
     */
    public T read(Reader in) throws IOException, UnreadableReportException {
        String json = text(in);
        refuseOtherSchemas(json);
        T document;
        try {
            document = mapper.readValue(json, type);
        } catch (JacksonException e) {
            throw new UnreadableReportException(misfit(e), e);
        }
        limits.check(document);
        return document;
    }

    private String text(Reader in) throws IOException, UnreadableReportException {
        StringBuilder text = new StringBuilder();
        char[] piece = new char[PIECE_LENGTH];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            text.append(piece, 0, read);
            if (text.length() > LENGTH_MAX) {
                throw new UnreadableReportException(
                        "longer than "
                                + LENGTH_MAX
                                + " characters, which no "
                                + noun
                                + " of loopbench is");
            }
        }
        return text.toString();
    }

    private void refuseOtherSchemas(String json) throws UnreadableReportException {
        Matcher name;
        try {
            name = schemaName.matcher(schema(json));
        } catch (JacksonException e) {
            throw new UnreadableReportException(
                    "not JSON" + where(e) + ": " + JsonFault.words(e, json), e);
        }
        if (!name.matches()) {
            throw new UnreadableReportException(
                    "not a loopbench "
                            + noun
                            + ": its \"schema\" is not \"loopbench."
                            + noun
                            + "/"
                            + MAJOR
                            + "\"");
        }
        int major = Integer.parseInt(name.group(1));
        if (major != MAJOR) {
            throw new UnreadableReportException(
                    "a "
                            + noun
                            + " of version "
                            + major
                            + ", and this loopbench reads version "
                            + MAJOR
                            + (major > MAJOR ? ": a newer loopbench can read it" : ""));
        }
    }

    /** What the document says it is, empty if nothing; reads all of it and keeps no more. */
    private String schema(String json) throws UnreadableReportException {
        String schema = "";
        try (JsonParser parser = mapper.createParser(json)) {
            int depth = 0;
            int tokens = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (++tokens > TOKENS_MAX) {
                    throw new UnreadableReportException(
                            "of more than "
                                    + TOKENS_MAX
                                    + " keys and values, which no "
                                    + noun
                                    + " of loopbench has");
                }
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (depth == 1
                        && token == JsonToken.VALUE_STRING
                        && "schema".equals(parser.currentName())) {
                    schema = parser.getString();
                }
            }
        }
        return schema;
    }

    private String misfit(JacksonException failure) {
        String path = JsonPath.of(failure);
        String what = path.isEmpty() ? "the document" : '"' + path + '"';
        return what + where(failure) + " is " + expected(failure);
    }

    private String expected(JacksonException failure) {
        if (problem(failure).startsWith("Missing required")) {
            return "missing";
        }
        if (failure instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null) {
            return mismatch.getTargetType().isEnum() && !(failure instanceof InvalidNullException)
                    ? problem(failure)
                    : "not " + nameOf(mismatch.getTargetType());
        }
        if (failure instanceof InputCoercionException) {
            return "a number too large";
        }
        Throwable refusal = failure.getCause(); // a record's own, which has words for it
        return "not what a "
                + noun
                + " holds there"
                + (failure instanceof ValueInstantiationException && refusal != null
                        ? ": " + refusal.getMessage()
                        : "");
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
        if (type == String.class || type.isEnum()) {
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

    /** The first line only: what our own readers of values say, and how a missing one is told. */
    private static String problem(JacksonException failure) {
        String message = failure.getOriginalMessage();
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
