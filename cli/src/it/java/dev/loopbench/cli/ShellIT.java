package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.cli.install.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What shells and man make of the files that install puts there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class ShellIT {

    @TempDir static Path prefix;

    @BeforeAll
    static void install() throws Exception {
        Launcher.Result result =
                Launcher.at(Launcher.SCRIPT).run("install", "--prefix", prefix.toString());
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void it_is_found_on_the_path_and_calls_itself_by_its_name() throws Exception {
        Launcher.Result result =
                Launcher.at(Path.of("/bin/sh"))
                        .with("PATH", prefix.resolve("bin") + ":/usr/bin:/bin")
                        .run("-c", "loopbench run --simulate 1 --threads 1 --jobs 9");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("  try     loopbench run ");
        assertThat(result.code()).isZero();
    }

    static Stream<Arguments> words() {
        return Stream.of(
                offers("loopbench se", "selftest", "serve"),
                offers("loopbench --ver", "--version"),
                offers("loopbench run pbk", "pbkdf2"),
                offers("loopbench run --thr", "--threads"),
                offers("loopbench run pbkdf2 --iter", "--iterations"),
                offers("loopbench run --jobs 5 pbkdf2 --iter", "--iterations"),
                offers("loopbench run --jobs=5 pbkdf2 --iter", "--iterations"),
                offers("loopbench run scrypt --iter"),
                offers("loopbench run --color al", "always"),
                offers("loopbench run --color=al", "always"),
                offers("loopbench run --block-with js", "json"),
                offers("loopbench run pbkdf2 --digest sha5", "sha512"),
                offers("loopbench run --color never pbk", "pbkdf2"),
                offers("loopbench list scr", "scrypt"),
                offers("loopbench help ins", "install"),
                offers("loopbench completion z", "zsh"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void bash_offers(String typed, List<String> offered) throws Exception {
        // As bash breaks words.
        String[] words = typed.replace("=", " = ").split(" ", -1);
        String script =
                """
                source "$0"
                COMP_WORDS=("$@")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _loopbench
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        String[] command =
                Stream.concat(
                                Stream.of("bash", "--norc", "-c", script, file(Shell.BASH)),
                                Stream.of(words))
                        .toArray(String[]::new);
        SystemCommand.require("bash");
        Launcher.Result result = SystemCommand.run(command);
        assertThat(result.err()).isEmpty();
        assertThat(sorted(result)).isEqualTo(offered);
    }

    @ParameterizedTest
    @MethodSource("words")
    void fish_offers(String typed, List<String> offered) throws Exception {
        SystemCommand.require("fish");
        Launcher.Result result =
                SystemCommand.run(
                        "fish",
                        "--no-config",
                        "-c",
                        "source $argv[1]; complete --do-complete $argv[2]",
                        file(Shell.FISH),
                        typed);
        assertThat(result.err()).isEmpty();
        // It repeats what stands before an equals sign, and tells what each word means.
        String before = typed.replaceFirst("^.* ", "").replaceFirst("[^=]*$", "");
        assertThat(sorted(result).stream().map(line -> line.replaceFirst("\t.*", "")).toList())
                .isEqualTo(offered.stream().map(word -> before + word).toList());
    }

    /** It completes in a terminal alone, which zpty is; what it offers is caught on its way. */
    private static final String IN_ZSH =
            """
            zmodload zsh/zpty zsh/zselect
            folder=$1 typed=$2 words=$3
            export TERM=dumb
            # The output is read away until the file is there.
            await() {
                local file=$1 output
                repeat 3000; do
                    zpty -r -t shell output
                    [[ -e $file ]] && return
                    zselect -t 1
                done
                print -u2 "no $file"
            }
            zpty -b shell zsh -f -i
            zpty -w shell "PS1=; fpath=(${(q)folder} \\$fpath); autoload -Uz compinit; compinit -u -D"
            zpty -w shell "compadd() {
                local -a found
                builtin compadd -O found \\"\\$@\\"
                print -rl -- \\$found >>${(q)words}
                builtin compadd \\"\\$@\\"
            }"
            zpty -w shell "zle-line-init() { : >>${(q)words}.ready }; zle -N zle-line-init"
            await $words.ready
            zpty -n -w shell "$typed"$'\\t'
            zpty -n -w shell $'\\C-u'": >>${(q)words}.done"$'\\n'
            await $words.done
            zpty -d shell
            """;

    @ParameterizedTest
    @MethodSource("words")
    void zsh_offers(String typed, List<String> offered, @TempDir Path folder) throws Exception {
        SystemCommand.require("zsh");
        Path words = Files.createFile(folder.resolve("words"));
        String functions = prefix.resolve("share/zsh/site-functions").toString();
        Launcher.Result result =
                SystemCommand.run(
                        "zsh", "-f", "-c", IN_ZSH, "zsh", functions, typed, words.toString());
        assertThat(result.err()).isEmpty();
        assertThat(Files.readAllLines(words).stream().filter(word -> !word.isEmpty()).distinct())
                .containsExactlyInAnyOrderElementsOf(offered);
    }

    static List<Path> pages() throws Exception {
        try (Stream<Path> pages = Files.list(prefix.resolve("share/man/man1"))) {
            return pages.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void groff_has_nothing_to_say_of_a_page(Path page) throws Exception {
        SystemCommand.require("groff");
        Launcher.Result result =
                SystemCommand.run("groff", "-man", "-ww", "-Tutf8", "-z", page.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void mandoc_finds_no_error_in_a_page(Path page) throws Exception {
        SystemCommand.require("mandoc");
        Launcher.Result result =
                SystemCommand.run("mandoc", "-T", "lint", "-W", "error", page.toString());
        assertThat(result.out() + result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void man_shows_the_page_of_a_command() throws Exception {
        SystemCommand.require("man");
        Launcher.Result result =
                SystemCommand.run("man", "-l", prefix + "/share/man/man1/loopbench-run.1");
        assertThat(result.out().replaceAll(".\b", ""))
                .contains("loopbench run [WORKLOAD] [OPTION]...")
                .contains("--threads N");
    }

    private static Arguments offers(String typed, String... words) {
        return Arguments.of(typed, List.of(words));
    }

    private static String file(Shell shell) {
        String file =
                switch (shell) {
                    case BASH -> "share/bash-completion/completions/loopbench";
                    case ZSH -> "share/zsh/site-functions/_loopbench";
                    case FISH -> "share/fish/vendor_completions.d/loopbench.fish";
                };
        return prefix.resolve(file).toString();
    }

    private static List<String> sorted(Launcher.Result result) {
        return result.out().lines().filter(line -> !line.isEmpty()).sorted().toList();
    }
}
