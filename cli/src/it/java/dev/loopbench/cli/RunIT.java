package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Warning;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Real runs on this machine: order, counts and laws; never how long anything took. */
@Isolated("measures")
class RunIT {

    /** A busy machine takes the core between two readings of the clock, and the run is short. */
    private static final int ATTEMPTS = 10;

    @Test
    void the_fifth_of_five_jobs_waits_for_one_of_four_threads() throws Exception {
        Report report = run(Map.of(), "--threads", "4", "--jobs", "5", "--iterations", "20000");

        List<Job> jobs = report.jobs();
        assertThat(jobs).extracting(Job::id).containsExactly(1L, 2L, 3L, 4L, 5L);
        // Which thread takes it is the machine's: one that wakes late takes it as its first.
        long lastStart = jobs.stream().mapToLong(RunIT::started).max().orElseThrow();
        long firstEnd = jobs.stream().mapToLong(RunIT::finished).min().orElseThrow();
        assertThat(lastStart).isGreaterThanOrEqualTo(firstEnd);
        assertThat(report.pool().depth().depthMax()).isPositive();
    }

    @Test
    void one_thread_runs_one_job_after_the_other() throws Exception {
        Report report = run(Map.of(), "--threads", "1", "--jobs", "5", "--iterations", "5000");

        List<Job> jobs = report.jobs();
        for (int i = 1; i < jobs.size(); i++) {
            assertThat(started(jobs.get(i))).isGreaterThanOrEqualTo(finished(jobs.get(i - 1)));
        }
        assertThat(jobs).extracting(Job::worker).containsOnly(0);
    }

    @Test
    void the_self_checks_of_a_run_hold() throws Exception {
        Report report = selfChecked();
        for (int i = 1; i < ATTEMPTS && !isUndisturbed(report); i++) {
            report = selfChecked();
        }

        double shares =
                report.loop().busyTime().phases().stream().mapToDouble(Loop.PhaseTime::share).sum();
        assertThat(Objects.requireNonNull(report.loop().busyTime().residualShare()))
                .isBetween(-0.02, 0.02);
        assertThat(shares + Objects.requireNonNull(report.loop().busyTime().residualShare()))
                .isBetween(0.999, 1.001);
        assertThat(report.pool().waiting().littleResidualShare()).isLessThan(0.05);
        assertThat(report.probes().droppedEvents()).isZero();
        assertThat(report.loop().counts().events()).isEqualTo(200);
    }

    @Test
    void the_environment_sets_the_size_of_the_pool() throws Exception {
        Report report =
                run(Map.of("UV_THREADPOOL_SIZE", "2"), "--jobs", "4", "--iterations", "5000");

        assertThat(report.pool().threads()).isEqualTo(2);
        assertThat(report.config().pool().source()).isEqualTo(Config.PoolConfig.Source.ENVIRONMENT);
        assertThat(report.pool().workers()).hasSize(2);
    }

    @Test
    void an_injected_delay_is_in_the_service_leg_and_the_report_says_so() throws Exception {
        Report report =
                run(
                        Map.of(),
                        "work",
                        "--how=sleep",
                        "--time=2ms",
                        "--jobs=4",
                        "--inject=service=50%");

        Long least =
                Objects.requireNonNull(report.operations().get(0).legs().serviceLeg()).minNanos();
        assertThat(least).isGreaterThanOrEqualTo(3_000_000);
        assertThat(report.config().injected()).containsExactly(Map.entry("service", "50%"));
        assertThat(report.warnings()).extracting(Warning::id).contains(Warning.Kind.RUN_INJECTED);
    }

    @Test
    void a_file_is_read_to_its_end_and_stays(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("data"), new byte[100_000]);

        Report report =
                run(
                        Map.of(),
                        "fs-read",
                        "--file",
                        file.toString(),
                        "--chunk",
                        "30kB",
                        "--concurrency",
                        "3",
                        "--duration",
                        "50ms");

        Operation reads = report.operations().get(0);
        assertThat(reads.errors()).isZero();
        assertThat(Objects.requireNonNull(reads.legs().waitLeg()).count())
                .isEqualTo(4 * reads.count());
        assertThat(report.config().parameters()).containsEntry("size", "100000B");
        assertThat(file).hasSize(100_000);
    }

    @Test
    void an_open_load_starts_all_it_was_to_start() throws Exception {
        Report report =
                run(Map.of(), "--rate", "200/s", "--duration", "250ms", "--iterations", "10");

        assertThat(report.operations().get(0).count()).isEqualTo(50);
        assertThat(report.operations().get(0).latency().startDelay()).isNotNull();
    }

    private static Report selfChecked() throws Exception {
        return run(Map.of(), "--threads", "2", "--jobs", "200", "--iterations", "500");
    }

    private static boolean isUndisturbed(Report report) {
        return Math.abs(Objects.requireNonNull(report.loop().busyTime().residualShare())) < 0.02
                && Objects.requireNonNull(report.pool().waiting().littleResidualShare()) < 0.05;
    }

    /** Runs for real, without warm-up, and validates the report against its schema. */
    private static Report run(Map<String, String> environment, String... options) throws Exception {
        String[] words = new String[options.length + 5];
        words[0] = "run";
        System.arraycopy(options, 0, words, 1, options.length);
        words[options.length + 1] = "--warmup";
        words[options.length + 2] = "0s";
        words[options.length + 3] = "--json";
        words[options.length + 4] = "-";
        Invocation.Result result =
                Invocation.with(Sessions.measuring()).environment(environment).execute(words);
        assertThat(result.code()).as(result.err()).isZero();
        ReportSchema.validate(result.out());
        return new JsonReportReader().read(new StringReader(result.out()));
    }

    private static long started(Job job) {
        return Objects.requireNonNull(job.startedNanos());
    }

    private static long finished(Job job) {
        return Objects.requireNonNull(job.finishedNanos());
    }
}
