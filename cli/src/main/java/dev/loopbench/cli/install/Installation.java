package dev.loopbench.cli.install;

import dev.loopbench.cli.document.UnreadableDocumentException;
import dev.loopbench.cli.option.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The program below a prefix: a link to it, its completion and its man pages. Confined to the main
 * thread.
 *
 * <p>A receipt tells what is ours. All is checked before anything is changed: what is not ours is
 * neither replaced nor removed, nor is what was changed since.
 */
public final class Installation {

    /** The program, below the prefix. */
    public static final String PROGRAM = "bin/" + Vocabulary.PROGRAM;

    private static final String RECEIPT = "share/loopbench/installed.json";

    private final Path prefix;
    private final Receipt receipt;

    private Installation(Path prefix, Receipt receipt) {
        this.prefix = prefix;
        this.receipt = receipt;
    }

    /**
     * What is there, which may be nothing.
     *
     * @throws UsageException if its receipt cannot be read
     * @throws UnreadableDocumentException if its receipt cannot be understood
     */
    public static Installation below(Path prefix)
            throws UsageException, UnreadableDocumentException {
        Path file = prefix.resolve(RECEIPT);
        try {
            return new Installation(
                    prefix, Files.exists(file) ? Receipt.read(file) : Receipt.empty());
        } catch (IOException refused) {
            throw new UsageException(file + " cannot be read: " + refused.getMessage());
        }
    }

    /**
     * Puts the program there, in place of an earlier one.
     *
     * @param launcher what the link is to lead to
     * @return all paths that are there now, below the prefix
     * @throws UsageException if something else is in the way, or the place cannot be written
     */
    public List<String> put(Path launcher, SharedFiles shared) throws UsageException, IOException {
        Receipt wanted = Receipt.empty();
        wanted.links().put(PROGRAM, launcher.toString());
        shared.contents()
                .forEach((path, content) -> wanted.files().put(path, Receipt.sha256(content)));
        refuseItself(launcher);
        for (String path : wanted.paths()) {
            refuseForeign(path, wanted);
            requireWritable(prefix.resolve(path), "written");
        }
        requireWritable(prefix.resolve(RECEIPT), "written");
        // What has been done is in the receipt, even if it does not come to its end.
        try {
            for (String path : new TreeSet<>(receipt.paths())) {
                removeOutdated(path, wanted);
            }
            link(launcher);
            for (String path : shared.contents().keySet()) {
                write(path, Objects.requireNonNull(shared.contents().get(path)));
                receipt.files().put(path, Objects.requireNonNull(wanted.files().get(path)));
            }
        } finally {
            makeFolders(RECEIPT);
            write(RECEIPT, receipt.document());
        }
        return List.copyOf(wanted.paths());
    }

    /**
     * What came of a removal.
     *
     * @param removed paths below the prefix
     * @param left what was changed since it was put there
     */
    public record Removal(List<String> removed, List<String> left) {}

    /**
     * Removes what was put there, and the folders that were made for it, where they are empty now.
     *
     * @throws UsageException if nothing was put there, or may not be removed
     */
    public Removal remove() throws UsageException, IOException {
        if (!Files.exists(prefix.resolve(RECEIPT))) {
            throw new UsageException(
                    "nothing was installed in "
                            + prefix
                            + " by loopbench install: there is no "
                            + prefix.resolve(RECEIPT)
                            + ".");
        }
        List<String> removed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String path : receipt.paths()) {
            if (receipt.holds(prefix, path)) {
                removed.add(path);
            } else if (isThere(path)) {
                left.add(path);
            }
        }
        for (String path : removed) {
            requireWritable(prefix.resolve(path), "removed");
        }
        for (String path : removed) {
            Files.delete(prefix.resolve(path));
        }
        Files.delete(prefix.resolve(RECEIPT));
        receipt.folders().stream().sorted(Comparator.reverseOrder()).forEach(this::removeIfEmpty);
        return new Removal(removed, left);
    }

    private void refuseItself(Path launcher) throws UsageException, IOException {
        Path program = prefix.resolve(PROGRAM);
        if (Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS)
                && Files.isSameFile(program, launcher)) {
            throw new UsageException(program + " is this program itself: it needs no link there.");
        }
    }

    private void refuseForeign(String path, Receipt wanted) throws UsageException, IOException {
        if (isThere(path) && !receipt.holds(prefix, path) && !wanted.holds(prefix, path)) {
            throw new UsageException(
                    prefix.resolve(path)
                            + " is not from loopbench install, or was changed since, so nothing was"
                            + " installed; move it away, or choose another --prefix.");
        }
    }

    private boolean isThere(String path) {
        return Files.exists(prefix.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Whether the file can be put where it belongs, or removed from there: that is up to its
     * folder, which may have to be made.
     */
    private static void requireWritable(Path file, String verb) throws UsageException {
        Path folder = folderOf(file);
        while (!Files.exists(folder)) {
            folder = folderOf(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    file + " cannot be " + verb + ": " + folder + " is not a directory.");
        }
        if (!Files.isWritable(folder)) {
            throw new UsageException(file + " cannot be " + verb + ": permission denied.");
        }
    }

    /** Of an earlier version, if this one has no such file. */
    private void removeOutdated(String path, Receipt wanted) throws IOException {
        if (wanted.paths().contains(path)) {
            return;
        }
        if (receipt.holds(prefix, path)) {
            Files.delete(prefix.resolve(path));
        }
        receipt.links().remove(path);
        receipt.files().remove(path);
    }

    private void link(Path launcher) throws IOException {
        makeFolders(PROGRAM);
        Path link = prefix.resolve(PROGRAM);
        Path unfinished = unfinished(link);
        try {
            Files.createSymbolicLink(unfinished, launcher);
            Files.move(unfinished, link, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        receipt.links().put(PROGRAM, launcher.toString());
    }

    private void write(String path, String content) throws IOException {
        makeFolders(path);
        Path file = prefix.resolve(path);
        Path unfinished = unfinished(file);
        try {
            Files.writeString(unfinished, content, StandardCharsets.UTF_8);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    }

    private void makeFolders(String path) throws IOException {
        List<Path> missing = new ArrayList<>();
        Path folder = folderOf(prefix.resolve(path));
        while (!Files.exists(folder)) {
            missing.add(0, folder);
            folder = folderOf(folder);
        }
        for (Path each : missing) {
            Files.createDirectory(each);
            if (each.startsWith(prefix)) {
                receipt.folders().add(prefix.relativize(each).toString());
            }
        }
    }

    private void removeIfEmpty(String folder) {
        try {
            Files.deleteIfExists(prefix.resolve(folder));
        } catch (DirectoryNotEmptyException inUse) {
            // Others have put something there: it stays.
        } catch (IOException busy) {
            // An empty folder that cannot be removed does no harm.
        }
    }

    private static Path folderOf(Path path) {
        return Objects.requireNonNull(path.getParent());
    }
}
