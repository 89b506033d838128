package dev.loopbench.probes.node.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.inspector.CpuProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

final class BuiltInsTest {

    @TempDir Path folder;

    @Test
    void a_function_of_nodes_is_named_by_its_own_frame() throws Exception {
        assertThat(under("readFileSync", "node:fs")).contains("readFileSync");
        assertThat(under("pbkdf2Sync", "node:internal/crypto/pbkdf2")).contains("pbkdf2Sync");
        assertThat(under("syncBufferWrapper", "node:zlib")).contains("zlib sync");
        assertThat(under("emit", "node:events")).isEmpty();
    }

    @Test
    void a_pattern_that_v8_shows_is_one() throws Exception {
        assertThat(under("RegExp: ^(a+)+$", "")).contains("RegExp");
    }

    @Test
    void what_v8_does_not_show_is_named_by_the_only_call_on_the_sampled_line() throws Exception {
        assertThat(onLine("  return JSON.parse(text).length;")).contains("JSON.parse");
        assertThat(onLine("  return /^(a+)+$/.test(word);")).contains("RegExp");
        assertThat(onLine("  return word.split(',').length;")).isEmpty();
        assertThat(onLine("  for (const x of all) sum += x;")).isEmpty();
    }

    @Test
    void of_two_calls_on_a_line_neither_is_blamed() throws Exception {
        assertThat(onLine("  return /x/.test(JSON.parse(text));")).isEmpty();
    }

    @Test
    void a_file_that_has_changed_since_is_not_what_runs() throws Exception {
        Path file = file("  return JSON.parse(text);");
        CpuProfile profile = leafOnly(file, 2);
        Instant before = Files.getLastModifiedTime(file).toInstant().minusSeconds(60);

        assertThat(new BuiltIns(Path.of("/"), before).of(profile, 0)).isEmpty();
    }

    private Path file(String line) throws Exception {
        return Files.writeString(
                folder.resolve("app.js"), "function slow(text) {\n" + line + "\n}\n");
    }

    private Optional<String> onLine(String line) throws Exception {
        return new BuiltIns(Path.of("/"), Instant.MAX).of(leafOnly(file(line), 2), 0);
    }

    private static CpuProfile leafOnly(Path file, int line) throws Exception {
        return profile(
                """
                {"id":2,"callFrame":{"functionName":"slow","url":"%s","lineNumber":0},
                 "positionTicks":[{"line":1,"ticks":1},{"line":%d,"ticks":9}]}
                """
                        .formatted("file://" + file, line),
                2);
    }

    private static Optional<String> under(String function, String url) throws Exception {
        CpuProfile profile =
                profile(
                        """
                        {"id":2,"callFrame":{"functionName":"slow","url":"file:///srv/app.js","lineNumber":3},
                         "children":[3]},
                        {"id":3,"callFrame":{"functionName":"%s","url":"%s","lineNumber":9},"children":[4]},
                        {"id":4,"callFrame":{"functionName":"read","url":"","lineNumber":-1}}
                        """
                                .formatted(function, url),
                        4);
        return new BuiltIns(null, Instant.MAX).of(profile, 0);
    }

    private static CpuProfile profile(String nodes, int leaf) throws Exception {
        return CpuProfile.of(
                JsonMapper.shared()
                        .readTree(
                                """
                                {"nodes":[
                                 {"id":1,"callFrame":{"functionName":"(root)","url":"","lineNumber":-1},"children":[2]},
                                 %s],"startTime":0,"endTime":9000,"samples":[%d],"timeDeltas":[5000]}
                                """
                                        .formatted(nodes, leaf)));
    }
}
