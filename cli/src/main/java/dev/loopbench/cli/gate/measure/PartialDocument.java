package dev.loopbench.cli.gate.measure;

import dev.loopbench.cli.option.Destination;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A document so far, beside the file it will go to: what a campaign leaves that is killed. Confined
 * to the main thread.
 */
public final class PartialDocument {

    /** Makes what is written, where it is. */
    @FunctionalInterface
    public interface Text {

        String soFar() throws IOException;
    }

    private final Optional<Destination> file;
    private final Consumer<String> warning;
    private boolean warned;

    /** Else a file of that name is somebody else's: an earlier campaign that was killed. */
    private boolean written;

    /**
     * @param whole where the document goes in the end; empty where nowhere it could wait
     * @param warning takes a sentence if it cannot be written: the campaign goes on
     */
    public PartialDocument(Optional<Destination> whole, Consumer<String> warning) {
        this.file = whole.flatMap(Destination::partial);
        this.warning = warning;
    }

    public void write(Text text) {
        if (file.isEmpty()) {
            return;
        }
        try {
            file.get().write(text.soFar());
            written = true;
        } catch (IOException e) {
            warn(e);
        }
    }

    /** Once the whole document is there. */
    public void remove() {
        if (file.isEmpty() || !written) {
            return;
        }
        try {
            file.get().remove();
        } catch (IOException e) {
            warn(e);
        }
    }

    private void warn(IOException failure) {
        if (!warned) {
            warning.accept(String.valueOf(failure.getMessage()));
            warned = true;
        }
    }
}
