package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.workload.Operation;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.TargetFiles.TargetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file for each operation: see {@link FileWriting}. Confined to the loop thread; the file
 * is touched by the workers alone.
 */
final class FileWriteWorkload implements Workload {

    private final String kind;
    private final @Nullable Path parent;
    private final long sizeBytes;
    private final long askedChunkBytes;
    private final boolean sync;

    private @Nullable TargetFiles files;
    private FileWriting.@Nullable Shared shared;

    /**
     * @param parent of the folder of the files; null for the platform's temporary one
     */
    FileWriteWorkload(
            String kind,
            @Nullable Path parent,
            long sizeBytes,
            long askedChunkBytes,
            boolean sync) {
        this.kind = kind;
        this.parent = parent;
        this.sizeBytes = sizeBytes;
        this.askedChunkBytes = askedChunkBytes;
        this.sync = sync;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        FileWriter writer = writer();
        files = new TargetFiles(TemporaryFolder.in(parent));
        check(writer, files);
        shared = new FileWriting.Shared(loop, kind, writer, files, sync);
    }

    @Override
    public void start(Operation operation) {
        new FileWriting(Objects.requireNonNull(shared, "not prepared"), operation).begin();
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }

    private FileWriter writer() throws WorkloadException {
        long chunkBytes = Math.min(askedChunkBytes, sizeBytes);
        if (chunkBytes > FileContent.PART_MAX_BYTES) {
            throw new WorkloadException(
                    "--chunk must be at most " + FileContent.PART_MAX_BYTES + "B");
        }
        try {
            return new FileWriter(new FileContent((int) chunkBytes), sizeBytes, (int) chunkBytes);
        } catch (OutOfMemoryError tooLarge) {
            throw new WorkloadException(
                    "--chunk of %s bytes is more than there is memory for".formatted(chunkBytes));
        }
    }

    private void check(FileWriter writer, TargetFiles targets)
            throws WrongResultException, WorkloadException {
        TargetFile file = targets.take();
        try {
            if (!writer.isReadBack(file)) {
                throw new WrongResultException(
                        "%s does not have the %s bytes that were written to it"
                                .formatted(file.path(), sizeBytes));
            }
        } catch (IOException failure) {
            throw new WorkloadException(String.valueOf(failure.getMessage()));
        }
        targets.giveBack(file);
    }
}
