package dev.loopbench.probes.host;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short digest of what must be equal for two reports to be compared. Stateless. */
final class Fingerprint {

    /** 64 bits: enough to tell machines apart, short enough to read. */
    private static final int BYTES = 8;

    private Fingerprint() {}

    /** The order of {@code parts} counts; none of them may hold a line break. */
    static String of(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] bytes = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(bytes), 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256.", impossible);
        }
    }
}
