package dev.loopbench.cli.option;

import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.node.NodeTraceReader;
import dev.loopbench.cli.wording.NodeWording;
import dev.loopbench.probes.node.trace.NodeReport;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.document.ComparisonReader;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.json.JsonReportReader;
import dev.loopbench.reports.json.UnreadableReportException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
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
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/**
 * Where a document comes from: a file, or standard input. Immutable.
 *
 * @param given the user's word; {@code -} is standard input
 */
public record DocumentSource(String given) {

    private static final String STANDARD_INPUT = "-";

    /** How such a file begins (RFC 1952). */
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** Makes something out of what is read. */
    @FunctionalInterface
    public interface Reading<T> {

        /**
         * @param name of the document as the user knows it, for messages
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

    /**
     * A report, or one of what a Node process has recorded of itself; either may be compressed.
     * Which it is, the content tells.
     *
     * @param tool what makes a report of a trace
     * @throws UsageException if there is no such file, or it cannot be read
     * @throws UnreadableDocumentException if it is neither
     */
    public Report reportOrTrace(Console console, Supplier<Tool> tool)
            throws UsageException, UnreadableDocumentException {
        return read(
                console,
                (name, in) -> {
                    InputStream plain = uncompressed(in);
                    try {
                        return NodeTraceReader.isTrace(plain)
                                ? NodeReport.of(
                                        NodeTraceReader.read(plain),
                                        tool.get(),
                                        new NodeWording(List.of()))
                                : new JsonReportReader()
                                        .read(new InputStreamReader(plain, StandardCharsets.UTF_8));
                    } catch (UnreadableReportException | UnreadableDocumentException fault) {
                        throw new UnreadableDocumentException(name + ": " + fault.getMessage());
                    }
                });
    }

    private static InputStream uncompressed(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        buffered.mark(GZIP.length);
        byte[] head = buffered.readNBytes(GZIP.length);
        buffered.reset();
        return Arrays.equals(head, GZIP)
                ? new BufferedInputStream(new UpToCut(new GZIPInputStream(buffered)))
                : buffered;
    }

    /** Of a compressed file that was cut what there is: who reads it sees where it ends. */
    private static final class UpToCut extends FilterInputStream {

        UpToCut(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (EOFException cut) {
                return -1;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (EOFException cut) {
                return -1;
            }
        }
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
                return reading.read(given, in);
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
