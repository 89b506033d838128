package dev.loopbench.loopcore.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a stream of requests is cut, it is read in the same way. */
class RequestSplitTest {

    private static final HttpLimits LIMITS = new HttpLimits(300, 60, 50);

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "X-Y");
    private static final List<String> TARGETS =
            List.of("/", "/a?b", "http://a/b", "*", "/" + "x".repeat(60));
    private static final List<String> VERSIONS = List.of("HTTP/1.1", "HTTP/1.0", "HTTP/2.0");
    private static final List<String> FIELDS =
            List.of(
                    "X: y",
                    "X:",
                    "X: " + "z".repeat(200),
                    "Connection: close",
                    "Connection: keep-alive",
                    "Expect: 100-continue",
                    "X : y");
    private static final List<String> FRAMINGS =
            List.of(
                    "\r\n",
                    "\r\n",
                    "Content-Length: 5\r\n\r\nhello",
                    "Content-Length: 51\r\n\r\n",
                    "Transfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: u\r\n\r\n",
                    "Transfer-Encoding: chunked\r\n\r\n33\r\n",
                    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_split_gives_the_result_of_one_piece(long seed) {
        Random random = new Random(seed);
        String text = stream(random);

        List<String> events = ReadRequests.from(LIMITS, Pieces.whole(text));

        String what = "seed " + seed + ": " + text;
        assertThat(ReadRequests.from(LIMITS, Pieces.single(text))).as(what).isEqualTo(events);
        for (int cut = 0; cut < 10; cut++) {
            assertThat(ReadRequests.from(LIMITS, Pieces.random(text, random)))
                    .as(what)
                    .isEqualTo(events);
        }
    }

    private static String stream(Random random) {
        StringBuilder text = new StringBuilder();
        int requests = 1 + random.nextInt(5);
        for (int i = 0; i < requests; i++) {
            request(random, text);
        }
        if (random.nextInt(3) == 0) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        }
        return text.toString();
    }

    private static void request(Random random, StringBuilder text) {
        text.append(random.nextInt(5) == 0 ? "\r\n" : "")
                .append(mostlyFirst(METHODS, random))
                .append(' ')
                .append(mostlyFirst(TARGETS, random))
                .append(' ')
                .append(mostlyFirst(VERSIONS, random))
                .append("\r\nHost: a\r\n");
        for (int field = random.nextInt(3); field > 0; field--) {
            text.append(mostlyFirst(FIELDS, random)).append("\r\n");
        }
        text.append(mostlyFirst(FRAMINGS, random));
    }

    /** So that most streams get beyond their first request. */
    private static String mostlyFirst(List<String> choices, Random random) {
        return random.nextInt(3) > 0 ? choices.get(0) : choices.get(random.nextInt(choices.size()));
    }
}
