package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.dns.LookupError;
import dev.loopbench.loopcore.dns.LookupResult;
import dev.loopbench.loopcore.dns.NameLookup;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Name lookups on the pool. Immutable. */
public final class DnsType implements WorkloadType {

    static final Parameter NAMES =
            Parameter.of(
                    "names",
                    Parameter.Kind.TEXT,
                    "localhost",
                    "names to look up in turn, separated by commas; the JVM asks for one name once at"
                            + " a time");
    static final Parameter RESOLVER_DELAY =
            Parameter.of(
                    "resolver-delay",
                    Parameter.Kind.DURATION,
                    Parameter.NO_TIME,
                    "each lookup first holds its thread so long, as a resolver that hangs does");

    @Override
    public String name() {
        return NameLookup.KIND;
    }

    @Override
    public String summary() {
        return "looks names up on the pool: slow I/O, which gets at most half of the threads";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(NAMES, RESOLVER_DELAY);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new Job(
                        values.text(NAMES.name()),
                        values.durationNanos(RESOLVER_DELAY.name()),
                        name -> NameLookup.lookup(name, null)));
    }

    /**
     * Looks one name up. Confined to the loop thread; the workers wait for the resolver.
     *
     * <p>The platform looks one name up once at a time: lookups of the same name that meet take
     * turns within it, as those of {@code getaddrinfo} do not. A resolver's delay is not part of
     * such a turn.
     */
    static final class Job implements PoolJob<Job.Answer> {

        record Answer(ExpectedAddress expected, List<InetAddress> addresses) {}

        /** What a resolver of this machine takes; only simulated time uses it. */
        private static final long LOOKUP_NANOS = 200_000L;

        private final String names;
        private final long delayNanos;
        private final Function<String, LookupResult> resolver;

        private List<Callable<Answer>> lookups = List.of();
        private int next;

        /** The work for one name, shared by all operations that look it up. */
        private record Lookup(
                NanoClock clock,
                long delayNanos,
                ExpectedAddress expected,
                Function<String, LookupResult> resolver)
                implements Callable<Answer> {

            @Override
            public Answer call() throws UnknownHostException {
                clock.sleep(delayNanos);
                clock.charge(LOOKUP_NANOS);
                LookupResult result = resolver.apply(expected.name());
                LookupError error = result.error().orElse(null);
                if (error != null) {
                    throw new UnknownHostException(
                            "%s for %s: %s".formatted(error, expected.name(), result.detail()));
                }
                return new Answer(expected, result.addresses());
            }
        }

        /**
         * @param names separated by commas
         * @param resolver thread-safe
         */
        Job(String names, long delayNanos, Function<String, LookupResult> resolver) {
            this.names = names;
            this.delayNanos = delayNanos;
            this.resolver = resolver;
        }

        @Override
        public Lane lane() {
            return Lane.SLOW_IO;
        }

        @Override
        public void prepare(EventLoop loop) throws WorkloadException {
            List<Callable<Answer>> made = new ArrayList<>();
            for (String name : names.split(",", -1)) {
                String trimmed = name.strip();
                if (trimmed.isEmpty()) {
                    throw new WorkloadException("%s must be names separated by commas", NAMES);
                }
                made.add(
                        new Lookup(
                                loop.clock(), delayNanos, ExpectedAddress.of(trimmed), resolver));
            }
            lookups = made;
        }

        @Override
        public Callable<Answer> next() {
            Callable<Answer> lookup = lookups.get(next);
            next = (next + 1) % lookups.size();
            return lookup;
        }

        @Override
        public @Nullable String wrong(Answer answer) {
            return answer.expected.wrong(answer.addresses);
        }
    }

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

        /**
         * What is wrong with the addresses that were found: a sentence. Null if they may be right.
         */
        @Nullable String wrong(List<InetAddress> addresses) {
            if (addresses.isEmpty()) {
                return "the lookup of " + name + " gave no address and no error";
            }
            if (literal != null && !addresses.equals(List.of(literal))) {
                return "the lookup of the address %s gave %s".formatted(name, addresses);
            }
            if (isLocalhost() && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
                return "the lookup of %s gave %s, which is not this machine"
                        .formatted(name, addresses);
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
}
