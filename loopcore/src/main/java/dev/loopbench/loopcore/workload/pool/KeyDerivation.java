package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import java.util.concurrent.Callable;

/** Makes the work that derives one key, over and over: {@link #PLATFORM} but where a test fails. */
@FunctionalInterface
interface KeyDerivation {

    KeyDerivation PLATFORM =
            (digest, password, salt, iterations, keyLengthBytes) ->
                    new Pbkdf2(digest, password, salt, iterations, keyLengthBytes)::derive;

    /** Thread-safe work. */
    Callable<byte[]> of(
            Pbkdf2.Digest digest, String password, byte[] salt, int iterations, int keyLengthBytes);
}
