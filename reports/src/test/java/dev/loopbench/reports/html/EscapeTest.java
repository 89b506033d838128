package dev.loopbench.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EscapeTest {

    @Test
    void text_is_no_markup() {
        assertThat(Escape.text("<b a=\"1\" c='2'>&amp;</b>"))
                .isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;&lt;/b&gt;");
    }

    @Test
    void what_cannot_be_shown_is_a_space() {
        assertThat(Escape.text("a\u0000\u001b\u007f\u2028\u202e\ud800b")).isEqualTo("a      b");
    }

    @Test
    void letters_of_all_scripts_stay() {
        assertThat(Escape.text("µs Ω 世 \ud83d\ude00")).isEqualTo("µs Ω 世 \ud83d\ude00");
    }

    @Test
    void half_a_surrogate_pair_in_json_becomes_its_escape_and_a_whole_one_stays() {
        assertThat(Escape.encodable("\"a\ud83d\ude00b\ude00c\ud83d\""))
                .isEqualTo("\"a\ud83d\ude00b\\ude00c\\ud83d\"");
    }

    @Test
    void json_keeps_its_meaning_and_closes_no_element() {
        assertThat(Escape.json("{\"a<b\": \"</script><!--\"}"))
                .isEqualTo("{\"a\\u003cb\": \"\\u003c/script>\\u003c!--\"}");
    }
}
