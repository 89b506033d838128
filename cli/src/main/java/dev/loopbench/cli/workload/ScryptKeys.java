package dev.loopbench.cli.workload;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.pool.KeyJob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Keys of scrypt (RFC 7914). Confined to the loop thread. */
final class ScryptKeys implements KeyJob.Keys {

    private static final byte[] PASSWORD =
            "correct horse battery staple".getBytes(StandardCharsets.US_ASCII);

    private static final long MIB = 1 << 20;

    private final ScryptCost cost;
    private final byte[] salt;
    private final int keyLengthBytes;
    private final ScryptFunction function;
    private final long heapBytes;

    /**
     * @param heapBytes most that the JVM's heap may take
     */
    ScryptKeys(
            ScryptCost cost,
            String salt,
            int keyLengthBytes,
            ScryptFunction function,
            long heapBytes) {
        this.cost = cost;
        this.salt = salt.getBytes(StandardCharsets.UTF_8);
        this.keyLengthBytes = keyLengthBytes;
        this.function = function;
        this.heapBytes = heapBytes;
    }

    @Override
    public String algorithm() {
        return ScryptType.NAME;
    }

    @Override
    public int keyLengthBytes() {
        return keyLengthBytes;
    }

    @Override
    public Callable<byte[]> prepare(NanoClock clock)
            throws WrongResultException, WorkloadException {
        Optional<String> refusal = cost.refusal();
        if (refusal.isPresent()) {
            throw new WorkloadException(refusal.get());
        }
        requireMemory();
        KnownKey.NACL.check(function);
        return () -> {
            clock.charge(cost.nanos());
            return function.derive(PASSWORD, salt, cost, keyLengthBytes);
        };
    }

    /** What the workers need together depends on the load, which is not known here. */
    private void requireMemory() throws WorkloadException {
        if (cost.memoryBytes() > heapBytes) {
            throw new WorkloadException(
                    ("--cost %d with --block-size %d takes %d MiB for each key, and the whole heap has"
                                    + " %d MiB; LOOPBENCH_JAVA_OPTS=-Xmx... gives more")
                            .formatted(
                                    cost.n(),
                                    cost.blockSize(),
                                    cost.memoryBytes() / MIB,
                                    heapBytes / MIB));
        }
    }
}
