package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.fs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes that operations write: any part of a file of {@link FilePattern}'s content, ready in
 * memory, so that a write is nothing but the write. Thread-safe: it is only read.
 */
final class FileContent {

    private static final int READ_BYTES = 1 << 20;

    /** The longest part. */
    static final int PART_MAX_BYTES = Integer.MAX_VALUE - FilePattern.PERIOD_BYTES;

    private final FilePattern pattern = new FilePattern();

    /** A part begins within the first period and ends at most a part's length behind it. */
    private final ByteBuffer bytes;

    /**
     * @param partMaxBytes of any part that will be asked for
     * @throws OutOfMemoryError if there is not so much memory outside of the heap
     */
    FileContent(int partMaxBytes) {
        bytes = ByteBuffer.allocateDirect(FilePattern.PERIOD_BYTES + partMaxBytes);
        pattern.fill(bytes, 0);
        bytes.clear();
    }

    /** What stands at this position of the file. */
    ByteBuffer part(long positionBytes, int lengthBytes) {
        return bytes.slice((int) (positionBytes % FilePattern.PERIOD_BYTES), lengthBytes);
    }

    /** Whether the file has this content, as far as it goes. */
    boolean isIn(Path path) throws IOException {
        OpenFile file = OpenFile.open(path, StandardOpenOption.READ).orThrow("cannot open", path);
        try {
            ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
            long position = 0;
            int got = 1;
            boolean right = true;
            while (right && got > 0) {
                got = file.read(buffer.clear(), position).orThrow("cannot read", path);
                right = pattern.mismatch(buffer, got, position) == FilePattern.NONE;
                position += got;
            }
            return right;
        } finally {
            file.close();
        }
    }
}
