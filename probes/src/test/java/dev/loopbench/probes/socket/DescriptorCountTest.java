package dev.loopbench.probes.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.probes.host.Fixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no file descriptors")
final class DescriptorCountTest {

    @TempDir private Path folder = Path.of("");

    @Test
    void a_kernel_that_tells_their_number_is_believed() {
        Fixture machine = new Fixture(folder).file("proc/self/fd", "seventeen letters");

        assertThat(DescriptorCount.ofThisJvm(machine.files()).open()).isEqualTo(17);
    }

    @Test
    void without_it_the_jvm_counts_them() {
        DescriptorCount jvm = DescriptorCount.ofThisJvm(new Fixture(folder).files());

        assertThat(jvm.open()).isNotEqualTo(0);
    }
}
