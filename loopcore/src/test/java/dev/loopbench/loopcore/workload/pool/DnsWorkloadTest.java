package dev.loopbench.loopcore.workload.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.dns.LookupResult;
import dev.loopbench.loopcore.dns.NameLookup;
import dev.loopbench.loopcore.workload.LoadDriver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.pool.DnsType.ExpectedAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With numeric addresses and {@code localhost} only: they ask no name server. */
class DnsWorkloadTest {

    private final SimulatedRun run = new SimulatedRun();

    private LoadDriver burst(int operations, String... namesAndTexts) throws Exception {
        return run.burst(operations, SimulatedRun.workload(new DnsType(), namesAndTexts));
    }

    /** Every name has the addresses of another. */
    private LoadDriver burstOfOne(String name, String inItsPlace) throws Exception {
        Function<String, LookupResult> resolver = asked -> NameLookup.lookup(inItsPlace, null);
        return run.burst(1, SimulatedRun.workload(new DnsType.Job(name, 0, resolver)));
    }

    @Test
    void every_operation_is_one_job_of_slow_io_that_finds_addresses() throws Exception {
        LoadDriver driver = burst(10);

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(10);
        assertThat(run.jobs).hasSize(10).containsOnly("SLOW_IO mine");
    }

    @Test
    void names_are_looked_up_in_turn() throws Exception {
        List<String> asked = new ArrayList<>();
        Function<String, LookupResult> resolver =
                name -> {
                    asked.add(name);
                    return NameLookup.lookup(name, null);
                };
        DnsType.Job job = new DnsType.Job("127.0.0.1, ::1,10.1.2.3", 0, resolver);
        LoadDriver driver = run.burst(5, SimulatedRun.workload(job));

        assertThat(driver.counts().ended(OperationOutcome.OK)).isEqualTo(5);
        assertThat(asked).containsExactly("127.0.0.1", "::1", "10.1.2.3", "127.0.0.1", "::1");
    }

    @Test
    void a_resolver_that_hangs_holds_half_of_the_threads_and_no_core() throws Exception {
        burst(4, "resolver-delay", "3s");

        // Two of the four threads look up at a time, each first waits, then takes 200 us.
        assertThat(run.nanos()).isEqualTo(2 * 3_000_200_000L);
    }

    @Test
    void a_lookup_that_finds_nothing_is_a_failure_by_its_name() throws Exception {
        LoadDriver driver = burstOfOne("nowhere.invalid", "");

        assertThat(driver.counts().ended(OperationOutcome.FAILED)).isEqualTo(1);
        assertThat(driver.firstFailure())
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("EAI_NONAME for nowhere.invalid: the name is empty");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.2, 'the lookup of the address 127.0.0.1 gave [/127.0.0.2]'",
        "10.0.0.255, 10.0.0.25, 'the lookup of the address 10.0.0.255 gave [/10.0.0.25]'",
        "::1, 127.0.0.1, 'the lookup of the address ::1 gave [/127.0.0.1]'",
        "localhost, 10.0.0.1, 'the lookup of localhost gave [/10.0.0.1], which is not this machine'",
        "LOCALHOST, 10.0.0.1, 'the lookup of LOCALHOST gave [/10.0.0.1], which is not this machine'"
    })
    void the_address_of_another_is_wrong(String name, String inItsPlace, String sentence)
            throws Exception {
        LoadDriver driver = burstOfOne(name, inItsPlace);

        assertThat(driver.counts().ended(OperationOutcome.WRONG)).isEqualTo(1);
        assertThat(driver.firstWrong().map(Object::toString)).contains(sentence);
    }

    @Test
    void neither_an_address_nor_an_error_is_wrong() {
        assertThat(ExpectedAddress.of("somewhere.invalid").wrong(List.of()))
                .isEqualTo("the lookup of somewhere.invalid gave no address and no error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.invalid", "1.2.3.256", "1.2.3", "1:2", "localhost4"})
    void of_what_is_a_name_or_nothing_any_address_may_be_right(String name) {
        assertThat(ExpectedAddress.of(name).wrong(NameLookup.lookup("10.0.0.1", null).addresses()))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost,", "127.0.0.1,,127.0.0.2"})
    void an_empty_name_is_refused(String names) throws Exception {
        Workload workload = SimulatedRun.workload(new DnsType(), "names", names);

        assertThatThrownBy(() -> workload.prepare(run.simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessage("names must be names separated by commas");
    }
}
