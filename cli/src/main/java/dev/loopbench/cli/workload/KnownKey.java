package dev.loopbench.cli.workload;

import dev.loopbench.loopcore.workload.WrongResultException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A key that RFC 7914 publishes in its section 12. Immutable. */
record KnownKey(String password, String salt, ScryptCost cost, String hex) {

    /** The second vector: all of its parameters differ, and it takes little time and memory. */
    static final KnownKey NACL =
            new KnownKey(
                    "password",
                    "NaCl",
                    new ScryptCost(1024, 8, 16),
                    "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                            + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");

    /** Derives it on the calling thread. */
    void check(ScryptFunction function) throws WrongResultException {
        byte[] expected = HexFormat.of().parseHex(hex);
        byte[] key =
                function.derive(
                        password.getBytes(StandardCharsets.US_ASCII),
                        salt.getBytes(StandardCharsets.US_ASCII),
                        cost,
                        expected.length);
        if (!Arrays.equals(key, expected)) {
            throw new WrongResultException(
                    "scrypt gave %s for the published key %s"
                            .formatted(HexFormat.of().formatHex(key), hex));
        }
    }
}
