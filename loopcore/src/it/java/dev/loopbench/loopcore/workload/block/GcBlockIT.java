package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the collector is made to do, in a process of its own for each collector. */
class GcBlockIT {

    private static String run(String... jvmArguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmArguments));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        GcBlockProgram.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC"})
    void the_pause_is_most_of_the_hold(String collector) throws Exception {
        assertThat(run(collector, "-Xmx1g")).isEqualTo("most of the time the world stood still");
    }

    @Test
    void a_heap_too_small_for_so_long_a_pause_is_collected_again_and_again() throws Exception {
        assertThat(run("-XX:+UseSerialGC", "-Xmx16m"))
                .isEqualTo("most of the time the world stood still");
    }

    @Test
    void a_jvm_that_does_not_collect_when_asked_is_refused() throws Exception {
        assertThat(run("-XX:+DisableExplicitGC", "-Xmx64m"))
                .isEqualTo(
                        "the garbage collector does not collect when asked: the JVM runs with"
                                + " -XX:+DisableExplicitGC, or without a collector");
    }
}
