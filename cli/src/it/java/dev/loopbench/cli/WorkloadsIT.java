package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.WorkloadType;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Pool;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every workload, every way to block the loop and every example, for real. */
@Execution(ExecutionMode.CONCURRENT) // counts and names, never times
final class WorkloadsIT {

    static Stream<String> workloads() {
        return Catalogs.builtIn().workloads().types().stream().map(WorkloadType::name);
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void a_workload_ends_well_and_its_report_is_what_the_schema_says(String name) throws Exception {
        Report report = run("run", name, "--concurrency", "2", "--duration", "200ms");

        Operation first = report.operations().get(0);
        assertThat(first.kind()).isEqualTo(name);
        assertThat(first.count()).isPositive();
        assertThat(first.errors()).isZero();
        assertThat(report.config().workload()).isEqualTo(name);
        assertAllWaitingIsCharged(report);
    }

    static Stream<String> blocks() {
        return Catalogs.builtIn().blocks().types().stream().map(BlockType::name);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void a_way_to_block_the_loop_holds_it_and_is_named(String how) throws Exception {
        Report report =
                run(
                        "run",
                        "work",
                        "--concurrency=1",
                        "--duration=300ms",
                        "--block-with=" + how,
                        "--block-every=50ms",
                        "--block-for=20ms");

        assertThat(Objects.requireNonNull(report.config().block()).with()).isEqualTo(how);
        assertThat(report.loop().busyTime().phases())
                .filteredOn(row -> row.phase().equals("timers"))
                .first()
                .satisfies(
                        row ->
                                assertThat(Objects.requireNonNull(row.slowest()).label())
                                        .isEqualTo("block-with " + how));
    }

    /** Long holds: code may get faster after it was sized, and a stack takes a stall of 50 ms. */
    @ParameterizedTest
    @CsvSource({
        "loop, SpinBlock.spin",
        "scrypt-sync, ScryptBlock$Derivation.deriveKeyOnLoop",
        "json, JsonBlock$RoundTrip.parseAndPrintOnLoop"
    })
    void a_loop_that_is_held_long_shows_the_frame_that_holds_it(String how, String frame)
            throws Exception {
        Report report =
                run(
                        "run",
                        "work",
                        "--concurrency=1",
                        "--duration=1s",
                        "--block-with=" + how,
                        "--block-every=40ms",
                        "--block-for=400ms");

        assertThat(report.loop().held().stalls())
                .anyMatch(stall -> stall.label().equals("block-with " + how));
        assertThat(report.loop().held().stalls())
                .flatExtracting(stall -> stall.stack() == null ? List.of() : stall.stack())
                .anyMatch(line -> line.toString().contains(frame));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login-service", "file-server", "slow-lookups"})
    void an_example_runs_all_its_workloads(String name) throws Exception {
        Report report =
                run("run", "--scenario", "examples/" + name + ".json", "--duration", "700ms");

        assertThat(report.config().scenario()).isEqualTo(name);
        assertThat(report.config().workloads()).hasSize(2);
        assertThat(report.operations()).hasSize(2).allMatch(row -> row.count() > 0);
        assertAllWaitingIsCharged(report);
    }

    /** The rows of the matrix against the jobs' own instants. */
    private static void assertAllWaitingIsCharged(Report report) {
        for (Operation operation : report.operations()) {
            Histogram wait = operation.legs().waitLeg();
            double waitedNanos =
                    wait == null || wait.meanNanos() == null ? 0 : wait.meanNanos() * wait.count();
            double chargedNanos =
                    report.pool().waiters().stream()
                            .filter(waiter -> waiter.victim().equals(operation.kind()))
                            .mapToLong(Pool.Waiter::nanos)
                            .sum();
            assertThat(chargedNanos)
                    .as(operation.kind())
                    .isCloseTo(waitedNanos, within(0.001 * waitedNanos + 10));
        }
    }

    private static Report run(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--warmup", "0s", "--json", "-"));
        Invocation.Result result =
                Invocation.with(Sessions.measuring()).execute(all.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        ReportSchema.validate(result.out());
        return new JsonReportReader().read(new StringReader(result.out()));
    }
}
