package dev.loopbench.loopcore.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class VirtualThreadsTest {

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void an_old_jdk_has_none() {
        assertThat(VirtualThreads.factory("x")).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void a_new_jdk_makes_numbered_ones() {
        Optional<ThreadFactory> factory = VirtualThreads.factory("echo-");

        assertThat(factory).isPresent();
        Thread first = factory.get().newThread(() -> {});
        Thread second = factory.get().newThread(() -> {});
        assertThat(first.getName()).isEqualTo("echo-0");
        assertThat(second.getName()).isEqualTo("echo-1");
        assertThat(first.getClass()).hasToString("class java.lang.VirtualThread");
    }

    @Test
    void the_reason_for_their_absence_names_both_versions() {
        assertThat(VirtualThreads.absence())
                .isEqualTo(
                        "virtual threads need JDK 21 or newer; this is "
                                + Runtime.version().feature());
    }
}
