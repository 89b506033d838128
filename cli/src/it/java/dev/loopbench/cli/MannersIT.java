package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.json.JsonReportReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands' own tests see of a clone, seen of the archive: it answers as politely. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "has a disk that is always full")
@Execution(ExecutionMode.CONCURRENT) // processes that start
final class MannersIT {

    @TempDir Path folder;

    @BeforeAll
    static void there_are_archives() {
        assumeTrue(Dist.isBuilt(), "archives are built with -Pdist alone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "run -j 4 | 2 | there is no option -j; did you mean --jobs?",
                "run --live | 2 | there is no option --live; loopbench run --help lists them.",
                "run nosuch | 2 | there is no workload \"nosuch\"; 'loopbench list' shows them.",
                "run --simulate 1 -q --json /dev/full"
                        + "| 1 | /dev/full cannot be written: No space left on device."
            })
    void what_cannot_be_is_one_sentence(String line, int code, String sentence) throws Exception {
        Launcher.Result result = archive().run(line.split(" ", -1));

        assertThat(result.err()).isEqualTo("loopbench: " + sentence + "\n");
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void a_report_that_was_cut_is_named_as_it_was_given() throws Exception {
        String whole = archive().run("run", "--simulate=1", "--json=-").out();
        Files.writeString(folder.resolve("cut.json"), whole.substring(0, 500));
        Launcher.Result result = archive().in(folder).run("show", "cut.json");

        assertThat(result.err())
                .matches("loopbench: cut\\.json: not JSON at line \\d+, column \\d+: it ends.*\\n");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void of_an_option_that_is_given_twice_the_last_one_holds() throws Exception {
        assertThat(report("--threads=3", "--threads=2").config().pool().threads()).isEqualTo(2);
    }

    @Test
    void a_block_without_a_length_has_the_documented_one() throws Exception {
        Config.Block block = report("--block-every=100ms", "--block-with=loop").config().block();
        assertThat(Objects.requireNonNull(block).forNanos())
                .isEqualTo(TimeUnit.MILLISECONDS.toNanos(20));
    }

    @Test
    void words_are_printed_as_they_were_typed() throws Exception {
        Launcher.Result result =
                archive().with("LC_ALL", "C.UTF-8").run("run", "--simulate=1", "--salt", "名😀");
        assertThat(result.out()).contains("--salt '名😀'");
    }

    private static Report report(String... options) throws Exception {
        String[] words = new String[options.length + 3];
        words[0] = "run";
        words[1] = "--simulate=1";
        words[2] = "--json=-";
        System.arraycopy(options, 0, words, 3, options.length);
        Launcher.Result result = archive().run(words);
        assertThat(result.code()).as(result.err()).isZero();
        return new JsonReportReader().read(new StringReader(result.out()));
    }

    private static Launcher archive() {
        return Launcher.at(Launcher.archive());
    }
}
