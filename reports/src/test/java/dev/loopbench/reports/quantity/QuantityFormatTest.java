package dev.loopbench.reports.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityFormatTest {

    @ParameterizedTest(name = "{0} ns are {1}")
    @CsvSource({
        "0, 0ns",
        "812, 812ns",
        "999, 999ns",
        "1000, 1.0µs",
        "3400, 3.4µs",
        "99949, 99.9µs",
        "99950, 100µs",
        "412000, 412µs",
        "999499, 999µs",
        "999500, 1.00ms",
        "9994999, 9.99ms",
        "9995000, 10.0ms",
        "12300000, 12.3ms",
        "198200000, 198ms",
        "999500000, 1.00s",
        "1240000000, 1.24s",
        "59949999999, 59.9s",
        "59950000000, 1m 00s",
        "125000000000, 2m 05s",
        "3599499999999, 59m 59s",
        "3600000000000, 1h 00m",
        "3720000000000, 1h 02m",
        "9223372036854775807, 2562047h 47m",
        "-3400, -3.4µs",
    })
    void durations_have_the_unit_and_the_digits_people_expect(long nanos, String text) {
        assertThat(new NanosFormat(true).format(nanos)).isEqualTo(text);
    }

    @Test
    void a_fraction_of_a_nanosecond_counts_only_where_there_are_few() {
        assertThat(new NanosFormat(true).format(3.44)).isEqualTo("3.4ns");
        assertThat(new NanosFormat(true).format(83.4)).isEqualTo("83ns");
    }

    @Test
    void ascii_has_no_micro_sign() {
        assertThat(new NanosFormat(false).format(3_400)).isEqualTo("3.4us");
    }

    @ParameterizedTest(name = "{0} ns are {1}")
    @CsvSource({
        "0, 0ns",
        "20, 20ns",
        "100000, 100µs",
        "5000, 5µs",
        "2500000, 2.5ms",
        "100000000, 100ms",
        "2000000000, 2s",
        "10000000000, 10s",
        "300000000000, 5m",
        "3600000000000, 1h",
    })
    void round_durations_have_no_zeros_that_say_nothing(long nanos, String text) {
        assertThat(new NanosFormat(true).formatRound(nanos)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 0%",
        "0.0004, <0.1%",
        "0.0005, 0.1%",
        "0.124, 12.4%",
        "0.9994, 99.9%",
        "0.9996, >99.9%",
        "1, 100%",
        "1.5, 150.0%",
        "-0.0001, >-0.1%",
        "-0.02, -2.0%",
    })
    void only_nothing_is_0_percent_and_only_all_is_100(double share, String text) {
        assertThat(ShareFormat.percent(share)).isEqualTo(text);
    }

    @Test
    void counts_are_grouped_from_five_digits_on() {
        CountFormat counts = new CountFormat(true);

        assertThat(counts.format(9_985)).isEqualTo("9985");
        assertThat(counts.format(10_984)).isEqualTo("10\u202f984");
        assertThat(counts.format(1_234_567)).isEqualTo("1\u202f234\u202f567");
        assertThat(new CountFormat(false).format(10_984)).isEqualTo("10,984");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "16.7, 16.7/s",
        "5, 5/s",
        "0.657, 0.66/s",
        "99.96, 100/s",
        "0.001, <0.01/s",
        "1484.2, 1484/s"
    })
    void rates_have_three_digits(double rate, String text) {
        assertThat(new CountFormat(true).perSecond(rate)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} B are {1}")
    @CsvSource({"0, 0B", "812, 812B", "65536, 64KiB", "1572864, 1.5MiB", "8589934592, 8GiB"})
    void sizes_are_in_powers_of_1024(long bytes, String text) {
        assertThat(BytesFormat.format(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "99999,'99,999'",
        "100000,100k",
        "999499,999k",
        "999500,1.00M",
        "1000000,1M",
        "12345678,12.3M"
    })
    void long_counts_are_shortened_where_room_is_scarce(long count, String text) {
        assertThat(new CountFormat(false).formatShort(count)).isEqualTo(text);
    }
}
