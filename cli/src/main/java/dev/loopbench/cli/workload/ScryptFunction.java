package dev.loopbench.cli.workload;

import org.bouncycastle.crypto.generators.SCrypt;

/** Derives a key as RFC 7914 says. Thread-safe: {@link #BOUNCY_CASTLE} but where a test fails. */
@FunctionalInterface
interface ScryptFunction {

    ScryptFunction BOUNCY_CASTLE =
            (password, salt, cost, keyLengthBytes) ->
                    SCrypt.generate(
                            password,
                            salt,
                            cost.n(),
                            cost.blockSize(),
                            cost.parallelization(),
                            keyLengthBytes);

    byte[] derive(byte[] password, byte[] salt, ScryptCost cost, int keyLengthBytes);
}
