package dev.loopbench.loopcore.workload.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loopbench.loopcore.workload.WorkloadException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "localhost:8080, localhost, 8080, -, localhost:8080",
                "[::1]:80, ::1, 80, -, [::1]",
                "http://localhost:8080/a?b=c, localhost, 8080, /a?b=c, localhost:8080",
                "http://example.org, example.org, 80, /, example.org",
                "HTTP://[::1]:81?x, ::1, 81, /?x, [::1]:81",
                "http://a/%20b#c, a, 80, /%20b, a",
            })
    void an_address_or_a_url_says_where_the_server_is(
            String text, String host, int port, String path, String authority) throws Exception {
        Target target = Target.parse(text);

        assertThat(target).isEqualTo(new Target(host, port, path));
        assertThat(target.authority()).isEqualTo(authority);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, is neither HOST:PORT",
        "::1:80, is neither HOST:PORT",
        "a:0, is neither HOST:PORT",
        "https://a/, asks for TLS",
        "ftp://a/, is not a URL of http",
        "http://u:p@a/, has a user in its URL",
        "http://a:65536/, a port that is none",
        "http://a b/, is not a URL",
    })
    void what_is_neither_is_refused_with_a_sentence(String text, String sentence) {
        assertThatThrownBy(() -> Target.parse(text))
                .isInstanceOf(WorkloadException.class)
                .hasMessageContaining(sentence);
    }
}
