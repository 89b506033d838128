package dev.loopbench.cli.option;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.document.ComparisonReader;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
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
    public interface Reading<T> {

        /**
         * @param name of the document, for messages
         */
        T read(String name, InputStream in) throws UnreadableDocumentException, IOException;
    }

    /**
     * A report, as {@code --json} writes it.
     *
     * @throws UsageException if there is no such file, or it cannot be read
     * @throws UnreadableDocumentException if it is none that can be read
     */
    public Report report(Console console) throws UsageException, UnreadableDocumentException {
        return written(console, in -> new JsonReportReader().read(in));
    }

    /** As {@link #report}, of a comparison. */
    public Comparison comparison(Console console)
            throws UsageException, UnreadableDocumentException {
        return written(console, in -> new ComparisonReader().read(in));
    }

    /** Reads what loopbench has written. */
    @FunctionalInterface
    private interface OwnReader<T> {

        T read(Reader in) throws UnreadableReportException, IOException;
    }

    private <T> T written(Console console, OwnReader<T> reader)
            throws UsageException, UnreadableDocumentException {
        return read(
                console,
                (name, in) -> {
                    try {
                        return reader.read(new InputStreamReader(in, StandardCharsets.UTF_8));
                    } catch (UnreadableReportException fault) {
                        throw new UnreadableDocumentException(name + ": " + fault.getMessage());
                    }
                });
    }

    /**
     * Opens it and has it read.
     *
     * @throws UsageException if there is no such file, or it cannot be read
     */
    public <T> T read(Console console, Reading<T> reading)
            throws UsageException, UnreadableDocumentException {
        try {
            if (given.equals(STANDARD_INPUT)) {
                return reading.read("standard input", console.in());
            }
            Path path = Path.of(given);
            if (Files.isDirectory(path)) {
                throw new UsageException(given + " is a directory, not a file.");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return reading.read(String.valueOf(path.getFileName()), in);
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
