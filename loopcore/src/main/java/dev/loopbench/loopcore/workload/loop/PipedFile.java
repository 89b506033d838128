package dev.loopbench.loopcore.workload.loop;

import dev.loopbench.loopcore.workload.pool.SourceFile;

/**
 * What every operation of a pipe sends. Immutable.
 *
 * @param kind of its pool jobs
 * @param chunkBytes at most so many are read and written at a time
 */
record PipedFile(String kind, SourceFile file, int chunkBytes) {

    long sizeBytes() {
        return file.sizeBytes();
    }
}
