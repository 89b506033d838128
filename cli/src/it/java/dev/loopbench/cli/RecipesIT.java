package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recipes that a build with {@code -Pdist} fills in, as far as that can be told offline. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "archives are built where there is a shell")
final class RecipesIT {

    private static final String VERSION = Build.tool().version();

    @BeforeAll
    static void there_are_archives() {
        assumeTrue(Dist.isBuilt(), "archives are built with -Pdist alone");
    }

    @Test
    void nothing_is_left_to_fill_in() throws Exception {
        try (Stream<Path> recipes = Files.list(Dist.file("recipes"))) {
            List<Path> files = recipes.toList();
            assertThat(files).hasSize(4);
            for (Path file : files) {
                assertThat(file).content().doesNotContainPattern("@[A-Z]").contains(VERSION);
            }
        }
    }

    @Test
    void the_formula_names_the_tar_with_its_checksum() throws Exception {
        assertThat(recipe("loopbench.rb"))
                .contains("/loopbench-" + VERSION + ".tar.gz\"")
                .contains("sha256 \"" + checksum("loopbench-" + VERSION + ".tar.gz") + "\"");
    }

    @Test
    void ruby_can_read_the_formula() throws Exception {
        SystemCommand.require("ruby");
        Launcher.Result result =
                SystemCommand.run("ruby", "-c", Dist.file("recipes/loopbench.rb").toString());
        assertThat(result.out() + result.err()).isEqualTo("Syntax OK\n");
    }

    @Test
    void sdkman_is_told_of_the_zip_with_its_checksum() throws Exception {
        JsonNode release = JsonMapper.shared().readTree(recipe("sdkman.json"));
        String zip = "loopbench-" + VERSION + ".zip";
        assertThat(release.get("version").asString()).isEqualTo(VERSION);
        assertThat(release.get("url").asString()).endsWith("/" + zip);
        assertThat(release.get("checksums").get("SHA-256").asString()).isEqualTo(checksum(zip));
    }

    @Test
    void jbang_is_told_of_the_artifact() throws Exception {
        JsonNode catalog = JsonMapper.shared().readTree(recipe("jbang-catalog.json"));
        assertThat(catalog.get("aliases").get("loopbench").get("script-ref").asString())
                .isEqualTo("dev.loopbench:loopbench-cli:" + VERSION);
    }

    @Test
    void the_container_takes_the_tar_with_its_checksum() throws Exception {
        String tar = "loopbench-" + VERSION + ".tar.gz";
        assertThat(recipe("Containerfile"))
                .contains("COPY " + tar + " /tmp/\n")
                .contains("echo '" + checksum(tar) + "  /tmp/" + tar + "' | sha256sum -c -");
    }

    private static String recipe(String name) throws Exception {
        return Files.readString(Dist.file("recipes").resolve(name));
    }

    private static String checksum(String name) throws Exception {
        return Files.readAllLines(Dist.file("SHA256SUMS")).stream()
                .filter(line -> line.endsWith("  " + name))
                .map(line -> Objects.requireNonNull(line.split(" ", 2)[0]))
                .findFirst()
                .orElseThrow();
    }
}
