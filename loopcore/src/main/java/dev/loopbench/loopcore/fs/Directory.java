package dev.loopbench.loopcore.fs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** What is in a directory. Stateless. */
public final class Directory {

    private Directory() {}

    /**
     * Lists it on the calling thread.
     *
     * @return the paths of its entries, sorted as {@code scandir} sorts them; without itself and
     *     its parent
     */
    public static FileResult<List<Path>> entries(Path directory) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException failure) {
            return FileResult.failed(Objects.requireNonNull(failure.getCause()));
        } catch (IOException | RuntimeException failure) {
            return FileResult.failed(failure);
        }
        Collections.sort(entries);
        return FileResult.ok(Collections.unmodifiableList(entries));
    }
}
