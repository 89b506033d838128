package dev.loopbench.probes.host;

import java.util.List;
import java.util.OptionalLong;

/** Numbers in kernel files, where anything may stand. Stateless. */
public final class KernelNumbers {

    private static final long BYTES_PER_KIB = 1024;

    private KernelNumbers() {}

    /** Empty unless {@code text} is one number of at least 0. */
    public static OptionalLong parse(String text) {
        try {
            long number = Long.parseLong(text.strip());
            return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException garbage) {
            return OptionalLong.empty();
        }
    }

    /** The number in the line {@code key value}; the key may end in a colon. */
    public static OptionalLong keyed(List<String> lines, String key) {
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 2 && (words[0].equals(key) || words[0].equals(key + ":"))) {
                return parse(words[1]);
            }
        }
        return OptionalLong.empty();
    }

    /** The bytes in the line {@code key: number kB}: the kernel means 1024 with it. */
    public static OptionalLong keyedBytes(List<String> lines, String key) {
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length == 3 && words[0].equals(key + ":") && words[2].equals("kB")) {
                OptionalLong kibibytes = parse(words[1]);
                return kibibytes.isEmpty()
                        ? kibibytes
                        : OptionalLong.of(kibibytes.getAsLong() * BYTES_PER_KIB);
            }
        }
        return OptionalLong.empty();
    }
}
