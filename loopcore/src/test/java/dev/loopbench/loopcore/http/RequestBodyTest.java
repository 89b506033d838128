package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends. */
class RequestBodyTest {

    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void a_body_of_known_length_is_skipped() {
        assertThat(post("Content-Length: 5", "hello" + NEXT))
                .containsExactly("POST /", "GET /next", "between");
        assertThat(post("Content-Length: 0", NEXT))
                .containsExactly("POST /", "GET /next", "between");
        assertThat(post("Content-Length: 5", "hell")).containsExactly("within");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n0\r\n\r\n",
                "2;x=y\r\nhe\r\n3;\"z\"\r\nllo\r\n0\r\n\r\n",
                "A\r\n0123456789\r\na\r\n0123456789\r\n000\r\n\r\n",
                "1\r\n\n\r\n0\r\nTrailer: x\r\nOther: y\r\n\r\n",
                "0\r\n\r\n",
            })
    void a_body_in_chunks_is_skipped(String body) {
        assertThat(post("Transfer-Encoding: Chunked", body + NEXT))
                .containsExactly("POST /", "GET /next", "between");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "x\r\n",
                " 5\r\nhello\r\n",
                "5 \r\nhello\r\n",
                "5\nhello\r\n",
                "5\r\nhelloo\r\n",
                "5\r\nhello\n",
                "5\r\nhello\r\r",
                "-5\r\n",
                "0x5\r\n",
                "FFFFFFFFFFFFFFFFF\r\n",
                "5;\u0000\r\nhello\r\n",
                "5;a\n",
                "0\r\nX : y\r\n\r\n",
                "0\r\n\n",
                "\u0665\r\nhello\r\n",
            })
    void a_malformed_chunk_is_refused(String body) {
        assertThat(post("Transfer-Encoding: chunked", body + NEXT)).containsExactly("refused 400");
    }

    @Test
    void endless_extensions_and_trailers_are_refused() {
        String much = "x".repeat(ChunkedBody.MAX_EXTENSION_BYTES);
        String chunk = "1;" + much.substring(1) + "\r\nx\r\n";

        assertThat(post("Transfer-Encoding: chunked", chunk + "0\r\n\r\n"))
                .containsExactly("POST /", "between");
        assertThat(post("Transfer-Encoding: chunked", chunk + "1;xx\r\nx\r\n0\r\n\r\n"))
                .containsExactly("refused 400");
        assertThat(post("Transfer-Encoding: chunked", "0\r\nX: " + much + "\r\n\r\n"))
                .containsExactly("refused 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 5x",
                "Content-Length: 0x5",
                "Content-Length:",
                "Content-Length: x\r\nContent-Length: 5",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding:",
            })
    void what_leaves_the_end_of_a_request_open_is_refused(String fields) {
        assertThat(post(fields, "hello" + NEXT)).containsExactly("refused 400");
    }

    @Test
    void chunks_are_refused_from_a_client_that_cannot_know_them() {
        assertThat(
                        ReadRequests.from(
                                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .containsExactly("refused 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked",
            })
    void a_coding_that_is_not_known_is_refused_with_501(String fields) {
        assertThat(post(fields, "5\r\nhello\r\n0\r\n\r\n")).containsExactly("refused 501");
    }

    @ParameterizedTest
    @CsvSource({"10, false", "11, true", "99999999999999999999999, true"})
    void a_body_above_the_limit_is_refused_with_413(String length, boolean refused) {
        HttpLimits limits = new HttpLimits(1000, 100, 10);
        String text = head("Content-Length: " + length) + "0123456789";

        List<String> events = ReadRequests.from(limits, Pieces.whole(text));

        assertThat(events.get(0)).isEqualTo(refused ? "refused 413" : "POST /");
    }

    @Test
    void chunks_that_are_above_the_limit_together_are_refused_with_413() {
        HttpLimits limits = new HttpLimits(1000, 100, 10);
        String text = head("Transfer-Encoding: chunked") + "8\r\n01234567\r\n";

        assertThat(ReadRequests.from(limits, Pieces.whole(text + "2\r\n89\r\n0\r\n\r\n")))
                .containsExactly("POST /", "between");
        assertThat(ReadRequests.from(limits, Pieces.whole(text + "3\r\n89a\r\n0\r\n\r\n")))
                .containsExactly("refused 413");
    }

    @Test
    void a_client_that_waits_with_its_body_is_told_to_send_it() {
        assertThat(post("Content-Length: 5\r\nExpect: 100-Continue", "hello"))
                .containsExactly("continue", "POST /", "between");
        assertThat(post("Content-Length: 0\r\nExpect: 100-continue", ""))
                .containsExactly("POST /", "between");
        assertThat(post("Expect: more", "")).containsExactly("refused 417");
    }

    private static List<String> post(String fields, String rest) {
        return ReadRequests.from(head(fields) + rest);
    }

    private static String head(String fields) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n";
    }
}
