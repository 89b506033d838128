package dev.loopbench.cli.command;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loopbench.cli.option.UsageException;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** How many files and sockets this process may have open. Stateless. */
final class Descriptors {

    private Descriptors() {}

    /** Empty where the platform has no such limit or does not tell. */
    static OptionalLong limit() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? OptionalLong.of(system.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    /** Refuses connections that would meet the limit. */
    static void requireFor(long descriptors) throws UsageException {
        OptionalLong limit = limit();
        if (limit.isPresent() && descriptors > limit.getAsLong()) {
            throw new UsageException(
                    "so many connections need "
                            + descriptors
                            + " file descriptors, and this system gives a process "
                            + limit.getAsLong()
                            + "; raise the limit with ulimit -n "
                            + descriptors
                            + " (as root, or with a higher hard limit), or take fewer"
                            + " --connections.");
        }
    }
}
