package dev.loopbench.loopcore.workload.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.workload.OperationObserver;
import dev.loopbench.loopcore.workload.OperationOutcome;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.SimulatedLoop;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.block.BlockCatalog;
import dev.loopbench.loopcore.workload.catalog.WorkloadCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostsTest {

    private static final long MILLI = 1_000_000;

    private final Costs costs =
            new Costs(BlockCatalog.builtIn(), WorkloadCatalog.poolTypes(), new JobWords());
    private final SimulatedLoop simulated = new SimulatedLoop();
    private final List<String> seen = new ArrayList<>();

    private ParameterValues values(String options) throws Exception {
        Map<String, String> texts = new HashMap<>();
        for (String option : options.split(";", -1)) {
            String[] pair = option.split(":", 2);
            texts.put(pair[0], pair[1]);
        }
        return ParameterValues.parse(costs.requestParameters(), texts);
    }

    private RequestCost prepared(String options) throws Exception {
        RequestCost cost = costs.request(new WorkloadSetup("http", values(options), 1));
        cost.observe(
                new OperationObserver() {
                    @Override
                    public void ended(
                            String kind,
                            OperationOutcome outcome,
                            long intendedNanos,
                            long startedNanos,
                            long nowNanos) {
                        seen.add(kind + " " + outcome);
                    }
                });
        cost.prepare(simulated.loop);
        return cost;
    }

    @Test
    void a_request_first_holds_the_loop_and_then_waits_for_the_pool() throws Exception {
        RequestCost cost = prepared("cost:5ms;pool-job:work how=spin time=3ms");
        List<Long> doneNanos = new ArrayList<>();
        simulated.run(
                () ->
                        cost.perform(
                                ok -> {
                                    seen.add("done " + ok);
                                    doneNanos.add(simulated.clock.nanoTime());
                                }));
        cost.close();

        assertThat(doneNanos).containsExactly(15 * MILLI); // jobs take 10 ms on this machine
        assertThat(seen).containsExactly("http-work OK", "done true");
        assertThat(cost.label()).isEqualTo("http request (loop)");
    }

    @Test
    void a_pool_job_that_the_interrupted_pool_refuses_is_cancelled_and_gets_no_reply()
            throws Exception {
        RequestCost cost = prepared("pool-job:random");
        simulated.loop.pool().abandon();
        simulated.run(() -> cost.perform(ok -> seen.add("done " + ok)));
        cost.close();

        assertThat(seen).containsExactly("http-random CANCELLED");
        assertThat(cost.label()).isEqualTo("http request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cost-with:regex | cost-with needs cost or cost-work",
                "cost:1ms;cost-with:sort;cost-work:9 | give one of them",
                "cost-work:9 | cost-work: loop has no size, its measure is time",
                "cost-with:sort;cost-work:9 | must be from 100 to",
                "pool-job:pbkdf3 | pool-job must begin with one of pbkdf2, fs-read, random",
                "pool-job:pbkdf2 iterations=0 | iterations must be a whole number",
                "pool-job:fs-read file=/nowhere/at/all | pool-job: file /nowhere/at/all",
            })
    void what_cannot_be_is_a_sentence(String options, String sentence) {
        assertThatThrownBy(() -> prepared(options))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void without_a_reader_a_pool_job_is_the_name_of_a_workload_alone() throws Exception {
        Costs byName = WorkloadCatalog.builtInCosts();
        RequestCost named =
                byName.request(new WorkloadSetup("http", values("pool-job: random "), 1));
        named.prepare(simulated.loop);
        named.close();
        RequestCost more =
                byName.request(new WorkloadSetup("http", values("pool-job:random size=9B"), 1));

        assertThatThrownBy(() -> more.prepare(simulated.loop))
                .isInstanceOf(WorkloadException.class)
                .hasMessageEndingWith("not \"random size=9B\"");
    }

    @ParameterizedTest
    @CsvSource({
        "pool-job:, ''",
        "cost:2ms, 'cost,cost-with'",
        "cost-with:sort;cost-work:900, 'cost-with,cost-work'",
        "pool-job:random, 'pool-job'"
    })
    void a_report_shows_what_was_meant(String options, String shown) throws Exception {
        TreeMap<String, String> left = new TreeMap<>(values(options).asText());
        Costs.keepMeant(values(options), left);

        assertThat(String.join(",", left.keySet())).isEqualTo(shown);
    }
}
