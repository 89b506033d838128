package dev.loopbench.loopcore.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "has no limit of descriptors a process could set")
class DescriptorReserveIT {

    @Test
    @Rule("S08")
    void out_of_descriptors_clients_see_a_connection_and_its_end()
            throws IOException, InterruptedException {
        Process program =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -n 256 && exec \"$@\"",
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                DescriptorsProgram.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            String output =
                    new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(output).isEmpty();
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }
}
