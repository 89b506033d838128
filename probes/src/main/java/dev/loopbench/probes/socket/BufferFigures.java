package dev.loopbench.probes.socket;

import dev.loopbench.probes.result.Sockets;

/**
 * Bytes in one sort of buffers over the samples. Confined to the thread that samples; read after it
 * has ended.
 */
final class BufferFigures {

    private double sumBytes;
    private long samples;
    private long maxBytes;
    private long connectionMaxBytes;

    /**
     * @param bytes of all connections in one sample
     * @param largestBytes of one of them
     */
    void add(long bytes, long largestBytes) {
        sumBytes += bytes;
        samples++;
        maxBytes = Math.max(maxBytes, bytes);
        connectionMaxBytes = Math.max(connectionMaxBytes, largestBytes);
    }

    /** After one sample at least. */
    Sockets.Buffers buffers() {
        return new Sockets.Buffers(sumBytes / samples, maxBytes, connectionMaxBytes);
    }
}
