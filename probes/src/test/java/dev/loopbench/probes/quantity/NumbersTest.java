package dev.loopbench.probes.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NumbersTest {

    @ParameterizedTest(name = "{0} ns are {1}")
    @CsvSource({
        "0, 0ns",
        "0.001, <0.01ns",
        "0.126, 0.13ns",
        "3.44, 3.44ns",
        "83.4, 83.4ns",
        "812, 812ns",
        "999, 999ns",
        "999.5, 1.00µs",
        "1000, 1.00µs",
        "3400, 3.40µs",
        "99949, 99.9µs",
        "99950, 100µs",
        "412000, 412µs",
        "999499, 999µs",
        "999500, 1.00ms",
        "1005000, 1.01ms",
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
        "1e30, 2.78e+17h",
        "-3400, -3.40µs",
    })
    void durations_have_three_digits_and_the_largest_unit_with_a_whole_part(
            double nanos, String text) {
        assertThat(Numbers.nanos(nanos)).isEqualTo(text);
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
    void chosen_durations_have_no_zeros_that_say_nothing(long nanos, String text) {
        assertThat(Numbers.roundNanos(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "148000000,         , 148ms",
        "148000000, 7000000 , 148ms to 155ms",
        "0        , 7000000 , below 7ms",
        "0        ,         , 0ns",
    })
    void what_may_be_more_is_written_with_both_ends(
            double nanos, @Nullable Long errorNanos, String text) {
        assertThat(Numbers.nanosUpTo(nanos, errorNanos)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 0%",
        "0.00004, <0.01%",
        "0.00005, 0.01%",
        "0.0043, 0.43%",
        "0.00994, 0.99%",
        "0.00995, 1.0%",
        "0.05, 5.0%",
        "0.124, 12.4%",
        "0.9994, 99.9%",
        "0.9996, >99.9%",
        "1, 100%",
        "1.0004, 100%",
        "1.5, 150%",
        "12345, 1.23e+6%",
        "-0.00001, >-0.01%",
        "-0.02, -2.0%",
    })
    void only_nothing_is_0_percent_and_only_all_is_100(double share, String text) {
        assertThat(Numbers.share(share)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 0%",
        "0.098, +9.8%",
        "-0.0043, -0.43%",
        "2.4, +240%",
        "-0.9996, -100%",
        "0.00001, +<0.01%",
    })
    void a_change_says_its_direction(double share, String text) {
        assertThat(Numbers.signedChange(share)).isEqualTo(text);
        assertThat(Numbers.change(-share)).isEqualTo(text.replaceFirst("^[+-]", ""));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"0.03, 3%", "0.005, 0.5%", "0.333333, 33.3%", "0.1, 10%", "1, 100%"})
    void a_chosen_share_has_no_zeros_that_say_nothing(double share, String text) {
        assertThat(Numbers.roundShare(share)).isEqualTo(text);
    }

    @Test
    void a_ratio_says_how_many_times() {
        assertThat(Numbers.ratio(2.5)).isEqualTo("2.50×");
        assertThat(Numbers.ratio(4)).isEqualTo("4×");
        assertThat(Numbers.roundRatio(1.2)).isEqualTo("1.2×");
    }

    @Test
    void counts_are_grouped_from_five_digits_on() {
        assertThat(Numbers.count(9_985)).isEqualTo("9985");
        assertThat(Numbers.count(10_984)).isEqualTo("10\u202f984");
        assertThat(Numbers.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
        assertThat(Numbers.count(10_000.4)).isEqualTo("10\u202f000");
        assertThat(Numbers.count(1e300)).isEqualTo("1.00e+300");
    }

    @Test
    void what_is_counted_is_in_the_plural_unless_it_is_one() {
        assertThat(Numbers.count(1, "job")).isEqualTo("1 job");
        assertThat(Numbers.count(0, "job")).isEqualTo("0 jobs");
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
    void rates_have_three_digits_and_all_before_the_point(double rate, String text) {
        assertThat(Numbers.perSecond(rate)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} B are {1}")
    @CsvSource({
        "0, 0B",
        "812, 812B",
        "1023, 1023B",
        "65536, 64KiB",
        "1572864, 1.50MiB",
        "1048575, 1.00MiB",
        "-1536, -1.50KiB",
        "8589934592, 8GiB"
    })
    void sizes_are_in_powers_of_1024(long bytes, String text) {
        assertThat(Numbers.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "99999,'99\u202f999'",
        "100000,100k",
        "999499,999k",
        "999500,1.00M",
        "1000000,1M",
        "12345678,12.3M"
    })
    void long_counts_are_shortened_where_room_is_scarce(long count, String text) {
        assertThat(Numbers.countShort(count)).isEqualTo(text);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_printed_is_the_value_to_its_precision_and_grows_with_it(long seed) {
        check(seed, -1, 16, Numbers::nanos, NumbersTest::halfOfLastOfNanos);
        check(seed, -6, 5, Numbers::share, NumbersTest::halfOfLastOfShare);
        check(seed, -6, 5, Numbers::change, NumbersTest::halfOfLastOfShare);
        check(seed, -4, 18, Numbers::ratio, NumbersTest::halfOfLast);
        check(seed, -4, 18, Numbers::perSecond, NumbersTest::halfOfLast);
        check(seed, -4, 18, Numbers::bytes, NumbersTest::halfOfLast);
    }

    /**
     * @param from least power of ten of the values
     * @param precision what may lie between a value and what is printed
     */
    private static void check(
            long seed,
            int from,
            int to,
            DoubleFunction<String> format,
            DoubleUnaryOperator precision) {
        double[] values =
                new Random(seed)
                        .doubles(300, from, to)
                        .map(power -> Math.pow(10, power))
                        .sorted()
                        .toArray();
        double before = 0;
        for (double value : values) {
            String text = format.apply(value);
            double printed = PrintedNumber.of(text);
            assertThat(printed)
                    .as("%s as %s, seed %s", value, text, seed)
                    .isCloseTo(value, within(precision.applyAsDouble(value)))
                    .isGreaterThanOrEqualTo(before);
            before = printed;
        }
    }

    /** Three digits, two behind the point at most; below them it says how little it is at most. */
    private static double halfOfLast(double value) {
        return Math.max(value < 0.005 ? 0.01 : 0.005, 0.00501 * value);
    }

    private static double halfOfLastOfNanos(double nanos) {
        if (nanos < 59e9) {
            return halfOfLast(nanos);
        }
        return nanos < 3599e9 ? 0.501e9 : 30.1e9;
    }

    private static double halfOfLastOfShare(double share) {
        if (share < 0.0101) {
            return halfOfLast(share * 100) / 100 + (share > 0.0099 ? 0.0005 : 0);
        }
        boolean nearlyAll = share > 0.9994 && share < 1;
        return nearlyAll ? 0.001 : share < 1 ? 0.000501 : 0.00501 * share;
    }
}
