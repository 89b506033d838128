package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.Directory;
import dev.loopbench.loopcore.fs.FileStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The shape of a tree of folders and empty files. Immutable.
 *
 * @param depth levels of folders below the root
 * @param folders in each folder but the deepest
 * @param files in each folder
 */
record FileTree(int depth, int folders, int files) {

    /** More takes minutes to make. */
    static final long ENTRIES_MAX = 1_000_000;

    /** How many files and folders are below the root, or one more than {@link #ENTRIES_MAX}. */
    long entries() {
        long level = 1;
        long all = files;
        for (int below = 0; below < depth && all <= ENTRIES_MAX; below++) {
            level = Math.min(level * folders, ENTRIES_MAX + 1);
            all += level * (1L + files);
        }
        return Math.min(all, ENTRIES_MAX + 1);
    }

    /** Makes what is below {@code root}, an empty folder. */
    void make(Path root) throws IOException {
        fill(root, depth);
    }

    /**
     * How many files and folders are below {@code root}, counted on the calling thread. A symbolic
     * link counts as what it is and is not followed.
     */
    static long count(Path root) throws IOException {
        long entries = 0;
        Deque<Path> folders = new ArrayDeque<>(List.of(root));
        while (!folders.isEmpty()) {
            for (Path entry : list(folders.remove())) {
                entries++;
                if (lstat(entry).kind() == FileStat.Kind.DIRECTORY) {
                    folders.add(entry);
                }
            }
        }
        return entries;
    }

    static List<Path> list(Path folder) throws IOException {
        return Directory.entries(folder).orThrow("cannot list", folder);
    }

    static FileStat lstat(Path path) throws IOException {
        return FileStat.lstat(path).orThrow("cannot ask for", path);
    }

    private void fill(Path folder, int levelsBelow) throws IOException {
        for (int file = 0; file < files; file++) {
            Files.createFile(folder.resolve("file-" + file));
        }
        if (levelsBelow > 0) {
            for (int index = 0; index < folders; index++) {
                fill(Files.createDirectory(folder.resolve("folder-" + index)), levelsBelow - 1);
            }
        }
    }
}
