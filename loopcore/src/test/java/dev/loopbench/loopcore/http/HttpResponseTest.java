package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {

    @Test
    void its_length_is_that_of_its_bytes() {
        HttpResponse response = HttpResponse.text(HttpStatus.OK, "h\u00e9");

        assertThat(new String(response.head(), StandardCharsets.US_ASCII))
                .isEqualTo(
                        """
                        HTTP/1.1 200 OK
                        Content-Type: text/plain; charset=utf-8
                        Content-Length: 3
                        """
                                .replace("\n", "\r\n"));
        assertThat(StandardCharsets.UTF_8.decode(response.body().duplicate()).toString())
                .isEqualTo("h\u00e9");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 204, 304})
    void a_status_without_body_is_refused(int code) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpResponse.text(new HttpStatus(code, "X"), ""))
                .withMessage("an answer " + code + " X has no body");
    }

    @Test
    void what_would_break_the_head_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpResponse.of(HttpStatus.OK, "a\r\nX: y", new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpStatus(200, "a\nb"));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpStatus(99, "X"));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpStatus(600, "X"));
    }

    @Test
    void limits_and_timeouts_that_allow_nothing_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpLimits(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpLimits(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpLimits(1, 1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                HttpServerConfig.DEFAULT.withTimeouts(
                                        Duration.ZERO, Duration.ofSeconds(1)));
    }
}
