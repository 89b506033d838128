package dev.loopbench.cli.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForkTest {

    @Test
    void a_fork_of_what_does_not_measure_has_both_compilers() {
        assertThat(
                        Fork.measuring(
                                List.of(
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dloopbench.compilers=simple",
                                        "-Xms96m")))
                .containsExactly("-XX:+UseSerialGC", "-Xms96m");
    }

    @Test
    void a_compiler_that_the_user_chose_is_the_forks_too() {
        assertThat(
                        Fork.measuring(
                                List.of(
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dloopbench.compilers=simple",
                                        "-XX:TieredStopAtLevel=1")))
                .containsExactly("-XX:TieredStopAtLevel=1");
        assertThat(Fork.measuring(List.of("-XX:TieredStopAtLevel=1")))
                .containsExactly("-XX:TieredStopAtLevel=1");
    }
}
