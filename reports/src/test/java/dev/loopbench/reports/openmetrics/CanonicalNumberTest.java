package dev.loopbench.reports.openmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalNumberTest {

    /** The powers of ten are the specification's own examples. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "1e-10, 1e-10",
        "1e-5, 1e-05",
        "1e-4, 0.0001",
        "0.1, 0.1",
        "1, 1.0",
        "10, 10.0",
        "100000, 100000.0",
        "1e6, 1e+06",
        "1e10, 1e+10",
        "2.5e-6, 2.5e-06",
        "1234567, 1.234567e+06",
        "0.99, 0.99",
        "1e100, 1e+100"
    })
    void equal_numbers_are_written_alike(double number, String text) {
        assertThat(CanonicalNumber.of(number)).isEqualTo(text);
    }
}
