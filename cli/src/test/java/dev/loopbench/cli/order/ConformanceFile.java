package dev.loopbench.cli.order;

import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.loopcore.order.OrderProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Order programs with the logs real Node 20 printed for them. */
public final class ConformanceFile {

    /** From the module's folder. */
    public static final Path PATH =
            Path.of("src", "test", "resources", "conformance", "order-node20.json");

    private ConformanceFile() {}

    public static List<OrderProgram> programs() throws IOException, UnreadableDocumentException {
        try (InputStream in = Files.newInputStream(PATH)) {
            return OrderDocumentReader.read(PATH.toString(), in).programs();
        }
    }
}
