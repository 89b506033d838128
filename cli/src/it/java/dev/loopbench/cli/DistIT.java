package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code mvn -Pdist verify} has made, unpacked, run and removed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class DistIT {

    /** To a file in the same folder or one beside it, in Markdown. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)");

    /** What no test changes is unpacked there once. */
    @TempDir static Path shared;

    @TempDir Path folder;

    @BeforeAll
    static void there_are_archives() {
        assumeTrue(Dist.isBuilt(), "archives are built with -Pdist alone");
    }

    @Test
    void an_unpacked_archive_runs_where_it_is() throws Exception {
        Launcher.Result result =
                Launcher.at(unpacked()).run("run", "--threads", "4", "--jobs", "5");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("5 jobs at once");
        assertThat(result.code()).isZero();
    }

    @Test
    void an_unpacked_archive_comes_on_the_path_and_goes_again() throws Exception {
        Path launcher = unpacked();
        Path prefix = folder.resolve("pre fix");
        Launcher.Result installed =
                Launcher.at(launcher).run("install", "--prefix", prefix.toString());
        assertThat(installed.out()).contains("  bin/loopbench -> " + launcher);
        Path link = prefix.resolve("bin/loopbench");
        Launcher.Result version = Launcher.at(link).run("--version");
        assertThat(version.out()).startsWith("loopbench " + Dist.VERSION + " (");
        Launcher.Result uninstalled =
                Launcher.at(link).run("uninstall", "--prefix", prefix.toString());
        assertThat(uninstalled.err()).isEmpty();
        assertThat(uninstalled.code()).isZero();
        assertThat(prefix).doesNotExist();
    }

    @Test
    void nothing_is_ever_built() throws Exception {
        Path launcher = unpacked();
        Path jar = launcher.resolve("../../lib/loopbench/loopbench.jar").normalize();
        Files.delete(jar);
        Files.createFile(launcher.resolve("../../pom.xml").normalize());
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Launcher.executable(bin.resolve("mvn"), "echo built >&2; exit 1");
        Launcher.Result result =
                Launcher.at(launcher).with("PATH", bin + ":/usr/bin:/bin").run("--version");
        assertThat(result.err())
                .isEqualTo(
                        "loopbench: " + jar + " is missing; unpack or install loopbench anew.\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void two_first_runs_at_once_both_run() throws Exception {
        Path launcher = unpacked();
        Process first = Launcher.at(launcher).start("--version");
        Process second = Launcher.at(launcher).start("--version");
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        Path lib = launcher.resolve("../../lib/loopbench").normalize();
        try (Stream<Path> files = Files.list(lib)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.contains(".jsa"))
                    .allMatch(name -> name.matches("loopbench-[0-9]+\\.jsa"))
                    .hasSize(1);
        }
    }

    @Test
    void a_folder_that_may_not_be_written_will_do_and_stays_as_it_is() throws Exception {
        Path launcher = unpacked();
        ReadOnly.runsAndStaysAsItIs(folder, launcher.resolve("../..").normalize(), launcher);
    }

    @Test
    void the_zip_has_the_files_of_the_tar_and_the_launcher_can_be_executed() throws Exception {
        Path zip = Dist.file("loopbench-" + Dist.VERSION + ".zip");
        Set<String> zipped = new TreeSet<>();
        try (FileSystem files =
                FileSystems.newFileSystem(
                        URI.create("jar:" + zip.toUri()),
                        Map.of("enablePosixFileAttributes", "true"))) {
            Path root = files.getPath("/loopbench-" + Dist.VERSION);
            zipped.addAll(ReadOnly.tree(root));
            assertThat(Files.getPosixFilePermissions(root.resolve("bin/loopbench")))
                    .contains(PosixFilePermission.OTHERS_EXECUTE);
        }
        assertThat(zipped).isEqualTo(ReadOnly.tree(unpacked().resolve("../..").normalize()));
    }

    @Test
    void owners_times_and_modes_are_those_of_nobodys_machine() throws Exception {
        for (String name : List.of(Dist.ARCHIVE, Dist.image())) {
            Launcher.Result listed =
                    SystemCommand.run(
                            "env",
                            "TZ=UTC",
                            "tar",
                            "--numeric-owner",
                            "-tvzf",
                            Dist.file(name).toString());
            assertThat(listed.out().lines())
                    .hasSizeGreaterThan(40)
                    .allMatch(
                            line ->
                                    line.matches(
                                            "(-rw-r--r--|-rwxr-xr-x|drwxr-xr-x|l[rwx-]+) +0/0 .*"
                                                    + " 20[0-9-]+ 00:00 .*"),
                            "has no owner, and the time of the release");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--version",
                "list",
                "run pbkdf2 --threads 4 --jobs 5",
                "run scrypt --jobs 2",
                "run fs-read --jobs 2",
                "run zlib --jobs 2",
                "run dns --jobs 2",
                "run echo --duration 200ms",
                "run flood --protocol http --connections 5 --duration 200ms",
                "run pbkdf2 --jobs 2 --block-with gc",
                "run --simulate 1 -o html=- --color never",
                "run --jobs 2 --json -",
                "selftest --list",
                "completion bash"
            })
    void the_image_runs_everything_without_any_other_java(String line) throws Exception {
        Launcher.Result result =
                withoutJava(image())
                        .with("LOOPBENCH_JAVA_OPTS", "-XshowSettings:properties")
                        .run(line.split(" ", -1));
        assertThat(result.out() + result.err())
                .contains("java.home = ")
                .contains("lib/loopbench/runtime");
        assertThat(result.code()).as(result.err()).isZero();
    }

    /** Other files are laid over the folders of all others: nothing can lean on one. */
    @Test
    void the_image_runs_where_no_other_java_is_to_be_seen() throws Exception {
        assumeTrue(ReadOnly.isRoot(), "only root can lay files over others");
        SystemCommand.require("unshare");
        String hide =
                """
                mount -t tmpfs none "$(dirname "$(readlink -f "$1")")" || exit 77
                [ ! -d /usr/lib/jvm ] || mount -t tmpfs none /usr/lib/jvm || exit 77
                [ ! -e "$1" ] || exit 78
                shift
                exec "$@"
                """;
        Launcher.Result result =
                SystemCommand.run(
                        Stream.of(
                                        "unshare -m env -i PATH=/usr/bin:/bin sh -c".split(" "),
                                        new String[] {hide, "sh", System.getProperty("java.home")},
                                        new String[] {image().toString()},
                                        "run --threads 4 --jobs 5".split(" "))
                                .flatMap(Stream::of)
                                .toArray(String[]::new));
        assumeTrue(result.code() != 77, "a container may not mount");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("5 jobs at once");
    }

    @Test
    void the_image_starts_with_shared_classes() throws Exception {
        Path launcher = image();
        withoutJava(launcher).run("--version");
        Launcher.Result result =
                withoutJava(launcher)
                        .with("LOOPBENCH_JAVA_OPTS", "-Xlog:class+load=info:stdout")
                        .run("--version");
        assertThat(result.out()).contains("source: shared objects file (top)");
    }

    /** All that jdeps finds, less what only classes of libraries name that are never loaded. */
    @Test
    void the_image_has_the_modules_that_are_needed() throws Exception {
        Path lib = image().resolve("../../lib/loopbench").normalize();
        List<String> words = new ArrayList<>(List.of("--print-module-deps", "--multi-release=17"));
        words.addAll(List.of("--ignore-missing-deps", lib.resolve("loopbench.jar").toString()));
        try (Stream<Path> jars = Files.list(lib.resolve("lib"))) {
            jars.map(Path::toString).sorted().forEach(words::add);
        }
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        assertThat(jdeps.run(writer, writer, words.toArray(String[]::new)))
                .as(out.toString())
                .isZero();
        Set<String> needed = new TreeSet<>(List.of(out.toString().strip().split(",", -1)));
        // Pictures in terminals, JavaBeans, certificates in LDAP, dates of databases.
        assertThat(needed).contains("java.desktop", "java.naming", "java.sql");
        needed.removeAll(Set.of("java.desktop", "java.naming", "java.sql"));
        String release = Files.readString(lib.resolve("runtime/release"));
        String modules = release.split("MODULES=\"", 2)[1].split("\"", 2)[0];
        assertThat(modules.split(" ", -1))
                .containsAll(needed)
                .contains("java.logging", "java.management", "java.xml"); // through the former
    }

    @Test
    void the_texts_lead_to_what_is_there() throws Exception {
        Path documents = unpacked().resolve("../../share/doc/loopbench").normalize();
        List<Path> targets = new ArrayList<>();
        for (String name : ReadOnly.tree(documents)) {
            Path text = documents.resolve(name);
            if (name.endsWith(".md") && !name.startsWith("licenses/")) {
                LINK.matcher(Files.readString(text))
                        .results()
                        .forEach(link -> targets.add(text.resolveSibling(link.group(1))));
            }
        }
        assertThat(targets).hasSizeGreaterThan(10).allMatch(Files::exists);
        assertThat(documents.resolve("cli/examples/file-server.json")).exists();
    }

    @Test
    void each_library_comes_with_its_licence() throws Exception {
        Path root = unpacked().resolve("../..").normalize();
        Path licences = root.resolve("share/doc/loopbench/licenses");
        String table = Files.readString(licences.resolve("README.md"));
        for (String library : libraries(root)) {
            String name = library.replaceFirst("-[0-9].*", "");
            if (table.contains(name) || name.equals("jspecify")) {
                continue;
            }
            try (Stream<Path> texts = Files.walk(licences.resolve(library))) {
                assertThat(texts.map(Path::toString)).anyMatch(text -> text.contains("LICENSE"));
            }
        }
        assertThat(licences.resolve("Apache-2.0.txt")).content().contains("Apache License");
    }

    @Test
    void the_bill_of_materials_names_each_library_with_its_checksum() throws Exception {
        Path root = unpacked().resolve("../..").normalize();
        Path bom = root.resolve("share/doc/loopbench/loopbench.cdx.json");
        Map<String, String> listed = new TreeMap<>();
        JsonNode document = JsonMapper.shared().readTree(bom.toFile());
        for (JsonNode component : document.get("components")) {
            String name =
                    component.get("name").asString() + "-" + component.get("version").asString();
            for (JsonNode hash : component.get("hashes")) {
                if (hash.get("alg").asString().equals("SHA-256")) {
                    listed.put(name, hash.get("content").asString());
                }
            }
        }
        for (String library : libraries(root)) {
            Path jar = root.resolve("lib/loopbench/lib/" + library + ".jar");
            assertThat(listed).containsEntry(library, sha256(jar));
        }
    }

    @Test
    void the_checksums_are_those_of_the_files() throws Exception {
        Set<String> named = new TreeSet<>();
        for (String line : Files.readAllLines(Dist.file("SHA256SUMS"))) {
            String[] words = line.split("  ", 2);
            assertThat(sha256(Dist.file(words[1]))).as(words[1]).isEqualTo(words[0]);
            named.add(words[1]);
        }
        try (Stream<Path> files = Files.list(Dist.FOLDER)) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("SHA256SUMS"))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    /** In a root folder of its own, without touching the system. */
    @Test
    void the_debian_package_is_installed_run_and_removed() throws Exception {
        SystemCommand.require("dpkg");
        assumeTrue(ReadOnly.isRoot(), "dpkg installs for root alone");
        Path root = folder.resolve("root");
        Path database = Files.createDirectories(root.resolve("var/lib/dpkg"));
        Files.createDirectories(database.resolve("updates"));
        Files.createDirectories(database.resolve("info"));
        Files.createFile(database.resolve("status"));
        Path deb = Dist.file("loopbench_" + Dist.VERSION + "_all.deb");
        Launcher.Result installed = dpkg(root, "--install", deb.toString());
        assertThat(installed.code()).as(installed.out() + installed.err()).isZero();
        Path program = root.resolve("usr/bin/loopbench");
        Launcher.Result run = Launcher.at(program).run("run", "--threads", "4", "--jobs", "5");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(root.resolve("usr/share/zsh/vendor-completions/_loopbench")).isRegularFile();
        assertThat(root.resolve("usr/share/man/man1/loopbench.1")).isRegularFile();
        Launcher.Result removed = dpkg(root, "--purge", "loopbench");
        assertThat(removed.code()).as(removed.out() + removed.err()).isZero();
        assertThat(root.resolve("usr")).doesNotExist();
    }

    private static Launcher.Result dpkg(Path root, String action, String what) throws Exception {
        return SystemCommand.run(
                "dpkg",
                "--root=" + root,
                "--force-script-chrootless",
                "--force-depends", // there is no Java of Debian's in there
                action,
                what);
    }

    private Path unpacked() throws Exception {
        return Dist.unpack(Dist.ARCHIVE, folder);
    }

    private static Path image() throws Exception {
        return Dist.unpack(Dist.image(), shared);
    }

    /** None but its own: others of the machine are not to be found, so it cannot lean on one. */
    private static Launcher withoutJava(Path launcher) {
        return Launcher.at(launcher).with("LOOPBENCH_JAVA", "");
    }

    private static List<String> libraries(Path root) throws Exception {
        try (Stream<Path> jars = Files.list(root.resolve("lib/loopbench/lib"))) {
            return jars.map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
                    .filter(name -> !name.startsWith("loopbench-"))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(Path file) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(digest);
    }
}
