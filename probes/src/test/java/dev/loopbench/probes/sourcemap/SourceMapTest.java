package dev.loopbench.probes.sourcemap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceMapTest {

    /** Two lines: one is of a.ts from its fourth character on, the other of b.ts. */
    private static final String TWO_LINES =
            """
            {"version":3,"sourceRoot":"src","sources":["a.ts","b.ts"],"names":["slow"],
             "mappings":"GAEAA,IAAI,E;ACAA"}
            """;

    @Test
    void a_character_belongs_to_the_segment_that_begins_before_it() throws SourceMapException {
        SourceMap map = SourceMap.of(TWO_LINES);

        assertThat(map.original(1, 4)).contains(new Position("src/a.ts", 3, 1, "slow"));
        assertThat(map.original(1, 7)).contains(new Position("src/a.ts", 3, 1, "slow"));
        assertThat(map.original(1, 8)).contains(new Position("src/a.ts", 3, 5, null));
        assertThat(map.original(2, 100)).contains(new Position("src/b.ts", 3, 5, null));
    }

    @Test
    void what_was_made_of_nothing_has_no_place() throws SourceMapException {
        SourceMap map = SourceMap.of(TWO_LINES);

        assertThat(map.original(1, 3)).isEmpty();
        assertThat(map.original(1, 10)).isEmpty();
        assertThat(map.original(3, 1)).isEmpty();
        assertThat(map.original(0, 0)).isEmpty();
    }

    @Test
    void a_name_is_told_where_it_begins_and_nowhere_else() throws SourceMapException {
        SourceMap map = SourceMap.of(TWO_LINES);

        assertThat(map.name(1, 4)).contains("slow");
        assertThat(map.name(1, 5)).isEmpty();
        assertThat(map.name(1, 8)).isEmpty();
    }

    @Test
    void numbers_of_several_digits_and_both_signs_are_read() throws SourceMapException {
        SourceMap map =
                SourceMap.of(
                        "{\"version\":3,\"sources\":[\"a\"],\"mappings\":\"ggBAgkBA;AAhkBC\"}");

        assertThat(map.original(1, 512)).isEmpty();
        assertThat(map.original(1, 513)).contains(new Position("a", 577, 1, null));
        assertThat(map.original(2, 1)).contains(new Position("a", 1, 2, null));
    }

    @Test
    void sections_begin_where_they_say_so() throws SourceMapException {
        String one = "{\"version\":3,\"sources\":[\"one\"],\"names\":[],\"mappings\":\"AAAA\"}";
        String two =
                "{\"version\":3,\"sources\":[\"two\"],\"names\":[],\"mappings\":\"AAAA;AACA\"}";
        SourceMap map =
                SourceMap.of(
                        "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":0},\"map\":"
                                + one
                                + "},{\"offset\":{\"line\":4,\"column\":10},\"map\":"
                                + two
                                + "}]}");

        assertThat(map.original(1, 5).map(Position::source)).contains("one");
        assertThat(map.original(5, 10)).isEmpty();
        assertThat(map.original(5, 11)).contains(new Position("two", 1, 1, null));
        assertThat(map.original(6, 3)).contains(new Position("two", 2, 1, null));
    }

    @Test
    void a_source_without_a_name_is_no_place() throws SourceMapException {
        SourceMap map =
                SourceMap.of(
                        "{\"version\":3,\"sources\":[null],\"names\":[],\"mappings\":\"AAAA\"}");

        assertThat(map.original(1, 1)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"version\":2,\"sources\":[],\"mappings\":\"\"}",
                "{\"version\":3,\"sources\":[]}",
                "{\"version\":3,\"mappings\":\"AA\"}",
                "{\"version\":3,\"mappings\":\"AAAAAA\"}",
                "{\"version\":3,\"mappings\":\"!\"}",
                "{\"version\":3,\"mappings\":\"g\"}",
                "{\"version\":3,\"mappings\":\"ggggggggggA\"}",
                "{\"version\":3,\"mappings\":\"ADAA\"}",
                "{\"version\":3,\"sections\":[null]}",
                "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":0}}]}"
            })
    void what_is_no_source_map_is_refused(String json) {
        assertThatExceptionOfType(SourceMapException.class).isThrownBy(() -> SourceMap.of(json));
    }
}
