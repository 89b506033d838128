package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.FatalError;
import dev.loopbench.cli.console.Terminals;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.probes.result.Report;
import dev.loopbench.probes.session.SessionListener.AfterOperations;
import dev.loopbench.probes.session.SessionListener.Snapshot;
import dev.loopbench.probes.session.SessionListener.Stage;
import dev.loopbench.probes.session.SessionListener.Tally;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class RunOutputTest {

    private static final Terminals ERR_IS_A_TERMINAL =
            new Terminals() {
                @Override
                public boolean isTerminal(Channel channel) {
                    return channel == Channel.ERR;
                }

                @Override
                public int columns(Channel channel) {
                    return 60;
                }
            };

    private final Report report = Reports.complete();
    private final FakeSessions sessions = FakeSessions.reporting(report);

    @Test
    void the_text_report_goes_to_standard_output() {
        Invocation.Result result = Invocation.with(sessions).execute("run");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("pbkdf2").endsWith("\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_json_document_on_standard_output_stands_alone() {
        Invocation.Result result = Invocation.with(sessions).execute("run", "--json", "-");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo(Reports.json(report));
        assertThat(result.err()).contains("pbkdf2");
    }

    @Test
    void quiet_leaves_the_json_document_and_nothing_else() {
        Invocation.Result result = Invocation.with(sessions).execute("run", "--json", "-", "-q");
        assertThat(result.out()).isEqualTo(Reports.json(report));
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_json_file_replaces_the_earlier_one_and_nothing_is_left_beside_it(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), "earlier");
        Invocation.Result result =
                Invocation.with(sessions).execute("run", "--json", file.toString());
        assertThat(result.code()).isZero();
        assertThat(file).hasContent(Reports.json(report));
        assertThat(folder.toFile().list()).containsExactly("report.json");
    }

    @Test
    void a_json_file_behind_a_link_is_replaced_and_the_link_stays(@TempDir Path folder)
            throws Exception {
        Path file = Files.createFile(folder.resolve("report.json"));
        Path link = Files.createSymbolicLink(folder.resolve("latest.json"), file);
        Invocation.with(sessions).execute("run", "--json", link.toString());
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent(Reports.json(report));
    }

    @Test
    void a_json_file_that_can_no_longer_be_written_fails_the_run(@TempDir Path folder)
            throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        FakeSessions removing =
                FakeSessions.running(
                        listener -> {
                            delete(inner);
                            return report;
                        });
        Invocation.Result result =
                Invocation.with(removing)
                        .execute("run", "--json", inner.resolve("report.json").toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "loopbench: "
                                + inner.resolve("report.json")
                                + " cannot be written: its directory is not there any more.\n");
        assertThat(result.err().lines()).hasSize(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void failed_operations_fail_the_run_after_the_report() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.withErrors(3))).execute("run");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("pbkdf2");
        assertThat(result.err()).isEqualTo("loopbench: 3 operations failed.\n");
    }

    @Test
    void an_interrupted_run_is_reported_and_exits_130() {
        Invocation.Result result =
                Invocation.with(FakeSessions.reporting(Reports.interrupted()))
                        .execute("run", "--json", "-");
        assertThat(result.code()).isEqualTo(130);
        assertThat(result.out()).contains("\"complete\"");
    }

    @Test
    void a_wrong_result_exits_15_and_reports_nothing() {
        FakeSessions wrong =
                FakeSessions.running(
                        listener -> {
                            throw new WrongResultException("the key is not the known one");
                        });
        Invocation.Result result = Invocation.with(wrong).execute("run");
        assertThat(result.code()).isEqualTo(15);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("loopbench: the key is not the known one.\n");
    }

    @Test
    void what_the_workload_cannot_use_is_bad_usage() {
        FakeSessions unusable =
                FakeSessions.running(
                        listener -> {
                            throw new WorkloadException("--file x cannot be read");
                        });
        Invocation.Result result = Invocation.with(unusable).execute("run", "fs-read");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("loopbench: --file x cannot be read.\n");
    }

    @Test
    void a_defect_is_one_sentence_and_with_debug_a_stack_trace() {
        FakeSessions broken =
                FakeSessions.running(
                        listener -> {
                            throw new IllegalStateException("broken");
                        });
        Invocation.Result shortly = Invocation.with(broken).execute("run");
        Invocation.Result fully = Invocation.with(broken).execute("run", "--debug");
        assertThat(shortly.code()).isEqualTo(1);
        assertThat(shortly.err().lines()).hasSize(1);
        assertThat(shortly.err()).contains("broken");
        assertThat(fully.err()).contains("\tat dev.loopbench.cli.");
    }

    @Test
    void a_reader_that_goes_away_is_no_error() {
        Invocation.Result result =
                Invocation.with(sessions).out(failing("Broken pipe")).execute("run");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_full_disk_is_one() {
        Invocation.Result result =
                Invocation.with(sessions).out(failing("No space left on device")).execute("run");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "loopbench: standard output cannot be written: No space left on device.\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_is_told_with_the_file_and_the_other_outputs_are_written(@TempDir Path folder) {
        Path other = folder.resolve("other.md");
        Invocation.Result result =
                Invocation.with(sessions)
                        .execute("run", "--json", "/dev/full", "-o", other.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("loopbench: /dev/full cannot be written: No space left on device.\n");
        assertThat(other).isNotEmptyFile();
        assertThat(result.out()).contains("pbkdf2");
    }

    @Test
    void documents_of_an_option_that_adds_up_are_all_written_whatever_is_given_again(
            @TempDir Path folder) {
        Path json = folder.resolve("a.json");
        Invocation.Result result =
                Invocation.with(sessions)
                        .execute(
                                "run",
                                "-o",
                                folder.resolve("a.md").toString(),
                                "--json",
                                folder.resolve("lost.json").toString(),
                                "--threads=1",
                                "--ascii",
                                "--json",
                                json.toString(),
                                "--threads=2",
                                "-o",
                                folder.resolve("a.csv").toString());
        assertThat(result.code()).isZero();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.md", "a.csv", "a.json");
        assertThat(json).hasContent(Reports.json(report));
    }

    @Test
    void too_little_memory_is_one_sentence_that_says_which_and_nothing_is_written(
            @TempDir Path folder) {
        FakeSessions full =
                FakeSessions.running(
                        listener -> {
                            throw new OutOfMemoryError("Java heap space");
                        });
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(
                        () ->
                                Invocation.with(full)
                                        .execute(
                                                "run",
                                                "--json",
                                                folder.resolve("report.json").toString()))
                .satisfies(
                        error ->
                                assertThat(FatalError.sentence(error))
                                        .startsWith(
                                                "there is not enough memory for this run (Java heap"
                                                        + " space; the heap may grow to "));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void too_few_files_that_may_be_open_are_told_as_that() {
        FakeSessions refused =
                FakeSessions.running(
                        listener -> {
                            throw new UncheckedIOException(new IOException("Too many open files"));
                        });
        Invocation.Result result = Invocation.with(refused).execute("run");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("loopbench: this process may not open as many files as it needs")
                .hasLineCount(1);
    }

    @Test
    void progress_is_drawn_on_a_terminal_and_erased() {
        FakeSessions telling =
                FakeSessions.running(
                        listener -> {
                            listener.progress(
                                    new Snapshot(
                                            Stage.MEASURING,
                                            1_200_000_000L,
                                            new AfterOperations(5, null),
                                            new Tally(3, 1, 2.5, null)));
                            return report;
                        });
        Invocation.Result drawn =
                Invocation.with(telling).terminals(ERR_IS_A_TERMINAL).execute("run");
        assertThat(drawn.err())
                .isEqualTo(
                        "\r\u001b[Kmeasuring \u001b[32m####\u001b[0m\u001b[2m....\u001b[0m 60%"
                                + " - \u001b[1;31m1 error\u001b[0m - 3 of 5 - 2.50/s - 1.2s\r"
                                + "\u001b[K");
        assertThat(Invocation.with(telling).execute("run").err()).isEmpty();
        assertThat(Invocation.with(telling).terminals(ERR_IS_A_TERMINAL).execute("run", "-q").err())
                .isEmpty();
        assertThat(
                        Invocation.with(telling)
                                .terminals(ERR_IS_A_TERMINAL)
                                .environment(Map.of("TERM", "dumb"))
                                .execute("run")
                                .err())
                .isEmpty();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private static void delete(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
