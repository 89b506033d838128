package dev.loopbench.cli.workload;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Calibration;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.loopcore.workload.block.Hold;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Crypto's other synchronous key derivation. Immutable. */
record ScryptBlock() implements BlockType {

    private static final String NAME = "scrypt-sync";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "derives a key in the callback by scrypt: crypto's synchronous call";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("mixes");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new Derivation(clock, extent, ScryptType.Derivation.BOUNCY_CASTLE);
    }

    /**
     * One key of so many mixes. Confined to the loop thread.
     *
     * <p>The cost proper doubles from one value to the next, so it is kept small and the number of
     * mixes, in which the time is linear, is what is calibrated.
     */
    static final class Derivation implements Hold {

        private static final int N = 64;
        private static final int BLOCK_SIZE = 8;
        private static final int KEY_LENGTH_BYTES = 64;

        /** They mix 1 KiB each, in one array. */
        private static final int MOST_MIXES = 100_000;

        private static final byte[] PASSWORD = "password".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] SALT = "salt".getBytes(StandardCharsets.US_ASCII);

        private final NanoClock clock;
        private final Extent extent;
        private final ScryptType.Derivation function;
        private int mixes;

        Derivation(NanoClock clock, Extent extent, ScryptType.Derivation function) {
            this.clock = clock;
            this.extent = extent;
            this.function = function;
        }

        @Override
        public void prepare() throws WrongResultException, WorkloadException {
            ScryptType.KnownKey.NACL.check(function);
            mixes = Calibration.size(clock, extent, 1, 1, MOST_MIXES, this::derive);
            if (mixes == MOST_MIXES && extent instanceof Extent.Lasting) {
                throw new WorkloadException(
                        NAME
                                + " cannot hold the loop for so long; pbkdf2-sync holds on for longer");
            }
        }

        @Override
        public void hold() {
            deriveKeyOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of("cost " + N + ", parallelization " + mixes);
        }

        private void deriveKeyOnLoop() {
            derive(mixes);
        }

        private void derive(int count) {
            ScryptType.Cost cost = new ScryptType.Cost(N, BLOCK_SIZE, count);
            function.derive(PASSWORD, SALT, cost, KEY_LENGTH_BYTES);
            clock.charge(cost.nanos());
        }
    }
}
