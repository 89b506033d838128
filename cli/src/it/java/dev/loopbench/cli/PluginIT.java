package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Plugins from their sources to a report. */
final class PluginIT {

    private static final Path EXAMPLE = Path.of("examples", "plugin");

    @TempDir Path folder;

    @Test
    void the_example_runs_and_its_report_is_as_the_schema_says() throws Exception {
        Invocation.Result result =
                run("run", "checksum", "--plugin", example(), "--buffer", "1MiB", "--jobs", "5");

        assertThat(result.code()).as(result.err()).isZero();
        ReportSchema.validate(result.out());
        Report report = report(result);
        assertThat(report.config().workload()).isEqualTo("checksum");
        assertThat(report.config().parameters()).containsEntry("buffer", "1MiB");
        assertThat(report.operations().get(0).kind()).isEqualTo("checksum");
        assertThat(report.operations().get(0).count()).isEqualTo(5);
        assertThat(report.jobs()).hasSize(5);
    }

    @Test
    void the_example_costs_simulated_time_by_its_buffer() throws Exception {
        String plugin = example();
        long oneNanos = simulatedNanos("--plugin", plugin, "--buffer", "1MiB");
        long tenNanos = simulatedNanos("--plugin", plugin, "--buffer", "10MiB");

        assertThat((double) tenNanos / oneNanos).isBetween(5.0, 20.0);
    }

    @Test
    void the_examples_own_limit_is_bad_usage() throws Exception {
        Invocation.Result result =
                run("run", "checksum", "--plugin", example(), "--buffer", "2GiB");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("loopbench: --buffer must be at most 1GiB.\n");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
    void the_launcher_lists_the_example_beside_the_others() throws Exception {
        Launcher.Result all = Launcher.at(Launcher.SCRIPT).run("list", "--plugin", example());
        assertThat(all.err()).isEmpty();
        assertThat(all.out()).contains("\nchecksum  sums up a buffer").startsWith("pbkdf2  ");
        assertThat(all.code()).isZero();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
    void the_launcher_runs_the_example() throws Exception {
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT)
                        .run("run", "checksum", "--plugin=" + example(), "--json", "-", "-q");
        assertThat(result.err()).isEmpty();
        ReportSchema.validate(result.out());
        assertThat(result.code()).isZero();
    }

    @Test
    void a_callback_of_a_workload_runs_on_the_loop() throws Exception {
        Invocation.Result result =
                own("Deferring", "loop.setImmediate(operation::succeeded);", "--jobs", "3");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(report(result).operations().get(0).count()).isEqualTo(3);
    }

    @Test
    void a_wrong_result_exits_15() throws Exception {
        Invocation.Result result = own("Wrong", "operation.wrong(\"two and two are five\");");

        assertThat(result.err()).isEqualTo("loopbench: two and two are five.\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(15);
    }

    @Test
    void a_start_that_throws_exits_1() throws Exception {
        Invocation.Result result =
                own("Throwing", "throw new IllegalStateException(\"no buffer\");");

        assertThat(result.err())
                .isEqualTo(
                        "loopbench: a callback of the workload threw"
                                + " java.lang.IllegalStateException: no buffer (--debug shows"
                                + " where).\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void a_class_that_is_missing_while_it_runs_exits_1() throws Exception {
        Invocation.Result result =
                own("Missing", "throw new NoClassDefFoundError(\"com/example/Library\");");

        assertThat(result.err()).contains("NoClassDefFoundError: com/example/Library");
        assertThat(result.err()).hasLineCount(1);
        assertThat(result.code()).isEqualTo(1);
    }

    private Invocation.Result own(String type, String start, String... options) throws Exception {
        Path jar = new PluginCompiler(folder).jar(type, source(type, start));
        return run(
                Stream.concat(
                                Stream.of("run", "own", "--plugin", jar.toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    /** A workload whose one operation runs {@code start} on the loop. */
    private static String source(String type, String start) {
        return """
            package com.example;

            import dev.loopbench.loopcore.EventLoop;
            import dev.loopbench.loopcore.workload.*;
            import java.util.List;

            public final class %1$s implements WorkloadType {
                public String name() {
                    return "own";
                }

                public String summary() {
                    return "runs what a test made";
                }

                public List<Parameter> parameters() {
                    return List.of();
                }

                public Workload create(WorkloadSetup setup) {
                    return new Workload() {
                        private EventLoop loop;

                        public String kind() {
                            return setup.name();
                        }

                        public void prepare(EventLoop on) {
                            loop = on;
                        }

                        public void start(Operation operation) {
                            %2$s
                        }

                        public void close() {}
                    };
                }
            }
            """
                .formatted(type, start);
    }

    private String example() throws Exception {
        try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
            List<Path> sources = files.filter(Files::isRegularFile).toList();
            String providers = Files.readString(EXAMPLE.resolve(PluginCompiler.SERVICE));
            return new PluginCompiler(folder).jar("checksum", sources, providers).toString();
        }
    }

    private static long simulatedNanos(String... options) throws Exception {
        Invocation.Result result =
                run(
                        Stream.concat(
                                        Stream.of("run", "checksum", "--simulate", "7"),
                                        Stream.of(options))
                                .toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isZero();
        return report(result).run().durationNanos();
    }

    private static Report report(Invocation.Result result) throws Exception {
        return new JsonReportReader().read(new StringReader(result.out()));
    }

    /** Without warm-up, as a document alone. */
    private static Invocation.Result run(String... words) {
        String[] line =
                Stream.concat(Stream.of(words), Stream.of("--warmup", "0s", "--json", "-", "-q"))
                        .toArray(String[]::new);
        return Invocation.with(Sessions.measuring()).execute(line);
    }
}
