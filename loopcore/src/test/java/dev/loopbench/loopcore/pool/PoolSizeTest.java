package dev.loopbench.loopcore.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.loopbench.loopcore.Rule;
import dev.loopbench.loopcore.pool.PoolSize.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolSizeTest {

    @Test
    @Rule({"P01", "P02"})
    void four_threads_if_the_variable_is_not_set() {
        assertThat(PoolSize.fromEnvironment(null)).isEqualTo(new PoolSize(4, Source.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "8, 8", "1024, 1024", "' 7', 7"})
    @Rule("P02")
    void a_size_is_taken_as_it_stands(String value, int threads) {
        assertThat(PoolSize.fromEnvironment(value))
                .isEqualTo(new PoolSize(threads, Source.ENVIRONMENT));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "'', 1",
        "abc, 1",
        "x9, 1",
        "- 3, 1",
        "+-3, 1",
        "'\u00a05', 1",
        "\u0665, 1",
        "12abc, 12",
        "+3, 3",
        "007, 7",
        "2.9, 2",
        "0x10, 1",
        "1e3, 1",
        "1025, 1024",
        "-1, 1024",
        "-1024, 1024",
        "4294967296, 1",
        "4294967298, 2",
        "2147483648, 1024",
        "999999999999999, 1024"
    })
    @Rule("P02")
    void anything_else_is_read_as_atoi_reads_it(String value, int threads) {
        assertThat(PoolSize.fromEnvironment(value))
                .isEqualTo(new PoolSize(threads, Source.ENVIRONMENT_ADJUSTED));
    }

    @Test
    @Rule("P02")
    void every_kind_of_c_white_space_may_lead() {
        assertThat(PoolSize.fromEnvironment(" \t\n\u000b\f\r9").threads()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000008",
                "8               ",
                "\u00fc\u00fc\u00fc\u00fc8888888888"
            })
    @Rule("P02")
    void sixteen_bytes_or_more_are_ignored(String value) {
        assertThat(PoolSize.fromEnvironment(value))
                .isEqualTo(new PoolSize(4, Source.ENVIRONMENT_IGNORED));
    }

    @Test
    @Rule("P02")
    void fifteen_bytes_are_read() {
        assertThat(PoolSize.fromEnvironment("000000000000008").threads()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1025})
    void a_size_asked_for_by_name_is_refused_outside_the_limits(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolSize.of(threads))
                .withMessage("a pool has 1 to 1024 threads, not " + threads);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "5, 3", "8, 4", "1024, 512"})
    @Rule("P05")
    void half_of_the_threads_rounded_up_run_slow_io(int threads, int slowThreads) {
        assertThat(PoolSize.of(threads).slowThreads()).isEqualTo(slowThreads);
    }
}
