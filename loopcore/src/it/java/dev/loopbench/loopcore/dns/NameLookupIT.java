package dev.loopbench.loopcore.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.SystemNanoClock;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.pool.ThreadWorkerPool;
import dev.loopbench.loopcore.pool.WorkerThreads;
import java.net.InetAddress;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameLookupIT {

    @Test
    @Rule("D01")
    void a_lookup_without_a_loop_is_synchronous() {
        LookupResult result = NameLookup.lookup("localhost", null);

        assertThat(result.error()).isEmpty();
        assertThat(result.addresses()).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    @Rule("D01")
    void an_unknown_name_comes_to_an_error_code() {
        LookupResult result = NameLookup.lookup("no-such-host.invalid", null);

        assertThat(result.addresses()).isEmpty();
        // Without a network no name server answers at all.
        assertThat(result.error().orElseThrow())
                .isIn(LookupError.EAI_NONAME, LookupError.EAI_AGAIN);
    }

    @Test
    @Rule("D02")
    void ten_concurrent_lookups_call_back_once_each() {
        List<LookupResult> results = new ArrayList<>();
        CompletionQueue completions = new CompletionQueue(() -> {});
        try (ThreadWorkerPool pool =
                new ThreadWorkerPool(
                        PoolShape.of(4),
                        new SystemNanoClock(),
                        CpuClock.NONE,
                        PoolObserver.NONE,
                        new WorkerThreads())) {
            for (int i = 0; i < 10; i++) {
                pool.submit(NameLookup.request("localhost", null, results::add), completions);
            }
        }
        completions.drain(PoolRequest::complete);

        assertThat(results).hasSize(10).allMatch(result -> result.error().isEmpty());
    }

    @Test
    void the_name_caches_are_switched_off_for_the_process() {
        NameLookup.disableCaches();

        assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("0");
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("0");
    }
}
