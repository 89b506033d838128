package dev.loopbench.loopcore.workload.pool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a name's addresses before any resolver is asked. Immutable.
 *
 * @param literal the address that the name spells out; null if it is a name
 */
record ExpectedAddress(String name, @Nullable InetAddress literal) {

    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final int BYTE_MAX = 255;

    static ExpectedAddress of(String name) {
        try {
            return new ExpectedAddress(name, literal(name));
        } catch (UnknownHostException misspelt) {
            // The lookup will say so.
            return new ExpectedAddress(name, null);
        }
    }

    /** What is wrong with the addresses that were found: a sentence. Null if they may be right. */
    @Nullable String wrong(List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return "the lookup of " + name + " gave no address and no error";
        }
        if (literal != null && !addresses.equals(List.of(literal))) {
            return "the lookup of the address %s gave %s".formatted(name, addresses);
        }
        if (isLocalhost() && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            return "the lookup of %s gave %s, which is not this machine".formatted(name, addresses);
        }
        return null;
    }

    /** RFC 6761, 6.3: it stands for the loopback addresses and for nothing else. */
    private boolean isLocalhost() {
        return name.toLowerCase(Locale.ROOT).equals("localhost");
    }

    private static @Nullable InetAddress literal(String name) throws UnknownHostException {
        Matcher quad = DOTTED_QUAD.matcher(name);
        if (quad.matches()) {
            byte[] bytes = new byte[4];
            for (int index = 0; index < bytes.length; index++) {
                int number = Integer.parseInt(quad.group(index + 1));
                if (number > BYTE_MAX) {
                    return null;
                }
                bytes[index] = (byte) number;
            }
            return InetAddress.getByAddress(bytes);
        }
        // With a colon it can only be an IPv6 address, for which the platform asks no resolver.
        return name.contains(":") ? InetAddress.getByName(name) : null;
    }
}
