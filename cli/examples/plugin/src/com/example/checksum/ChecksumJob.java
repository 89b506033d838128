package com.example.checksum;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;

/** The CRC-32 of one buffer, again and again. */
final class ChecksumJob implements PoolJob<Long> {

    /** The usual check of a CRC: that of these digits. */
    private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

    private static final long DIGITS_CHECKSUM = 0xcbf43926L;

    private static final long BUFFER_MAX_BYTES = 1 << 30;

    /** What a worker of a simulated machine sums up in a nanosecond. */
    private static final long BYTES_PER_NANO = 4;

    private final long bufferBytes;
    private byte[] buffer = {};
    private long expected;
    private Callable<Long> work = () -> 0L;

    ChecksumJob(long bufferBytes) {
        this.bufferBytes = bufferBytes;
    }

    @Override
    public Lane lane() {
        return Lane.CPU;
    }

    /** On the loop thread, before the measured time. */
    @Override
    public void prepare(EventLoop loop) throws WrongResultException, WorkloadException {
        if (bufferBytes > BUFFER_MAX_BYTES) {
            throw new WorkloadException("%s must be at most 1GiB", ChecksumType.BUFFER);
        }
        if (checksum(DIGITS) != DIGITS_CHECKSUM) {
            throw new WrongResultException("the CRC-32 of 123456789 is not cbf43926");
        }
        buffer = new byte[(int) bufferBytes];
        for (int i = 0; i < buffer.length; i++) {
            buffer[i] = (byte) (i * 31);
        }
        expected = checksum(buffer);
        NanoClock clock = loop.clock();
        work =
                () -> {
                    clock.charge(bufferBytes / BYTES_PER_NANO);
                    return checksum(buffer);
                };
    }

    /** What it returns runs on a worker: it reads the buffer, which nobody writes any more. */
    @Override
    public Callable<Long> next() {
        return work;
    }

    /** On the loop thread, for each result. */
    @Override
    public String wrong(Long checksum) {
        return checksum == expected
                ? null
                : "the checksum was %08x and should be %08x".formatted(checksum, expected);
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length);
        return crc.getValue();
    }
}
