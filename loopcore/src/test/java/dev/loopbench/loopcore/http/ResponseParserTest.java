package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";

    /** What comes of it, as lines of text. */
    private static List<String> read(List<ByteBuffer> pieces) {
        ResponseParser parser = new ResponseParser();
        List<String> events = new ArrayList<>();
        for (ByteBuffer piece : pieces) {
            ResponseParser.Event event = ResponseParser.Event.HEAD;
            while (piece.hasRemaining() || event == ResponseParser.Event.HEAD) {
                event = parser.parse(piece);
                switch (event) {
                    case MORE -> {}
                    case INTERIM -> events.add("interim");
                    case HEAD -> events.add(parser.status().toString());
                    case END -> {
                        events.add(parser.isPersistent() ? "end" : "last");
                        parser.start();
                    }
                    case WRONG -> {
                        events.add(parser.fault());
                        return events;
                    }
                }
            }
        }
        if (parser.endsWithConnection()) {
            events.add("until the end");
        }
        return events;
    }

    private static List<String> read(String text) {
        return read(Pieces.whole(text));
    }

    @Test
    void an_answer_of_known_length_ends_there() {
        assertThat(read(OK + "Content-Length: 5\r\n\r\nhello" + OK + "Content-Length: 0\r\n\r\n"))
                .containsExactly("200 OK", "end", "200 OK", "end");
    }

    @Test
    void an_answer_in_chunks_ends_with_its_last_chunk() {
        assertThat(
                        read(
                                OK
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + "5\r\nhello\r\n10;x\r\n0123456789abcdef\r\n0\r\nT: u\r\n\r\n"
                                        + OK
                                        + "Content-Length: 0\r\n\r\n"))
                .containsExactly("200 OK", "end", "200 OK", "end");
    }

    @Test
    void an_answer_without_length_ends_with_the_connection() {
        assertThat(read(OK + "\r\nhello")).containsExactly("200 OK", "until the end");
        assertThat(read(OK + "Content-Length: 9\r\n\r\nhello")).containsExactly("200 OK");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void some_answers_have_no_body_whatever_they_say(int code) {
        assertThat(read("HTTP/1.1 " + code + " X\r\nContent-Length: 7\r\n\r\n"))
                .containsExactly(code + " X", "end");
    }

    @Test
    void interim_answers_are_skipped() {
        String interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";

        assertThat(read(interim + OK + "Content-Length: 0\r\n\r\n"))
                .containsExactly("interim", "interim", "200 OK", "end");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, keep-alive, end",
        "HTTP/1.1, close, last",
        "HTTP/1.1, 'x, Close', last",
        "HTTP/1.0, x, last",
        "HTTP/1.0, keep-alive, end",
    })
    void the_connection_goes_on_or_not(String version, String connection, String end) {
        String text =
                version + " 200 OK\r\nContent-Length: 0\r\nConnection: " + connection + "\r\n\r\n";

        assertThat(read(text)).containsExactly("200 OK", end);
    }

    @Test
    void a_reason_may_be_missing_with_or_without_its_space() {
        assertThat(read("HTTP/1.1 503\r\n\r\n")).startsWith("503");
        assertThat(read("HTTP/1.1 503 \r\n\r\n")).startsWith("503");
        assertThat(read("HTTP/1.1 503 Service Unavailable\r\n\r\n"))
                .startsWith("503 Service Unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2.0 200 OK\r\n",
                "HTTP/1.1 20 OK\r\n",
                "HTTP/1.1 2000 OK\r\n",
                "HTTP/1.1 099 X\r\n",
                "HTTP/1.1 600 X\r\n",
                "http/1.1 200 OK\r\n",
                "HTTP/1.1  200 OK\r\n",
                "HTTP/1.1 200 OK\n",
                "HTTP/1.1 200 \u0000\r\n",
                "SSH-2.0-OpenSSH\r\n",
            })
    void what_does_not_begin_as_an_answer_is_wrong(String line) {
        assertThat(read(line + "Content-Length: 0\r\n\r\n"))
                .containsExactly("the server's answer does not begin as HTTP/1.1 does");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: x",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
            })
    void an_answer_whose_end_is_not_clear_is_wrong(String fields) {
        assertThat(read(OK + fields + "\r\n\r\n"))
                .containsExactly("the server's answer does not say clearly where it ends");
    }

    @Test
    void other_faults_are_named() {
        assertThat(read(OK + "X : y\r\n\r\n"))
                .containsExactly("the server's answer has a malformed header field");
        assertThat(read(OK + "X: " + "y".repeat(ResponseParser.MAX_FIELD_BYTES)))
                .containsExactly("the server's answer has more than 16 KiB of header fields");
        assertThat(read(OK + "Transfer-Encoding: chunked\r\n\r\nx"))
                .containsExactly("200 OK", "the server's answer has a malformed chunk");
        assertThat(read(OK + "Transfer-Encoding: gzip\r\n\r\n"))
                .containsExactly(
                        "the server's answer is in a transfer coding that nobody asked for");
        assertThat(read("HTTP/1.1 101 Switching Protocols\r\n\r\n"))
                .containsExactly("the server changed the protocol, which nobody asked for");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void any_split_gives_the_result_of_one_piece(long seed) {
        Random random = new Random(seed);
        List<String> answers =
                List.of(
                        OK + "Content-Length: 5\r\n\r\nhello",
                        OK + "Content-Length: 0\r\n\r\n",
                        "HTTP/1.1 100 Continue\r\n\r\n",
                        "HTTP/1.1 204\r\n\r\n",
                        OK + "Transfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
                        OK + "Content-Length : 0\r\n\r\n");
        for (int round = 0; round < 100; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                int bound = round % 4 == 0 ? answers.size() : answers.size() - 1;
                text.append(answers.get(random.nextInt(bound)));
            }
            String stream = text.toString();
            List<String> events = read(stream);
            String what = "seed " + seed + ": " + stream;
            assertThat(read(Pieces.single(stream))).as(what).isEqualTo(events);
            assertThat(read(Pieces.random(stream, random))).as(what).isEqualTo(events);
        }
    }
}
