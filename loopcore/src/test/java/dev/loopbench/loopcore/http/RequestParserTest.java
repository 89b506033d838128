package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void a_get_is_read_with_its_method_target_and_path() {
        RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
        String text = "GET /a/b?c=d HTTP/1.1\r\nHost: a:80\r\nX-Y: \tz \t\r\n\r\n";

        RequestParser.Event event = parser.parse(Pieces.whole(text).get(0));

        assertThat(event).isEqualTo(RequestParser.Event.REQUEST);
        assertThat(parser.request()).isEqualTo(new HttpRequest("GET", "/a/b?c=d", "/a/b"));
        assertThat(parser.isPersistent()).isTrue();
        assertThat(parser.isBetweenRequests()).isTrue();
    }

    @Test
    void requests_in_a_row_are_read_one_by_one() {
        assertThat(ReadRequests.from(GET + "HEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + GET))
                .containsExactly("GET /", "HEAD /x", "GET /", "between");
    }

    @Test
    void a_request_equal_to_the_one_before_is_the_same_object() {
        RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
        ByteBuffer data = Pieces.whole(GET + GET).get(0);
        parser.parse(data);
        HttpRequest first = parser.request();

        parser.parse(data);

        assertThat(parser.request()).isSameAs(first);
    }

    @Test
    void a_target_that_differs_in_its_last_byte_is_another_request() {
        String request = "GET /ab HTTP/1.1\r\nHost: a\r\n\r\n";

        assertThat(ReadRequests.from(request + request.replace("/ab", "/ac")))
                .containsExactly("GET /ab", "GET /ac", "between");
    }

    @Test
    void a_request_that_stops_short_is_within() {
        for (int length = 1; length < GET.length(); length++) {
            assertThat(ReadRequests.from(GET.substring(0, length)))
                    .as("%d bytes", length)
                    .containsExactly("within");
        }
    }

    @Test
    void empty_lines_before_a_request_are_skipped() {
        assertThat(ReadRequests.from("\r\n\r\n" + GET)).containsExactly("GET /", "between");
        assertThat(ReadRequests.from("\r\n".repeat(100_000))).containsExactly("refused 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/x?y", "HTTP://a:80/x", "http://a/x"})
    void an_absolute_target_has_a_path(String target) {
        assertThat(ReadRequests.from("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .containsExactly("GET /x", "between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "http://a?x"})
    void the_path_of_an_absolute_target_without_one_is_the_root(String target) {
        assertThat(ReadRequests.from("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .containsExactly("GET /", "between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "*", "a:80", "ftp://a/", "http:///x", "http://"})
    void a_get_of_a_target_without_a_form_is_refused(String target) {
        assertThat(ReadRequests.from("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .containsExactly("refused 400");
    }

    @Test
    void old_clients_are_told_apart_and_close_unless_they_ask_to_go_on() {
        assertThat(ReadRequests.from("GET / HTTP/1.0\r\n\r\n"))
                .containsExactly("GET / last old", "between");
        assertThat(ReadRequests.from("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"))
                .containsExactly("GET / old", "between");
        assertThat(ReadRequests.from("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n"))
                .containsExactly("GET / last old", "between");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection: close",
                "connection:CLOSE",
                "Connection: a, Close ,b",
                "Connection: keep-alive\r\nConnection: close"
            })
    void a_client_can_say_that_it_will_close(String fields) {
        assertThat(ReadRequests.from("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n"))
                .containsExactly("GET / last", "between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: closed", "Connection: x-close", "X-Connection: close"})
    void what_only_looks_like_close_is_not(String field) {
        assertThat(ReadRequests.from("GET / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n"))
                .containsExactly("GET /", "between");
    }

    @Test
    void a_later_minor_version_is_read_as_1_1() {
        assertThat(ReadRequests.from("GET / HTTP/1.2\r\nHost: a\r\n\r\n"))
                .containsExactly("GET /", "between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/3.1"})
    void another_major_version_is_refused_with_505(String version) {
        assertThat(ReadRequests.from("GET / " + version + "\r\nHost: a\r\n\r\n"))
                .containsExactly("refused 505");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " GET / HTTP/1.1\r\n",
                "GET  / HTTP/1.1\r\n",
                "GET /  HTTP/1.1\r\n",
                "GET / HTTP/1.1 \r\n",
                "GET\t/ HTTP/1.1\r\n",
                "GET /\r\n",
                "GET / http/1.1\r\n",
                "GET / HTTP/1,1\r\n",
                "GET / HTTP/11\r\n",
                "GET / HTTP/1.10\r\n",
                "GET / HTTP/1.1\n",
                "GET / HTTP/1.1\r\r\n",
                "GET /\u0000 HTTP/1.1\r\n",
                "GET /\u0080 HTTP/1.1\r\n",
                "G(T / HTTP/1.1\r\n",
                "\n",
                "\r\r",
                "\u0016\u0003\u0001",
            })
    void a_malformed_request_line_is_refused(String line) {
        assertThat(ReadRequests.from(line + "Host: a\r\n\r\n")).containsExactly("refused 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X : y\r\n",
                "X\r\n",
                ": y\r\n",
                " X: y\r\n",
                "X: y\r\n z\r\n",
                "X: y\r\n\tz\r\n",
                "X: y\n",
                "X: y\rz\r\n",
                "X: \u0000\r\n",
                "X: \u0001\r\n",
                "X: \u007F\r\n",
                "X\u0000: y\r\n",
                "X(: y\r\n",
                "\n",
            })
    void a_malformed_field_line_is_refused(String line) {
        assertThat(ReadRequests.from("GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n"))
                .containsExactly("refused 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a\r\nHost: a\r\n",
                "Host: a b\r\n",
                "Host: a/b\r\n",
                "Host: a@b\r\n",
            })
    void a_host_that_is_missing_double_or_none_is_refused(String fields) {
        assertThat(ReadRequests.from("GET / HTTP/1.1\r\n" + fields + "\r\n"))
                .containsExactly("refused 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "127.0.0.1:8080", "[::1]:80", "a_b-c.d"})
    void a_host_may_be_a_name_an_address_or_empty(String host) {
        assertThat(ReadRequests.from("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .containsExactly("GET /", "between");
    }

    @Test
    void what_is_longer_than_its_limit_is_refused_by_its_own_status() {
        HttpLimits limits = new HttpLimits(100, 50, 10);

        assertThat(read(limits, "GET /" + "x".repeat(44) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .containsExactly("GET /" + "x".repeat(44), "between");
        assertThat(read(limits, "GET /" + "x".repeat(45) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .containsExactly("refused 414");
        int left = 100 - GET.length() - "X: \r\n".length();
        String head = GET.substring(0, GET.length() - 2);
        assertThat(read(limits, head + "X: " + "x".repeat(left) + "\r\n\r\n"))
                .containsExactly("GET /", "between");
        assertThat(read(limits, head + "X: " + "x".repeat(left + 1) + "\r\n\r\n"))
                .containsExactly("refused 431");
    }

    private static List<String> read(HttpLimits limits, String text) {
        return ReadRequests.from(limits, Pieces.whole(text));
    }

    @Test
    void bytes_of_the_upper_half_may_stand_in_values() {
        byte[] request =
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u00e9\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        RequestParser parser = new RequestParser(HttpLimits.DEFAULT);

        assertThat(parser.parse(ByteBuffer.wrap(request))).isEqualTo(RequestParser.Event.REQUEST);
    }
}
