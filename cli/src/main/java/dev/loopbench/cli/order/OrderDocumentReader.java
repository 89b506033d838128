package dev.loopbench.cli.order;

import dev.loopbench.loopcore.order.OrderProgram;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JSON document of one order program or a list of them. Stateless.
 *
 * <p>What is not one is refused with a sentence that names the place inside the document.
 */
public final class OrderDocumentReader {

    private OrderDocumentReader() {}

    /**
     * @param name of the document: for messages, and for a program that has no name
     */
    public static OrderDocument read(String name, InputStream in)
            throws UnreadableProgramException {
        try {
            return document(name, parse(in));
        } catch (UnreadableProgramException fault) {
            throw new UnreadableProgramException(name + ": " + fault.getMessage());
        }
    }

    private static OrderDocument document(String name, JsonNode root)
            throws UnreadableProgramException {
        if (!root.isArray()) {
            return new OrderDocument(List.of(ProgramReader.program(root, Place.ROOT, name)), false);
        }
        if (root.isEmpty()) {
            throw Place.ROOT.fault("the list holds no program");
        }
        List<OrderProgram> programs = new ArrayList<>();
        for (int i = 0; i < root.size(); i++) {
            Place place = Place.ROOT.item(i);
            programs.add(ProgramReader.program(root.get(i), place, name + place.path()));
        }
        return new OrderDocument(programs, true);
    }

    private static JsonNode parse(InputStream in) throws UnreadableProgramException {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
        try (JsonParser parser = mapper.createParser(in)) {
            return parse(mapper, parser);
        }
    }

    private static JsonNode parse(JsonMapper mapper, JsonParser parser)
            throws UnreadableProgramException {
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
            throw Place.of(parser.streamReadContext()).fault(StepReader.TOO_DEEP);
        } catch (JacksonException broken) {
            if (over) {
                throw trailing(broken.getLocation());
            }
            throw Place.of(parser.streamReadContext())
                    .fault(
                            "this is not JSON: "
                                    + broken.getOriginalMessage()
                                    + at(broken.getLocation()));
        }
    }

    private static UnreadableProgramException trailing(TokenStreamLocation location) {
        return Place.ROOT.fault("something follows the end of the document" + at(location));
    }

    private static String at(TokenStreamLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
