package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.loopbench.loopcore.clock.SystemNanoClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the collector is made to do, in a process of its own for each collector. */
@Execution(ExecutionMode.CONCURRENT) // processes of its own
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

    /** Before Java 22 zlib holds all collections back while it is at an array. */
    @Test
    void a_collection_that_native_code_holds_back_is_waited_for() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        byte[] text = new byte[1 << 20];
        new Random(1).nextBytes(text);
        Thread holder =
                new Thread(
                        () -> {
                            Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
                            byte[] compressed = new byte[2 * text.length];
                            while (!enough.get()) {
                                deflater.reset();
                                deflater.setInput(text);
                                deflater.finish();
                                deflater.deflate(compressed);
                            }
                            deflater.end();
                        });
        holder.start();
        try (Hold hold = new GcBlock().create(new SystemNanoClock(), new Extent.Sized(16))) {
            assertThatCode(hold::prepare).doesNotThrowAnyException();
        } finally {
            enough.set(true);
            holder.join();
        }
    }
}
