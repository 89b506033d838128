package dev.loopbench.cli.document;

import dev.loopbench.reports.json.JsonFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON documents strictly: no key twice, nothing after the end. Stateless. */
public final class JsonDocument {

    private JsonDocument() {}

    /**
     * What a document is called that has no name of its own: the last part of its path.
     *
     * @param given as the user named it
     */
    public static String title(String given) {
        return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    }

    /** Makes something out of a document. */
    @FunctionalInterface
    public interface Reading<T> {

        T read(JsonValue root) throws UnreadableDocumentException;
    }

    /**
     * Parses a document and has it read; every fault is a sentence that starts with its name.
     *
     * @param tooDeep what is said of one that nests deeper than the parser follows
     */
    public static <T> T read(String name, InputStream in, String tooDeep, Reading<T> reading)
            throws UnreadableDocumentException {
        try {
            return reading.read(new JsonValue(parse(in, tooDeep), Place.ROOT));
        } catch (UnreadableDocumentException fault) {
            throw new UnreadableDocumentException(name + ": " + fault.getMessage());
        }
    }

    private static JsonNode parse(InputStream in, String tooDeep)
            throws UnreadableDocumentException {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
        byte[] bytes;
        try {
            bytes = in.readAllBytes();
        } catch (IOException unreadable) {
            throw Place.ROOT.fault("it cannot be read: " + unreadable.getMessage());
        }
        try (JsonParser parser = mapper.createParser(bytes)) {
            return parse(mapper, parser, bytes, tooDeep);
        }
    }

    private static JsonNode parse(
            JsonMapper mapper, JsonParser parser, byte[] bytes, String tooDeep)
            throws UnreadableDocumentException {
        boolean over = false;
        try {
            if (parser.nextToken() == null) {
                throw Place.ROOT.fault("the document is empty");
            }
            JsonNode root = mapper.readTree(parser);
            over = true;
            if (parser.nextToken() != null) {
                throw trailing(parser.currentTokenLocation());
            }
            return root;
        } catch (StreamConstraintsException tooMuch) {
            throw Place.of(parser.streamReadContext()).fault(tooDeep);
        } catch (JacksonException broken) {
            if (over) {
                throw trailing(broken.getLocation());
            }
            throw Place.of(parser.streamReadContext())
                    .fault(
                            "this is not JSON: "
                                    + JsonFault.words(
                                            broken, new String(bytes, StandardCharsets.ISO_8859_1))
                                    + at(broken.getLocation()));
        }
    }

    private static UnreadableDocumentException trailing(TokenStreamLocation location) {
        return Place.ROOT.fault("something follows the end of the document" + at(location));
    }

    private static String at(TokenStreamLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
