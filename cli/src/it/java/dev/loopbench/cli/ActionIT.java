package dev.loopbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The GitHub action, with its last step run as a runner runs it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class ActionIT {

    private static final Path ACTION = Launcher.SCRIPT.resolveSibling(".github/actions/loopbench");

    @Test
    void the_action_puts_loopbench_on_the_path_and_tells_its_version(@TempDir Path folder)
            throws Exception {
        JsonNode action = new YAMLMapper().readTree(ACTION.resolve("action.yml").toFile());
        assertThat(action.get("runs").get("using").asString()).isEqualTo("composite");
        JsonNode step = action.get("runs").get("steps").get(1);
        assertThat(step.get("id").asString()).isEqualTo("install");
        Path script = folder.resolve("step.sh");
        Files.writeString(script, step.get("run").asString());
        Path path = folder.resolve("path");
        Path output = folder.resolve("output");
        Launcher.Result result =
                Launcher.at(Path.of("/bin/bash"))
                        .with("GITHUB_ACTION_PATH", ACTION.toString())
                        .with("RUNNER_TEMP", folder.toString())
                        .with("GITHUB_PATH", path.toString())
                        .with("GITHUB_OUTPUT", output.toString())
                        .run("-e", script.toString());
        assertThat(result.code()).as(result.err()).isZero();
        Path program = Path.of(Files.readString(path).strip(), "loopbench");
        Launcher.Result version = Launcher.at(program).run("--version");
        assertThat(version.code()).isZero();
        assertThat(output).content().isEqualTo("version=" + version.out());
    }
}
