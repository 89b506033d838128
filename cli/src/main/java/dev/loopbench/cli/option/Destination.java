package dev.loopbench.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where a document goes: standard output, or a file that appears whole or not at all. */
public final class Destination {

    private static final String STANDARD_OUTPUT = "-";
    private static final String PARTIAL = ".partial";

    private final String given;
    private final Path file;

    private Destination(String given, Path file) {
        this.given = given;
        this.file = file;
    }

    /**
     * Looks whether it can be written, without touching it.
     *
     * @param option that names it, for messages
     * @throws UsageException if it cannot
     */
    static Destination check(String option, String given) throws UsageException {
        if (given.equals(STANDARD_OUTPUT)) {
            return new Destination(given, Path.of(given));
        }
        Path file = resolve(option, given);
        Path folder = folderOf(file);
        if (given.isEmpty()) {
            throw new UsageException(
                    option + " needs the name of a file, or - for standard output.");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(option + " " + given + " is a directory, not a file.");
        }
        if (!Files.exists(folder)) {
            throw new UsageException(
                    option
                            + " "
                            + given
                            + " cannot be written: there is no directory "
                            + folder
                            + ".");
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    option
                            + " "
                            + given
                            + " cannot be written: "
                            + folder
                            + " is not a directory.");
        }
        if (!Files.isWritable(isDevice(file) ? file : folder)) {
            throw new UsageException(
                    option + " " + given + " cannot be written: permission denied.");
        }
        return new Destination(given, file);
    }

    public boolean isStandardOutput() {
        return given.equals(STANDARD_OUTPUT);
    }

    /** As the user wrote it. */
    public String given() {
        return given;
    }

    /** Whether both lead to the same place. */
    public boolean isSameAs(Destination other) {
        return file.equals(other.file);
    }

    /**
     * Writes {@code document} beside the file under another name, then renames it. What is no
     * regular file, a pipe or a device, is written to as it is.
     *
     * @throws UnwritableException if it cannot be: nothing of it is left beside the file
     */
    public void write(String document) throws UnwritableException {
        try {
            if (isDevice(file)) {
                Files.writeString(file, document, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
            } else {
                replace(document);
            }
        } catch (IOException refused) {
            throw new UnwritableException(given, refused);
        }
    }

    private void replace(String document) throws IOException {
        Path unfinished =
                folderOf(file)
                        .resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.writeString(unfinished, document, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Where the document may wait while it is not finished: a file beside it. Empty where it does
     * not go to a file that can be replaced.
     */
    public Optional<Destination> partial() {
        return isStandardOutput() || isDevice(file)
                ? Optional.empty()
                : Optional.of(
                        new Destination(
                                given + PARTIAL,
                                file.resolveSibling(file.getFileName() + PARTIAL)));
    }

    /**
     * A file beside it with more in its name, before the extension; empty where it does not go to a
     * file that can be replaced.
     */
    public Optional<Destination> beside(String more) {
        if (isStandardOutput() || isDevice(file)) {
            return Optional.empty();
        }
        int nameAt = given.lastIndexOf('/') + 1;
        int dot = given.lastIndexOf('.');
        int end = dot <= nameAt ? given.length() : dot;
        String name = given.substring(0, end) + more + given.substring(end);
        return Optional.of(new Destination(name, file.resolveSibling(name.substring(nameAt))));
    }

    /** Removes the file, if there is one. */
    public void remove() throws UnwritableException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException refused) {
            throw new UnwritableException(given, refused);
        }
    }

    /** Follows links: the file they lead to is replaced, not they. */
    private static Path resolve(String option, String given) throws UsageException {
        try {
            Path file = Path.of(given).toAbsolutePath();
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (InvalidPathException | IOException e) {
            throw new UsageException(option + " " + given + " is not a path that can be used.");
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }
}
