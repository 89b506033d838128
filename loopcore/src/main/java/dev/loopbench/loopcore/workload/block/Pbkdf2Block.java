package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Crypto's synchronous key derivation. Immutable. */
record Pbkdf2Block() implements BlockType {

    @Override
    public String name() {
        return "pbkdf2-sync";
    }

    @Override
    public String summary() {
        return "derives a key in the callback: crypto's synchronous call";
    }

    @Override
    public Optional<String> unit() {
        return Optional.of("iterations");
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        return new Derivation(clock, extent);
    }

    /** One key of so many iterations. Confined to the loop thread. */
    private static final class Derivation implements Hold {

        private static final int KEY_LENGTH_BYTES = 64;
        private static final int LEAST_ITERATIONS = 100;
        private static final int MOST_ITERATIONS = 1_000_000_000;

        /** On the simulated machine. */
        private static final long ITERATION_NANOS = 500;

        private final NanoClock clock;
        private final Extent extent;
        private int iterations;

        Derivation(NanoClock clock, Extent extent) {
            this.clock = clock;
            this.extent = extent;
        }

        @Override
        public void prepare() throws WorkloadException {
            try {
                derive(1);
            } catch (IllegalStateException missing) {
                throw new WorkloadException(String.valueOf(missing.getMessage()));
            }
            iterations =
                    Calibration.size(
                            clock, extent, 1, LEAST_ITERATIONS, MOST_ITERATIONS, this::derive);
        }

        @Override
        public void hold() {
            deriveKeyOnLoop();
        }

        @Override
        public Optional<String> size() {
            return Optional.of(iterations + " iterations");
        }

        private void deriveKeyOnLoop() {
            derive(iterations);
        }

        private void derive(int count) {
            byte[] salt = "salt".getBytes(StandardCharsets.US_ASCII);
            try {
                new Pbkdf2(Pbkdf2.Digest.SHA512, "password", salt, count, KEY_LENGTH_BYTES)
                        .derive();
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("no pbkdf2 with sha512 on this platform", missing);
            }
            clock.charge(count * ITERATION_NANOS);
        }
    }
}
