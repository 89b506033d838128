package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRequestTest {

    private static String text(ClientRequest request) {
        return StandardCharsets.ISO_8859_1.decode(request.duplicate()).toString();
    }

    private static ClientRequest request(String method, String body, String... fields) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ClientRequest.of(method, "a:8080", "/p?q=1", List.of(fields), bytes);
    }

    @Test
    void a_get_has_the_usual_fields_and_no_length() {
        assertThat(text(ClientRequest.get("a:8080", "/p?q=1")).split("\r\n", -1))
                .containsExactly(
                        "GET /p?q=1 HTTP/1.1",
                        "Host: a:8080",
                        "User-Agent: loopbench",
                        "Accept: */*",
                        "",
                        "");
    }

    @Test
    void a_body_is_sent_with_its_length_in_bytes() {
        assertThat(text(request("POST", "gr\u00fc\u00df")))
                .contains("\r\nContent-Length: 6\r\n\r\n")
                .startsWith("POST ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void a_method_that_means_a_body_says_so_if_there_is_none(String method) {
        assertThat(text(request(method, ""))).contains("\r\nContent-Length: 0\r\n");
    }

    @Test
    void a_field_of_the_callers_stands_in_place_of_the_usual_one() {
        assertThat(text(request("GET", "", "host:b", "ACCEPT: text/html", "X-A: 1")))
                .contains("\r\nhost: b\r\nACCEPT: text/html\r\nX-A: 1\r\n")
                .contains("User-Agent: loopbench")
                .doesNotContain("Host:")
                .doesNotContain("*/*");
    }

    @Test
    void a_connection_that_is_to_close_is_known_to_be_the_last() {
        assertThat(request("GET", "", "Connection: TE, Close").isLast()).isTrue();
        assertThat(request("GET", "", "Connection: keep-alive").isLast()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no colon",
                ": nameless",
                "a b: c",
                "A: b\r\nC: d",
                "Content-Length: 5",
                "transfer-encoding: chunked"
            })
    void a_field_that_would_break_the_request_is_refused(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> request("GET", "", field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G T", "GET\r\n", "CONNECT", "G\u00cbT"})
    void a_method_that_cannot_be_measured_is_refused(String method) {
        assertThatIllegalArgumentException().isThrownBy(() -> request(method, ""));
    }
}
