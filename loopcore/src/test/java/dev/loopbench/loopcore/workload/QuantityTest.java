package dev.loopbench.loopcore.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "1ns, 1",
        "250us, 250000",
        "1.5ms, 1500000",
        ".5ms, 500000",
        "20s, 20000000000",
        "2m, 120000000000",
        "1h, 3600000000000",
        "20 ms, 20000000",
        "0s, 0",
        "9223372036854775807ns, 9223372036854775807"
    })
    void durations_are_read_in_their_unit(String text, long nanos) throws Exception {
        assertThat(Quantity.durationNanos("for", text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @CsvSource({
        "512B, 512",
        "10kB, 10000",
        "3MB, 3000000",
        "2GB, 2000000000",
        "64KiB, 65536",
        "1.5MiB, 1572864",
        "1GiB, 1073741824",
        "0B, 0"
    })
    void sizes_are_read_in_their_unit(String text, long bytes) throws Exception {
        assertThat(Quantity.bytes("size", text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"5000/s, 5000", "90/m, 1.5", "0.5/s, 0.5", "7200/h, 2", "1000000000/s, 1e9"})
    void rates_are_read_as_events_a_second(String text, double perSecond) throws Exception {
        assertThat(Quantity.perSecond("rate", text)).isEqualTo(perSecond);
    }

    @Test
    void a_bare_number_is_refused_with_the_accepted_form() {
        assertThatThrownBy(() -> Quantity.durationNanos("block-for", "20"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("block-for needs a unit: 20ms, 1.5s");
        assertThatThrownBy(() -> Quantity.bytes("size", "65536"))
                .hasMessage("size needs a unit: 64KiB, 1.5MB");
        assertThatThrownBy(() -> Quantity.perSecond("rate", "5000"))
                .hasMessage("rate needs a unit: 5000/s, 90/m");
    }

    @Test
    void a_unit_of_another_measure_or_case_is_named_with_the_known_ones() {
        assertThatThrownBy(() -> Quantity.bytes("size", "64KB"))
                .hasMessage(
                        "size has the unknown unit \"KB\": "
                                + "use one of B, kB, MB, GB, KiB, MiB, GiB");
        assertThatThrownBy(() -> Quantity.durationNanos("for", "1e3ms"))
                .hasMessage("for has the unknown unit \"e3ms\": use one of ns, us, ms, s, m, h");
        assertThatThrownBy(() -> Quantity.perSecond("rate", "20ms"))
                .hasMessage("rate has the unknown unit \"ms\": use one of /s, /m, /h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ms",
                "NaN",
                "NaNms",
                "Infinity",
                "infs",
                "+5ms",
                "1,5ms",
                "1.5.2ms",
                "5.ms",
                "0x10ms",
                "--5ms",
                "5  ms",
                " 5ms",
                "٥ms"
            })
    void what_is_no_number_is_refused_in_one_sentence(String text) {
        assertThatThrownBy(() -> Quantity.durationNanos("for", text))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageStartingWith("for ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_negative_amount_is_refused_as_negative() {
        assertThatThrownBy(() -> Quantity.durationNanos("for", "-5ms"))
                .hasMessage("for must not be negative: -5ms");
        assertThatThrownBy(() -> Quantity.bytes("size", "-5"))
                .hasMessage("size must not be negative: -5");
        assertThatThrownBy(() -> Quantity.perSecond("rate", "-0.1/s"))
                .hasMessage("rate must not be negative: -0.1/s");
    }

    @Test
    void zero_is_refused_where_it_makes_no_sense() {
        assertThatThrownBy(() -> Quantity.positiveDurationNanos("for", "0ms"))
                .hasMessage("for must be more than zero, such as 20ms, 1.5s");
        assertThatThrownBy(() -> Quantity.positiveBytes("size", "0.0KiB"))
                .hasMessage("size must be more than zero, such as 64KiB, 1.5MB");
        assertThatThrownBy(() -> Quantity.perSecond("rate", "0/s"))
                .hasMessage("rate must be more than zero, such as 5000/s, 90/m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808ns", "2562048h", "99999999999999999999999999s"})
    void what_does_not_fit_is_refused_with_the_most_that_does(String text) {
        assertThatThrownBy(() -> Quantity.durationNanos("for", text))
                .hasMessage("for is too large: at most 9223372036854775807 nanoseconds");
    }

    @Test
    void a_rate_beyond_the_clock_is_refused() {
        assertThatThrownBy(() -> Quantity.perSecond("rate", "1000000001/s"))
                .hasMessage("rate is too high: at most 1000000000/s");
    }

    @Test
    void nothing_is_rounded() {
        assertThatThrownBy(() -> Quantity.durationNanos("for", "1.5ns"))
                .hasMessage("for does not come to whole nanoseconds: 1.5ns");
        assertThatThrownBy(() -> Quantity.bytes("size", "1.1KiB"))
                .hasMessage("size does not come to whole bytes: 1.1KiB");
    }

    @Test
    void a_message_shows_neither_control_characters_nor_pages_of_text() {
        assertThatThrownBy(() -> Quantity.bytes("size", "\u001b[31m\n"))
                .hasMessageEndingWith(": \"?[31m?\"");
        assertThatThrownBy(() -> Quantity.bytes("size", "9".repeat(100_000) + "B"))
                .isInstanceOf(InvalidParameterException.class)
                .message()
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void an_amount_written_in_any_unit_reads_as_itself(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        String[] symbols = {"ns", "us", "ms", "s", "m", "h"};
        long[] factors = {1, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L};
        for (int round = 0; round < 2_000; round++) {
            int unit = random.nextInt(symbols.length);
            // Three decimals of any unit but ns come to whole nanoseconds.
            int decimals = unit == 0 ? 0 : random.nextInt(4);
            long digits = random.nextLong(1_000_000);
            BigDecimal number = BigDecimal.valueOf(digits, decimals);
            String text = number.toPlainString() + symbols[unit];
            long expected = number.multiply(BigDecimal.valueOf(factors[unit])).longValueExact();

            assertThat(Quantity.durationNanos("for", text))
                    .as("seed %d, text %s", seed, text)
                    .isEqualTo(expected);
            assertThat(Quantity.durationNanos("for", expected + "ns"))
                    .as("seed %d, text %s", seed, text)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void any_size_written_in_bytes_reads_as_itself(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            long bytes = random.nextLong() >>> (1 + random.nextInt(60));
            assertThat(Quantity.bytes("size", String.format(Locale.ROOT, "%dB", bytes)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
    }
}
