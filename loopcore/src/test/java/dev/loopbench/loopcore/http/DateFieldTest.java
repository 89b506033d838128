package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DateFieldTest {

    private Instant now = Instant.parse("2026-02-03T23:59:59.250Z");
    private int readings;

    private final DateField field =
            new DateField(
                    () -> {
                        readings++;
                        return now;
                    });

    private String line(long nowMillis) {
        return new String(field.line(nowMillis), StandardCharsets.US_ASCII);
    }

    @Test
    void it_has_the_fixed_form_with_two_digits_a_day() {
        assertThat(line(0)).isEqualTo("Date: Tue, 03 Feb 2026 23:59:59 GMT\r\n");
    }

    @Test
    void the_clock_is_read_again_when_its_second_is_over() {
        line(10_000);
        line(10_749);
        assertThat(readings).isOne();
        now = Instant.parse("2026-02-04T00:00:00Z");

        assertThat(line(10_750)).isEqualTo("Date: Wed, 04 Feb 2026 00:00:00 GMT\r\n");
        line(11_749);
        assertThat(readings).isEqualTo(2);
    }
}
