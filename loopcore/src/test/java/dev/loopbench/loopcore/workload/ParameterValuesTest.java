package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterValuesTest {

    private static final List<Parameter> PARAMETERS =
            List.of(
                    Parameter.of("iterations", Parameter.Kind.COUNT, "100000", "rounds"),
                    Parameter.of("size", Parameter.Kind.BYTES, "64KiB", "bytes to read"),
                    Parameter.of("pause", Parameter.Kind.DURATION, "20ms", "time between"),
                    Parameter.choice("digest", "sha512", "hash", List.of("sha256", "sha512")),
                    Parameter.of("salt", Parameter.Kind.TEXT, "salt", "salt"),
                    Parameter.of("file", Parameter.Kind.PATH, "", "file to read"));

    @Test
    void what_the_user_does_not_say_has_its_default() throws Exception {
        ParameterValues values = ParameterValues.parse(PARAMETERS, Map.of());

        assertThat(values.count("iterations")).isEqualTo(100_000);
        assertThat(values.bytes("size")).isEqualTo(65_536);
        assertThat(values.durationNanos("pause")).isEqualTo(20_000_000);
        assertThat(values.text("digest")).isEqualTo("sha512");
        assertThat(values.text("salt")).isEqualTo("salt");
        assertThat(values.path("file")).isEmpty();
    }

    @Test
    void what_the_user_says_replaces_the_default() throws Exception {
        ParameterValues values =
                ParameterValues.parse(
                        PARAMETERS,
                        Map.of("iterations", "7", "size", "1MiB", "file", "data/input.bin"));

        assertThat(values.count("iterations")).isEqualTo(7);
        assertThat(values.bytes("size")).isEqualTo(1 << 20);
        assertThat(values.path("file")).contains(Path.of("data/input.bin"));
        assertThat(values.isGiven("size")).isTrue();
        assertThat(values.isGiven("salt")).isFalse();
    }

    @Test
    void reports_get_all_values_in_the_users_own_words() throws Exception {
        ParameterValues values = ParameterValues.parse(PARAMETERS, Map.of("size", "1024KiB"));

        assertThat(values.asText())
                .containsExactly(
                        Map.entry("digest", "sha512"),
                        Map.entry("file", ""),
                        Map.entry("iterations", "100000"),
                        Map.entry("pause", "20ms"),
                        Map.entry("salt", "salt"),
                        Map.entry("size", "1024KiB"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_text_of_values_parses_to_the_same_values(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            Map<String, String> said =
                    Map.of(
                            "iterations", String.valueOf(random.nextInt(1, Integer.MAX_VALUE)),
                            "size", random.nextInt(1, 1_000_000) + "KiB",
                            "pause", random.nextInt(1, 1_000_000) + "us");
            ParameterValues first = ParameterValues.parse(PARAMETERS, said);
            ParameterValues second = ParameterValues.parse(PARAMETERS, first.asText());

            assertThat(second.asText()).as("seed %d", seed).isEqualTo(first.asText());
            assertThat(second.count("iterations")).isEqualTo(first.count("iterations"));
            assertThat(second.bytes("size")).isEqualTo(first.bytes("size"));
            assertThat(second.durationNanos("pause")).isEqualTo(first.durationNanos("pause"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "1.5", "1e3", "many", "2147483648", "１"})
    void a_count_is_a_whole_number_of_at_least_one(String text) {
        assertThatThrownBy(() -> ParameterValues.parse(PARAMETERS, Map.of("iterations", text)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage(
                        "iterations must be a whole number from 1 to 2147483647, not \""
                                + text
                                + "\"");
    }

    @Test
    void a_choice_is_one_of_its_words() {
        assertThatThrownBy(() -> ParameterValues.parse(PARAMETERS, Map.of("digest", "md5")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("digest must be one of sha256, sha512, not \"md5\"");
    }

    @Test
    void a_size_and_a_duration_are_more_than_zero() {
        assertThatThrownBy(() -> ParameterValues.parse(PARAMETERS, Map.of("size", "0B")))
                .hasMessageStartingWith("size must be more than zero");
        assertThatThrownBy(() -> ParameterValues.parse(PARAMETERS, Map.of("pause", "0s")))
                .hasMessageStartingWith("pause must be more than zero");
    }

    @Test
    void a_duration_that_is_off_by_default_may_be_zero() throws Exception {
        List<Parameter> delay =
                List.of(
                        Parameter.of(
                                "delay",
                                Parameter.Kind.DURATION,
                                Parameter.NO_TIME,
                                "time before"));

        assertThat(ParameterValues.parse(delay, Map.of()).durationNanos("delay")).isZero();
        assertThat(ParameterValues.parse(delay, Map.of("delay", "0ms")).durationNanos("delay"))
                .isZero();
        assertThat(ParameterValues.parse(delay, Map.of("delay", "1us")).durationNanos("delay"))
                .isEqualTo(1_000);
        assertThatThrownBy(() -> ParameterValues.parse(delay, Map.of("delay", "-1us")))
                .hasMessage("delay must not be negative: -1us");
    }

    @Test
    void a_path_the_platform_cannot_name_is_refused() {
        assertThatThrownBy(() -> ParameterValues.parse(PARAMETERS, Map.of("file", "a\0b")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("file is not a path: \"a?b\"");
    }

    @Test
    void a_name_that_is_no_parameter_is_the_callers_mistake() {
        assertThatThrownBy(() -> ParameterValues.parse(PARAMETERS, Map.of("colour", "red")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void reading_a_value_as_another_type_is_the_callers_mistake() throws Exception {
        ParameterValues values = ParameterValues.parse(PARAMETERS, Map.of());

        assertThatThrownBy(() -> values.count("size")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> values.bytes("pause"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
