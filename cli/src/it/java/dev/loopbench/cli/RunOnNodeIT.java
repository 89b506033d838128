package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.result.Job;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.result.Subject;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A workload runs on the loop of a real Node as it does on loopbench's. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is no /proc to look into")
@Execution(ExecutionMode.CONCURRENT) // most of it is processes that start
@Timeout(300)
final class RunOnNodeIT {

    @TempDir private Path folder;

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.loopbench.cli.NodeServer#nodes")
    void five_jobs_on_four_threads_of_node_make_the_fifth_wait_for_one_that_ends(Path node)
            throws Exception {
        Report report = onNode(node, "--jobs", "5", "--warmup", "100ms");
        Subject subject = Objects.requireNonNull(report.subject());
        assertThat(subject.kind()).isEqualTo(Subject.Kind.NODE);
        assertThat(report.config().workload()).isEqualTo("pbkdf2");
        assertThat(report.config().load()).isEqualTo(new Load.Burst(5));
        assertThat(report.run().complete()).isTrue();
        Operation operation = report.operations().get(0);
        assertThat(operation.kind()).isEqualTo("pbkdf2");
        assertThat(operation.count()).isEqualTo(5);
        assertThat(report.jobs()).hasSize(5);
        Job fifth = report.jobs().get(4);
        List<Job> before = report.jobs().subList(0, 4);
        assertThat(before).extracting(Job::worker).doesNotHaveDuplicates();
        // What the trace tells is cut off to whole microseconds.
        assertThat(before)
                .anyMatch(
                        job ->
                                job.worker() == fifth.worker()
                                        && Objects.requireNonNull(job.finishedNanos())
                                                <= Objects.requireNonNull(fifth.startedNanos())
                                                        + 2_000);
    }

    @Test
    void two_threads_are_two_on_both_loops() throws Exception {
        List<Report> both =
                onBoth("--threads", "2", "--jobs", "5", "--warmup", "0s", "--repeat", "1");
        assertThat(both).hasSize(2);
        for (Report report : both) {
            Set<Integer> workers = new TreeSet<>();
            report.jobs().forEach(job -> workers.add(job.worker()));
            assertThat(report.config().pool().threads()).isEqualTo(2);
            assertThat(report.operations().get(0).count()).isEqualTo(5);
            assertThat(workers).hasSizeLessThanOrEqualTo(2);
        }
        assertThat(both.get(0).subject()).isNull();
        assertThat(both.get(1).subject()).isNotNull();
        assertThat(both.get(1).config())
                .usingRecursiveComparison()
                .ignoringFields("warmup")
                .isEqualTo(both.get(0).config());
    }

    @Test
    void a_blocked_loop_shows_in_the_delay_of_both() throws Exception {
        List<Report> both =
                onBoth(
                        "random",
                        "--concurrency",
                        "1",
                        "--duration",
                        "1s",
                        "--warmup",
                        "0s",
                        "--block-with",
                        "sleep",
                        "--block-at",
                        "100ms",
                        "--block-for",
                        "300ms",
                        "--repeat",
                        "1");
        for (Report report : both) {
            Loop.Delay delay = Objects.requireNonNull(report.loop().delay());
            assertThat(delay.maxNanos()).isGreaterThan(250_000_000);
        }
    }

    @Test
    void random_arrivals_are_the_same_on_both() throws Exception {
        List<Report> both =
                onBoth(
                        "random",
                        "--rate",
                        "200/s",
                        "--arrivals",
                        "poisson",
                        "--duration",
                        "1s",
                        "--seed",
                        "11",
                        "--repeat",
                        "1");
        Operation ours = both.get(0).operations().get(0);
        Operation nodes = both.get(1).operations().get(0);
        assertThat(nodes.started()).isEqualTo(ours.started()).isGreaterThan(100);
        assertThat(nodes.latency().startDelay()).isNotNull();
    }

    @Test
    void callbacks_and_servers_run_on_node_too() throws Exception {
        for (String line :
                List.of(
                        "timers --timers 20 --duration 100ms --cost 100us --cost-with regex",
                        "ticks --ticks 10 --rate 20/s --duration 100ms",
                        "http --connections 3 --duration 200ms --with pbkdf2:1",
                        "fs-read --open-each --jobs 3")) {
            List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
            words.addAll(List.of("--warmup", "0s"));
            Report report = onNode(NodeServer.node(), words.toArray(String[]::new));
            assertThat(report.operations().get(0).kind()).isEqualTo(words.get(0));
            assertThat(report.operations().get(0).count()).as(line).isPositive();
            assertThat(report.operations().get(0).errors()).as(line).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "work           | work cannot run on Node",
                "--no-slow-lane | keeps slow lookups to half of its threads"
            })
    void what_node_has_no_counterpart_for_is_refused(String words, String sentence)
            throws Exception {
        List<String> line = new ArrayList<>(List.of("run", "--on", "node", "--node"));
        line.add(NodeServer.node().toString());
        line.addAll(List.of(words.split(" ", -1)));
        Launcher.Result result = Launcher.at(Launcher.SCRIPT).run(line.toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void a_node_that_is_not_there_or_too_old_is_refused_with_a_sentence() throws Exception {
        Launcher launcher = Launcher.at(Launcher.SCRIPT);
        Launcher.Result absent = launcher.run("run", "--on", "both", "--node", "/does/not/exist");
        assertThat(absent.code()).isEqualTo(2);
        assertThat(absent.err())
                .isEqualTo("loopbench: /does/not/exist is not a program that can be run.\n");
        Path old = folder.resolve("node");
        Files.writeString(old, "#!/bin/sh\necho v16.20.2\n");
        Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
        Launcher.Result aged = launcher.run("run", "--on", "node", "--node", old.toString());
        assertThat(aged.code()).isEqualTo(2);
        assertThat(aged.err())
                .isEqualTo(
                        "loopbench: %s is Node 16.20.2, and what can be looked into begins with 18.\n"
                                .formatted(old));
    }

    private static Report onNode(Path node, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("run", "--on", "node", "--node"));
        line.add(node.toString());
        line.addAll(List.of(words));
        line.addAll(List.of("--json", "-", "-q"));
        Launcher.Result result = Launcher.at(Launcher.SCRIPT).run(line.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return new JsonReportReader().read(new StringReader(result.out()));
    }

    /** The report of our own loop, and that of Node's. */
    private static List<Report> onBoth(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("run", "--on", "both", "--node"));
        line.add(NodeServer.node().toString());
        line.addAll(List.of(words));
        line.addAll(List.of("--json", "-", "-q"));
        Launcher.Result result = Launcher.at(Launcher.SCRIPT).run(line.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        List<Report> reports = new ArrayList<>();
        for (JsonNode report : JsonMapper.shared().readTree(result.out())) {
            reports.add(new JsonReportReader().read(new StringReader(report.toString())));
        }
        return reports;
    }
}
