package dev.loopbench.probes.stall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StackFramesTest {

    @Test
    void a_frame_names_class_method_file_and_line() {
        assertThat(StackFrames.format(stack("shop.Cart", "total", "Cart.java", 42)))
                .containsExactly("shop.Cart.total(Cart.java:42)");
    }

    @Test
    void a_frame_of_a_module_is_shown_without_loader_and_module() {
        StackTraceElement sleep =
                new StackTraceElement(
                        "app", "java.base", "17", "java.lang.Thread", "sleep", null, -2);

        assertThat(StackFrames.format(new StackTraceElement[] {sleep}))
                .containsExactly("java.lang.Thread.sleep(Native Method)");
    }

    @Test
    void a_frame_without_source_says_so() {
        assertThat(StackFrames.format(stack("shop.Cart", "total", null, -1)))
                .containsExactly("shop.Cart.total(Unknown Source)");
        assertThat(StackFrames.format(stack("shop.Cart", "total", "Cart.java", -1)))
                .containsExactly("shop.Cart.total(Cart.java)");
    }

    @Test
    void a_deep_stack_loses_its_bottom() {
        StackTraceElement[] deep = new StackTraceElement[500];
        Arrays.setAll(deep, i -> new StackTraceElement("shop.Cart", "m" + i, "Cart.java", i));

        List<String> frames = StackFrames.format(deep);

        assertThat(frames).hasSize(StackFrames.MAX_FRAMES);
        assertThat(frames.get(0)).startsWith("shop.Cart.m0");
    }

    @Test
    void the_blocking_frame_is_the_first_that_is_not_the_jdks() {
        assertThat(
                        StackFrames.blockingFrame(
                                List.of(
                                        "com.sun.crypto.provider.PBKDF2KeyImpl.deriveKey(X.java:1)",
                                        "javax.crypto.SecretKeyFactory.generateSecret(X.java:2)",
                                        "shop.Login.hash(Login.java:9)",
                                        "java.lang.Thread.run(Thread.java:1)")))
                .contains("shop.Login.hash(Login.java:9)");
    }

    @Test
    void a_stack_of_the_jdk_alone_has_no_blocking_frame() {
        assertThat(
                        StackFrames.blockingFrame(
                                List.of(
                                        "sun.nio.ch.EPoll.wait(Native Method)",
                                        "jdk.X.y(X.java:1)")))
                .isEmpty();
    }

    private static StackTraceElement[] stack(
            String type, String method, @org.jspecify.annotations.Nullable String file, int line) {
        return new StackTraceElement[] {new StackTraceElement(type, method, file, line)};
    }
}
