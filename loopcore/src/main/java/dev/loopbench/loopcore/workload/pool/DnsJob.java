package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.EventLoop;
import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.dns.LookupError;
import dev.loopbench.loopcore.dns.LookupResult;
import dev.loopbench.loopcore.pool.Lane;
import dev.loopbench.loopcore.workload.PoolJob;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks one name up. Confined to the loop thread; the workers wait for the resolver.
 *
 * <p>The platform looks one name up once at a time: lookups of the same name that meet take turns
 * within it, as those of {@code getaddrinfo} do not. A resolver's delay is not part of such a turn.
 */
final class DnsJob implements PoolJob<DnsJob.Answer> {

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
    DnsJob(String names, long delayNanos, Function<String, LookupResult> resolver) {
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
                throw new WorkloadException("--names must be names separated by commas");
            }
            made.add(new Lookup(loop.clock(), delayNanos, ExpectedAddress.of(trimmed), resolver));
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
