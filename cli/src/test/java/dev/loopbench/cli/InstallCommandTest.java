package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code install} and {@code uninstall} below a folder of the test's own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class InstallCommandTest {

    private static final String RECEIPT = "share/loopbench/installed.json";

    @TempDir Path folder;
    private Path prefix;
    private Path launcher;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void a_launcher_and_a_prefix() throws IOException {
        prefix = folder.resolve("a prefix");
        launcher = Files.createFile(folder.resolve("loopbench"));
        environment.put("LANG", "C");
        environment.put("HOME", folder.toString());
        environment.put("PATH", "/usr/bin:" + prefix.resolve("bin"));
        environment.put("LOOPBENCH_LAUNCHER", launcher.toString());
    }

    @Test
    void a_link_completion_and_man_pages_come_below_the_prefix() throws IOException {
        Invocation.Result result = install();
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(prefix.resolve("bin/loopbench"))
                .isSymbolicLink()
                .hasSameTextualContentAs(launcher);
        assertThat(prefix.resolve("share/bash-completion/completions/loopbench"))
                .content()
                .contains("complete ");
        assertThat(prefix.resolve("share/zsh/site-functions/_loopbench"))
                .content()
                .startsWith("#compdef loopbench\n");
        assertThat(prefix.resolve("share/fish/vendor_completions.d/loopbench.fish"))
                .content()
                .contains("complete -c loopbench ");
        assertThat(prefix.resolve("share/man/man1/loopbench.1")).content().startsWith(".TH ");
        assertThat(prefix.resolve("share/man/man1/loopbench-run.1")).content().startsWith(".TH ");
    }

    @Test
    void it_says_what_it_has_put_where() throws IOException {
        String out = install().out();
        assertThat(out).contains(" is installed in " + prefix + "\n");
        assertThat(out).contains("  bin/loopbench -> " + launcher + "\n");
        for (String path : below(prefix)) {
            if (!path.equals(RECEIPT)) {
                assertThat(out).contains("  " + path);
            }
        }
    }

    @Test
    void a_folder_that_is_not_on_the_path_is_named_with_what_helps() {
        environment.put("PATH", "/usr/bin:/bin");
        Path bin = prefix.resolve("bin");
        assertThat(install().err())
                .isEqualTo(
                        bin
                                + " is not on the PATH; a line for ~/.profile: export PATH=\""
                                + bin
                                + ":$PATH\"\n");
    }

    @Test
    void who_uses_zsh_is_told_where_it_has_to_look() {
        environment.put("SHELL", "/bin/zsh");
        assertThat(install().err())
                .contains("fpath=('" + prefix.resolve("share/zsh/site-functions") + "' $fpath)");
    }

    @Test
    void to_install_again_changes_nothing() throws IOException {
        install();
        Map<String, String> once = contents(prefix);
        assertThat(install().code()).isZero();
        assertThat(contents(prefix)).isEqualTo(once);
    }

    @Test
    void another_clone_takes_the_place_of_the_first() throws IOException {
        install();
        Path other = Files.createFile(folder.resolve("other"));
        Files.delete(launcher);
        environment.put("LOOPBENCH_LAUNCHER", other.toString());
        assertThat(install().code()).isZero();
        assertThat(Files.readSymbolicLink(prefix.resolve("bin/loopbench"))).isEqualTo(other);
    }

    @Test
    void a_program_of_that_name_from_elsewhere_stays_and_nothing_is_installed() throws IOException {
        Path theirs = Files.createDirectories(prefix.resolve("bin")).resolve("loopbench");
        Files.writeString(theirs, "theirs");
        refuses(
                install(),
                theirs
                        + " is not from loopbench install, or was changed since, so nothing was"
                        + " installed; move it away, or choose another --prefix.");
        assertThat(below(prefix)).containsExactly("bin/loopbench");
        assertThat(theirs).hasContent("theirs");
    }

    @Test
    void a_link_to_another_program_stays() throws IOException {
        Path bin = Files.createDirectories(prefix.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("loopbench"), Path.of("/nowhere"));
        assertThat(install().code()).isEqualTo(2);
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("/nowhere"));
        assertThat(below(prefix)).containsExactly("bin/loopbench");
    }

    @Test
    void a_man_page_of_someone_else_keeps_the_link_away_too() throws IOException {
        Path page = prefix.resolve("share/man/man1/loopbench-run.1");
        Files.createDirectories(page.getParent());
        Files.writeString(page, "theirs");
        assertThat(install().err()).contains(page.toString());
        assertThat(below(prefix)).containsExactly("share/man/man1/loopbench-run.1");
    }

    @Test
    void a_page_that_was_changed_by_hand_is_not_replaced() throws IOException {
        install();
        Path page = prefix.resolve("share/man/man1/loopbench.1");
        Files.writeString(page, "changed");
        assertThat(install().code()).isEqualTo(2);
        assertThat(page).hasContent("changed");
    }

    @Test
    void pages_that_this_version_no_longer_has_go() throws IOException {
        install();
        Path page = prefix.resolve("share/man/man1/loopbench-old.1");
        Files.writeString(page, "old");
        Path receipt = prefix.resolve(RECEIPT);
        String old = "\"share/man/man1/loopbench-old.1\": \"%s\",".formatted(SHA256_OF_OLD);
        Files.writeString(
                receipt,
                Files.readString(receipt).replace("\"files\": {", "\"files\": {\n    " + old));
        assertThat(install().code()).isZero();
        assertThat(page).doesNotExist();
        assertThat(receipt).content().doesNotContain("loopbench-old");
    }

    private static final String SHA256_OF_OLD =
            "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4";

    @Test
    void a_file_where_a_folder_has_to_be_is_named() throws IOException {
        Files.createDirectories(prefix);
        Path share = Files.createFile(prefix.resolve("share"));
        assertThat(install().err()).contains(share + " is not a directory.");
        assertThat(below(prefix)).containsExactly("share");
    }

    @Test
    void this_program_itself_needs_no_link() throws IOException {
        Path bin = Files.createDirectories(prefix.resolve("bin"));
        Path itself = Files.createFile(bin.resolve("loopbench"));
        environment.put("LOOPBENCH_LAUNCHER", itself.toString());
        refuses(install(), itself + " is this program itself: it needs no link there.");
    }

    @Test
    void without_a_launcher_there_is_nothing_to_link_to() {
        environment.remove("LOOPBENCH_LAUNCHER");
        refuses(install(), "only the launcher can be installed: call it as ./loopbench install.");
    }

    @Test
    void the_prefix_is_below_home_where_none_is_given() {
        execute("install");
        assertThat(folder.resolve(".local/bin/loopbench")).isSymbolicLink();
        execute("uninstall", "--prefix=~/.local");
        assertThat(folder.resolve(".local")).doesNotExist();
    }

    @Test
    void without_home_the_prefix_has_to_be_given() {
        environment.remove("HOME");
        refuses(execute("install"), "HOME is not set, so --prefix has to name a folder.");
    }

    @Test
    void uninstall_leaves_what_was_there_before() throws IOException {
        Files.createDirectories(prefix.resolve("bin"));
        Files.createDirectories(prefix.resolve("share/man"));
        Files.createFile(prefix.resolve("bin/other"));
        install();
        Invocation.Result result = uninstall();
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("  bin/loopbench is removed\n");
        assertThat(below(prefix)).containsExactly("bin/other");
        assertThat(prefix.resolve("share/man")).isEmptyDirectory();
        assertThat(prefix.resolve("share")).isDirectoryNotContaining("glob:**/loopbench");
    }

    @Test
    void uninstall_leaves_nothing_where_nothing_was() {
        install();
        uninstall();
        assertThat(prefix).doesNotExist();
    }

    @Test
    void uninstall_leaves_what_was_changed_since() throws IOException {
        install();
        Path page = prefix.resolve("share/man/man1/loopbench.1");
        Files.writeString(page, "changed");
        Path link = prefix.resolve("bin/loopbench");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("/nowhere"));
        Invocation.Result result = uninstall();
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .isEqualTo(
                        link
                                + " was changed since it was installed, and is left.\n"
                                + page
                                + " was changed since it was installed, and is left.\n");
        assertThat(below(prefix)).containsExactly("bin/loopbench", "share/man/man1/loopbench.1");
    }

    @Test
    void what_was_not_installed_cannot_be_uninstalled() {
        refuses(
                uninstall(),
                "nothing was installed in %s by loopbench install: there is no %s."
                        .formatted(prefix, prefix.resolve(RECEIPT)));
    }

    @Test
    void a_receipt_that_names_files_elsewhere_is_not_followed() throws IOException {
        Path theirs = Files.createFile(folder.resolve("theirs"));
        Path receipt = prefix.resolve(RECEIPT);
        Files.createDirectories(receipt.getParent());
        Files.writeString(
                receipt,
                """
                {"schema": "loopbench.installed/1", "links": {}, "folders": [], "files": {
                "../theirs": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}
                """);
        refuses(uninstall(), receipt + ": files: \"../theirs\" is not below the prefix.");
        assertThat(theirs).exists();
    }

    @Test
    void a_receipt_that_is_none_is_refused() throws IOException {
        Path receipt = prefix.resolve(RECEIPT);
        Files.createDirectories(receipt.getParent());
        Files.writeString(receipt, "{}");
        refuses(uninstall(), receipt + ": \"schema\" is missing.");
        refuses(install(), receipt + ": \"schema\" is missing.");
    }

    private Invocation.Result install() {
        return execute("install", "--prefix", prefix.toString());
    }

    private Invocation.Result uninstall() {
        return execute("uninstall", "--prefix", prefix.toString());
    }

    private Invocation.Result execute(String... arguments) {
        return Invocation.with(FakeSessions.none()).environment(environment).execute(arguments);
    }

    private static void refuses(Invocation.Result result, String sentence) {
        assertThat(result.err()).isEqualTo("loopbench: " + sentence + "\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    /** All that is no folder. */
    private static List<String> below(Path prefix) throws IOException {
        try (Stream<Path> paths = Files.walk(prefix)) {
            return paths.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> prefix.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> contents(Path prefix) throws IOException {
        Map<String, String> contents = new HashMap<>();
        for (String path : below(prefix)) {
            contents.put(path, Files.readString(prefix.resolve(path)));
        }
        return contents;
    }
}
