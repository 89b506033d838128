package dev.loopbench.probes.sourcemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceFilesTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");

    /** As a bundler minifies {@code export function holdUp() ...}, from line 3 of slow.ts on. */
    private static final String CODE = "function r(){for(;;);}r();\n";

    private static final int BRACKET = 11;

    private static final String MAP =
            """
            {"version":3,"sources":["../src/slow.ts"],"names":["holdUp"],
             "mappings":"AAEO,SAASA,GAAI"}
            """;

    @TempDir Path folder;

    @Test
    void a_function_is_found_where_it_was_written_by_the_name_it_had() throws IOException {
        write("dist/slow.js.map", MAP);
        Path script = write("dist/slow.js", CODE + "//# sourceMappingURL=slow.js.map\n");
        Position expected = new Position(folder.resolve("src/slow.ts").toString(), 3, 17, "holdUp");

        SourceFiles files = new SourceFiles(BEGIN);
        assertThat(files.original(script.toUri().toString(), "r", 1, BRACKET)).contains(expected);
        assertThat(files.original(script.toString(), "r", 1, BRACKET)).contains(expected);
    }

    @Test
    void a_name_that_does_not_stand_before_the_function_is_not_translated() throws IOException {
        write("dist/slow.js.map", MAP);
        Path script = write("dist/slow.js", CODE + "//# sourceMappingURL=slow.js.map\n");

        assertThat(new SourceFiles(BEGIN).original(script.toString(), "f", 1, BRACKET))
                .hasValueSatisfying(at -> assertThat(at.name()).isNull());
        assertThat(new SourceFiles(BEGIN).original(script.toString(), "", 1, BRACKET))
                .hasValueSatisfying(at -> assertThat(at.name()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//# %s", "//@ %s\n", "/*# %s */", "//# %s\n// the end\n\n"})
    void a_map_can_lie_within_its_script(String comment) throws IOException {
        String data =
                "sourceMappingURL=data:application/json;charset=utf-8;base64,"
                        + Base64.getEncoder().encodeToString(MAP.getBytes(StandardCharsets.UTF_8));
        Path script = write("dist/slow.js", CODE + comment.formatted(data));

        assertThat(new SourceFiles(BEGIN).original(script.toString(), "r", 1, BRACKET)).isPresent();
    }

    @Test
    void a_source_that_is_no_file_keeps_the_name_that_its_map_has() throws IOException {
        write("app.js.map", MAP.replace("../src/slow.ts", "webpack://shop/./src/slow.ts"));
        Path script = write("app.js", CODE + "//# sourceMappingURL=app.js.map");

        assertThat(
                        new SourceFiles(BEGIN)
                                .original(script.toString(), "r", 1, BRACKET)
                                .map(Position::source))
                .contains("webpack://shop/./src/slow.ts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//# sourceMappingURL=missing.js.map",
                "//# sourceMappingURL=https://127.0.0.1:1/app.js.map",
                "//# sourceMappingURL=data:application/json;base64,!!!",
                "//# sourceMappingURL=data:application/json,no%20map",
                "//# sourceMappingURL=.",
                "//# sourceMappingURL=broken.map",
                "//# sourceMappingURL=good.map\ncode()",
                "'//# sourceMappingURL=good.map'; code()"
            })
    void without_a_map_that_can_be_read_nothing_is_told(String last) throws IOException {
        write("good.map", MAP);
        write("broken.map", MAP.substring(0, 60));
        Path script = write("app.js", CODE + last);

        assertThat(new SourceFiles(BEGIN).original(script.toString(), "r", 1, BRACKET)).isEmpty();
    }

    @Test
    void files_that_changed_since_are_not_what_the_program_runs() throws IOException {
        Path map = write("app.js.map", MAP);
        Path script = write("app.js", CODE + "//# sourceMappingURL=app.js.map");
        assertThat(new SourceFiles(BEGIN).original(script.toString(), "r", 1, BRACKET)).isPresent();

        Files.setLastModifiedTime(map, FileTime.from(BEGIN.plusSeconds(1)));

        assertThat(new SourceFiles(BEGIN).original(script.toString(), "r", 1, BRACKET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "node:fs",
                "evalmachine.<anonymous>",
                "http://127.0.0.1/app.js",
                "file:///no such place",
                "/no/such/file.js",
                "/"
            })
    void what_is_no_file_tells_nothing(String url) {
        assertThat(new SourceFiles(BEGIN).original(url, "r", 1, BRACKET)).isEmpty();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setLastModifiedTime(file, FileTime.from(BEGIN.minusSeconds(1)));
    }
}
