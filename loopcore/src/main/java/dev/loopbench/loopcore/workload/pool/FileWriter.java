package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.OpenFile;
import dev.loopbench.loopcore.workload.pool.TargetFiles.TargetFile;
import java.io.IOException;

/** The steps in which a file is written, each on the calling thread. Immutable. */
final class FileWriter {

    private final FileContent content;
    private final long sizeBytes;
    private final int chunkBytes;

    FileWriter(FileContent content, long sizeBytes, int chunkBytes) {
        this.content = content;
        this.sizeBytes = sizeBytes;
        this.chunkBytes = chunkBytes;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /**
     * Writes the chunk at this position.
     *
     * @return how much of it the system took, at least a byte
     */
    int write(TargetFile file, long positionBytes) throws IOException {
        int length = (int) Math.min(chunkBytes, sizeBytes - positionBytes);
        int written =
                file.opened()
                        .write(content.part(positionBytes, length), positionBytes)
                        .orThrow("cannot write", file.path());
        if (written == 0) {
            throw new IOException(
                    "cannot write %s: the system took none of %s bytes"
                            .formatted(file.path(), length));
        }
        return written;
    }

    void sync(TargetFile file) throws IOException {
        file.opened().sync().orThrow("cannot sync", file.path());
    }

    /**
     * Closes it.
     *
     * @return how long the file has become
     */
    long close(TargetFile file) throws IOException {
        OpenFile opened = file.opened();
        try {
            return opened.sizeBytes().orThrow("cannot tell the size of", file.path());
        } finally {
            opened.close();
        }
    }

    /** Writes all of it at once and reads it back; false if that is not the same. */
    boolean isReadBack(TargetFile file) throws IOException {
        file.open();
        try {
            long position = 0;
            while (position < sizeBytes) {
                position += write(file, position);
            }
        } catch (IOException failure) {
            file.closeIfOpen();
            throw failure;
        }
        return close(file) == sizeBytes && content.isIn(file.path());
    }
}
