package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;

/**
 * A published key for each digest: password {@code password}, salt {@code salt}, 4096 iterations.
 * Immutable.
 *
 * <p>SHA-1 is RFC 6070's third vector. Its inputs are the customary ones for SHA-256 and SHA-512
 * too, for which no RFC has them; any other implementation gives these keys.
 */
enum KnownKey {
    SHA1(Pbkdf2.Digest.SHA1, "4b007901b765489abead49d926f721d065a429c1"),
    SHA256(
            Pbkdf2.Digest.SHA256,
            "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"),
    SHA512(
            Pbkdf2.Digest.SHA512,
            "d197b1b33db0143e018b12f3d1d1479e6cdebdcc97c5c0f87f6902e072f457b5"
                    + "143f30602641b3d55cd335988cb36b84376060ecd532e039b742a239434af2d5");

    private static final int ITERATIONS = 4096;

    private final Pbkdf2.Digest digest;
    private final String hex;

    KnownKey(Pbkdf2.Digest digest, String hex) {
        this.digest = digest;
        this.hex = hex;
    }

    static KnownKey of(Pbkdf2.Digest digest) {
        return switch (digest) {
            case SHA1 -> SHA1;
            case SHA256 -> SHA256;
            case SHA512 -> SHA512;
        };
    }

    /**
     * Derives the key on the calling thread; takes some milliseconds.
     *
     * @throws WorkloadException if the platform cannot derive keys with this digest
     */
    void check(KeyDerivation derivation) throws WrongResultException, WorkloadException {
        byte[] expected = HexFormat.of().parseHex(hex);
        byte[] salt = "salt".getBytes(StandardCharsets.US_ASCII);
        Callable<byte[]> work =
                derivation.of(digest, "password", salt, ITERATIONS, expected.length);
        byte[] key;
        try {
            key = work.call();
        } catch (Exception failure) {
            throw new WorkloadException(
                    "no pbkdf2 with %s on this platform: %s"
                            .formatted(digest.label(), failure.getMessage()));
        }
        if (!Arrays.equals(key, expected)) {
            throw new WrongResultException(
                    "pbkdf2 with %s gave %s for the published key %s"
                            .formatted(digest.label(), HexFormat.of().formatHex(key), hex));
        }
    }
}
