package dev.loopbench.loopcore.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.pool.CompletionQueue;
import dev.loopbench.loopcore.pool.PoolObserver;
import dev.loopbench.loopcore.pool.PoolRequest;
import dev.loopbench.loopcore.pool.PoolShape;
import dev.loopbench.loopcore.sim.SimulatedWorkerPool;
import dev.loopbench.loopcore.sim.VirtualClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With numeric addresses only: they ask no name server. */
class NameLookupTest {

    private static final long SERVICE_NANOS = 1_000;

    private int runningMax;
    private final VirtualClock clock = VirtualClock.still();
    private final SimulatedWorkerPool pool =
            new SimulatedWorkerPool(
                    clock, PoolShape.of(4), 4, (request, charged) -> SERVICE_NANOS, this::changed);
    private final CompletionQueue completions = new CompletionQueue(() -> {});
    private final List<LookupResult> results = new ArrayList<>();

    @Test
    @Rule("D01")
    void neither_host_nor_service_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameLookup.request(null, null, results::add));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NameLookup.lookup(null, null))
                .withMessage("a lookup needs a host or a service");
    }

    @Test
    @Rule("D01")
    void without_a_host_the_address_is_this_machine() {
        LookupResult result = NameLookup.lookup(null, "8080");

        assertThat(result.addresses()).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        assertThat(result.port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "65536", "-1", ""})
    @Rule("D01")
    void a_service_that_is_no_port_number_is_an_error_code(String service) {
        assertThat(NameLookup.lookup("127.0.0.1", service).error())
                .contains(LookupError.EAI_SERVICE);
    }

    @Test
    @Rule("D01")
    void the_empty_name_is_unknown() {
        assertThat(NameLookup.lookup("", null).error()).contains(LookupError.EAI_NONAME);
    }

    @Test
    @Rule("D01")
    void failures_are_told_apart_by_what_the_platform_says() {
        assertThat(LookupError.of(new UnknownHostException("x: Name or service not known")))
                .isEqualTo(LookupError.EAI_NONAME);
        assertThat(LookupError.of(new UnknownHostException(null)))
                .isEqualTo(LookupError.EAI_NONAME);
        assertThat(
                        LookupError.of(
                                new UnknownHostException(
                                        "x: Temporary failure in name resolution")))
                .isEqualTo(LookupError.EAI_AGAIN);
        assertThat(LookupError.of(new SecurityException("no"))).isEqualTo(LookupError.EAI_FAIL);
    }

    @Test
    @Rule({"D02", "P05"})
    void ten_lookups_of_numeric_addresses_take_slow_turns_and_call_back_once_each() {
        for (int i = 0; i < 10; i++) {
            pool.submit(NameLookup.request("127.0.0." + i, null, results::add), completions);
        }

        pool.close();
        completions.drain(PoolRequest::complete);

        assertThat(results)
                .extracting(result -> result.addresses().get(0).getHostAddress())
                .containsExactly(
                        "127.0.0.0",
                        "127.0.0.1",
                        "127.0.0.2",
                        "127.0.0.3",
                        "127.0.0.4",
                        "127.0.0.5",
                        "127.0.0.6",
                        "127.0.0.7",
                        "127.0.0.8",
                        "127.0.0.9");
        assertThat(runningMax).isEqualTo(2);
        assertThat(clock.nanoTime()).isEqualTo(5 * SERVICE_NANOS);
    }

    @Test
    @Rule("P13")
    void a_cancelled_lookup_comes_to_eai_canceled() {
        PoolRequest<LookupResult> first = NameLookup.request("127.0.0.1", null, results::add);
        PoolRequest<LookupResult> second = NameLookup.request("127.0.0.2", null, results::add);
        PoolRequest<LookupResult> third = NameLookup.request("127.0.0.3", null, results::add);
        pool.submit(first, completions);
        pool.submit(second, completions);
        pool.submit(third, completions);

        assertThat(pool.cancel(third)).isTrue();
        completions.drain(PoolRequest::complete);

        assertThat(results).hasSize(1);
        assertThat(results.get(0).error()).contains(LookupError.EAI_CANCELED);
    }

    private void changed(
            PoolObserver.Change change,
            PoolRequest<?> request,
            long nowNanos,
            int queued,
            int running) {
        runningMax = Math.max(runningMax, running);
    }
}
