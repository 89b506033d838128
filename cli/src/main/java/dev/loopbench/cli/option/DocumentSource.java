package dev.loopbench.cli.option;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.document.UnreadableDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where a document comes from: a file, or standard input. Immutable.
 *
 * @param given the user's word; {@code -} is standard input
 */
public record DocumentSource(String given) {

    private static final String STANDARD_INPUT = "-";

    /** Makes something out of what is read. */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * @param name of the document, for messages
         */
        T read(String name, InputStream in) throws UnreadableDocumentException, IOException;
    }

    /**
     * Opens it and has it read.
     *
     * @throws UsageException if there is no such file, or it cannot be read
     */
    public <T> T read(Console console, Reader<T> reader)
            throws UsageException, UnreadableDocumentException {
        try {
            if (given.equals(STANDARD_INPUT)) {
                return reader.read("standard input", console.in());
            }
            Path path = Path.of(given);
            if (Files.isDirectory(path)) {
                throw new UsageException(given + " is a directory, not a file.");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return reader.read(String.valueOf(path.getFileName()), in);
            }
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + given + ".");
        } catch (AccessDeniedException e) {
            throw new UsageException(given + " cannot be read: permission denied.");
        } catch (InvalidPathException | IOException e) {
            throw new UsageException(given + " cannot be read: " + e.getMessage());
        }
    }
}
