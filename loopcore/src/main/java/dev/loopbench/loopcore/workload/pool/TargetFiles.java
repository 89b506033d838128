package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.OpenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The files that operations write, in a folder of their own: as many as operations have been in
 * flight at once, for each is written again by a later one.
 *
 * <p>Confined to the loop thread, but for {@link TargetFile#open}: the lock keeps a worker that an
 * interrupted run has left behind from making a file after the folder is gone.
 */
final class TargetFiles implements AutoCloseable {

    private final TemporaryFolder folder;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<TargetFile> all = new ArrayList<>();
    private final Deque<TargetFile> idle = new ArrayDeque<>();

    /** Guarded by the lock. */
    private boolean closed;

    /**
     * @param folder closed with this
     */
    TargetFiles(TemporaryFolder folder) {
        this.folder = folder;
    }

    /** A file that nobody else writes, until it is given back. */
    TargetFile take() {
        TargetFile file = idle.poll();
        if (file == null) {
            file = new TargetFile(folder.path().resolve("file-" + all.size()));
            all.add(file);
        }
        return file;
    }

    void giveBack(TargetFile file) {
        idle.push(file);
    }

    /** Closes what is open and removes all files. Once more is no harm. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            all.forEach(TargetFile::closeIfOpen);
            folder.close();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Handed from job to job of its operation; the pool's queues order these. */
    final class TargetFile {

        private final Path path;

        /** Of the last operation that wrote it; closed, but while one does. */
        private @Nullable OpenFile file;

        private TargetFile(Path path) {
            this.path = path;
        }

        Path path() {
            return path;
        }

        /** Opens it for writing, empty. */
        void open() throws IOException {
            lock.readLock().lock();
            try {
                if (closed) {
                    throw new IOException("cannot open " + path + ": its folder was removed");
                }
                file =
                        OpenFile.open(
                                        path,
                                        StandardOpenOption.CREATE,
                                        StandardOpenOption.TRUNCATE_EXISTING,
                                        StandardOpenOption.WRITE)
                                .orThrow("cannot open", path);
            } finally {
                lock.readLock().unlock();
            }
        }

        /** As {@link #open} left it. */
        OpenFile opened() {
            return Objects.requireNonNull(file, "not open");
        }

        void closeIfOpen() {
            if (file != null) {
                file.close();
            }
        }
    }
}
