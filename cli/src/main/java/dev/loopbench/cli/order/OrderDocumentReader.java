package dev.loopbench.cli.order;

import dev.loopbench.cli.document.JsonDocument;
import dev.loopbench.cli.document.Place;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.order.OrderProgram;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

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
            throws UnreadableDocumentException {
        return JsonDocument.read(name, in, StepReader.TOO_DEEP, root -> document(name, root));
    }

    private static OrderDocument document(String name, JsonNode root)
            throws UnreadableDocumentException {
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
}
