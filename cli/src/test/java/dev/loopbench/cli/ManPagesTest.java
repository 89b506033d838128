package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.ExitCode;
import dev.loopbench.cli.console.Terminals;
import dev.loopbench.cli.install.SharedFiles;
import dev.loopbench.cli.install.Vocabulary;
import dev.loopbench.cli.option.UsageException;
import dev.loopbench.cli.order.RealMachines;
import dev.loopbench.cli.workload.Catalogs;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The man pages, as the command model gives them. */
final class ManPagesTest {

    private static final Catalogs CATALOGS = Catalogs.builtIn();
    private static final Set<String> REQUESTS =
            Set.of(".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad");

    private final CommandLine commands = commands();
    private final SortedMap<String, String> pages = pages(commands);

    @Test
    void the_program_and_each_command_have_a_page() {
        for (String command : commands.getSubcommands().keySet()) {
            assertThat(pages).containsKey("loopbench-" + command + ".1");
        }
        assertThat(pages).containsKey("loopbench.1");
        assertThat(pages).hasSize(1 + commands.getSubcommands().size());
    }

    @Test
    void a_page_begins_with_its_name_and_bears_the_version_and_no_date() {
        assertThat(pages.get("loopbench-run.1"))
                .startsWith(
                        """
                        .TH "LOOPBENCH\\-RUN" "1" "" "loopbench 1.2.3" "loopbench manual"
                        .nh
                        .ad l
                        .SH "NAME"
                        loopbench\\-run \\- Drive a workload on the loop and report what held it back
                        """);
    }

    @Test
    void the_page_of_the_program_names_each_command_and_what_it_reads_of_the_environment() {
        assertThat(pages.get("loopbench.1"))
                .contains("\\fBloopbench\\-selftest\\fR(1)\n")
                .contains("\\fBLOOPBENCH_JAVA\\fR\n")
                .contains("loopbench run \\-\\-threads 4 \\-\\-jobs 5\n");
    }

    @Test
    void the_page_of_run_has_the_options_of_each_workload() {
        String page = pages.get("loopbench-run.1");
        for (WorkloadType type : CATALOGS.workloads().types()) {
            assertThat(page).contains(".SS \"" + type.name() + "\"\n");
            for (Parameter parameter : type.parameters()) {
                assertThat(page).contains("\\fB\\-\\-" + parameter.name().replace("-", "\\-"));
            }
        }
    }

    @Test
    void every_exit_code_is_explained() {
        for (ExitCode code : ExitCode.values()) {
            assertThat(pages.get("loopbench-ab.1")).contains("\\fB" + code.number() + "\\fR\n");
        }
    }

    @Test
    void options_inside_of_sentences_can_be_copied() {
        assertThat(pages.get("loopbench-run.1")).contains("in flight for \\-\\-duration\n");
    }

    @Test
    void no_line_is_taken_for_a_request_by_accident() {
        assertThat(pages.values())
                .allSatisfy(
                        page ->
                                assertThat(page.lines())
                                        .filteredOn(
                                                line ->
                                                        line.startsWith(".")
                                                                || line.startsWith("'"))
                                        .allSatisfy(
                                                line ->
                                                        assertThat(REQUESTS)
                                                                .contains(line.split(" ", 2)[0])));
    }

    @Test
    void pages_are_of_ascii_alone() {
        assertThat(pages.values()).allSatisfy(page -> assertThat(page).matches("\\p{ASCII}+"));
    }

    private static CommandLine commands() {
        Console console =
                new Console(
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        Map.of(),
                        Terminals.NONE,
                        "");
        try {
            return CommandTree.create(
                    console, Map.of(), CATALOGS, Sessions.measuring(), new RealMachines());
        } catch (UsageException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SortedMap<String, String> pages(CommandLine commands) {
        SortedMap<String, String> pages = new TreeMap<>();
        SharedFiles.of(Vocabulary.of(commands.getCommandSpec(), CATALOGS), "1.2.3")
                .contents()
                .forEach(
                        (path, content) -> {
                            if (path.startsWith("share/man/man1/")) {
                                pages.put(path.substring("share/man/man1/".length()), content);
                            }
                        });
        return pages;
    }
}
